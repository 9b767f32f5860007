import type { Token } from './chat/client.ts';

/**
 * In the frame that a provider's site holds: asks the site for a token, fetches the chat with it, and starts the chat's own script. The
 * pages beside the chat ("Mina val", "Hela min plan") are shown in its place, as a page of ours in another tab would ask who it is.
 */

const place = document.getElementById('frame') as HTMLElement;
const about = JSON.parse(place.dataset.frame as string) as {
  provider: string;
  origins: string[];
  /** Whom to ring when nothing works; null where no number is known. */
  call: { title: string; url: string } | null;
  words: { fault: string; tryAgain: string; alone: string; ended: string; back: string };
};
const { provider, origins, words } = about;

let waiting: ((given: Token | null | undefined) => void)[] = [];

addEventListener('message', ({ data, origin, source }) => {
  if (source !== parent || !origins.includes(origin) || data?.stegvis !== 'token') return;
  for (const take of waiting) take(data.given);
  waiting = [];
});

/** From the site's own server, through its page. Null: it knows nobody there. */
function ask(): Promise<Token | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, 20_000, new Error('no token'));
    waiting.push((given) => {
      clearTimeout(timer);
      if (given === undefined) reject(new Error('no token'));
      else resolve(given);
    });
    // A wish, with nothing in it: whoever holds this page is one of those that may.
    parent.postMessage({ stegvis: 'ask' }, '*');
  });
}

function paragraphs(text: string): HTMLElement[] {
  return text.split('\n').map((line) => {
    const made = document.createElement('p');
    made.textContent = line;
    return made;
  });
}

function button(name: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = name;
  made.addEventListener('click', press);
  return made;
}

function tell(text: string, ...more: Node[]): void {
  const status = document.getElementById('status') as HTMLElement;
  status.replaceChildren(...paragraphs(text));
  status.after(...more);
}

/** As the person has chosen that it looks. */
function dress({ look, styles }: { look: Record<string, string>; styles: string[] }): void {
  const { dataset } = document.documentElement;
  for (const name of Object.keys(dataset)) delete dataset[name];
  Object.assign(dataset, look);
  for (const href of styles) {
    if (document.querySelector(`link[href="${href}"]`)) continue;
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
  }
}

async function start(): Promise<void> {
  const first = await ask();
  if (first === null) throw new Error('nobody');
  const answer = await fetch(`/inbaddad/${provider}/chatt`, {
    headers: { authorization: `Bearer ${first.token}` },
  });
  if (!answer.ok) {
    about.call ??= (await answer.json()).call;
    throw new Error('no chat');
  }
  const found = await answer.json();
  dress(found);
  let unused: Token | null = first;
  window.stegvisToken = async () => {
    const given = unused ?? (await ask());
    unused = null;
    return given;
  };
  place.innerHTML = found.html;
  document.head.append(Object.assign(document.createElement('script'), { src: found.script }));
}

// The pages beside the chat

const OWN = /^\/(min-plan|mina-val|paminnelser|kvitton)(\/|$)/;
const heading = document.querySelector('h1') as HTMLElement;
const chatHeading = heading.textContent as string;
const chatTitle = document.title;
const own = document.createElement('div');
own.id = 'own';
let cameFrom: HTMLElement | null = null;
/** What is chosen on a page shows in the chat when it is fetched anew. */
let isChanged = false;

/** `form`: what is sent to that page first. */
async function open(path: string, form?: URLSearchParams): Promise<void> {
  const failed = (text: string) => show(chatHeading, paragraphs(text));
  try {
    const given = await ask();
    if (given === null) return failed(words.ended);
    const answer = await fetch(`/inbaddad/${provider}${path}`, {
      headers: { authorization: `Bearer ${given.token}` },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    if (!answer.ok) throw new Error('no page');
    const found = await answer.json();
    if (found.next) {
      isChanged = true;
      return open(found.next);
    }
    dress(found);
    const made = document.createElement('template');
    made.innerHTML = found.html;
    show(found.title, [made.content]);
  } catch {
    failed(words.fault);
  }
}

function show(title: string, parts: Node[]): void {
  place.hidden = true;
  heading.textContent = title;
  document.title = `${title} – Stegvis`;
  const back = document.createElement('p');
  back.append(button(words.back, leave));
  own.replaceChildren(back, ...parts);
  place.after(own);
  const paper = document.getElementById('print') as HTMLButtonElement | null;
  if (paper) {
    paper.hidden = false;
    paper.onclick = () => print();
  }
  // Whoever pressed is at the top of what came.
  heading.tabIndex = -1;
  heading.focus();
  scrollTo(0, 0);
}

function leave(): void {
  if (isChanged) {
    location.reload();
    return;
  }
  own.remove();
  place.hidden = false;
  heading.textContent = chatHeading;
  document.title = chatTitle;
  cameFrom?.focus();
}

addEventListener('click', (event) => {
  const link = (event.target as Element).closest?.('a');
  if (!link || link.origin !== location.origin || !OWN.test(link.pathname)) return;
  event.preventDefault();
  if (!own.contains(link)) cameFrom = link;
  void open(link.pathname);
});
addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (!own.contains(form)) return;
  event.preventDefault();
  const sent = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const { submitter } = event as SubmitEvent;
  if (submitter instanceof HTMLButtonElement && submitter.name) sent.set(submitter.name, submitter.value);
  void open(new URL(form.action).pathname, sent);
});

if (parent === window) tell(words.alone);
else {
  start().catch(() => {
    const again = document.createElement('p');
    again.append(button(words.tryAgain, () => location.reload()));
    const { call } = about;
    tell(words.fault, again);
    if (call)
      again.after(
        Object.assign(document.createElement('a'), {
          className: 'button',
          href: call.url,
          textContent: call.title,
        }),
      );
  });
}
