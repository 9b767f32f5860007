import type { Token } from './chat/client.ts';

/** In the frame that a provider's site holds: asks the site for a token, fetches the chat with it, and starts the chat's own script. */

const place = document.getElementById('frame') as HTMLElement;
const { provider, origins, words } = JSON.parse(place.dataset.frame as string) as {
  provider: string;
  origins: string[];
  words: { fault: string; tryAgain: string; alone: string };
};

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

function tell(text: string, ...more: Node[]): void {
  const status = document.getElementById('status') as HTMLElement;
  status.replaceChildren(
    ...text.split('\n').map((line) => {
      const made = document.createElement('p');
      made.textContent = line;
      return made;
    }),
  );
  status.after(...more);
}

async function start(): Promise<void> {
  const first = await ask();
  if (first === null) throw new Error('nobody');
  const answer = await fetch(`/inbaddad/${provider}/chatt`, {
    headers: { authorization: `Bearer ${first.token}` },
  });
  if (!answer.ok) throw new Error('no chat');
  const { html, look, styles, script } = await answer.json();
  Object.assign(document.documentElement.dataset, look);
  for (const href of styles)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
  let unused: Token | null = first;
  window.stegvisToken = async () => {
    const given = unused ?? (await ask());
    unused = null;
    return given;
  };
  place.innerHTML = html;
  document.head.append(Object.assign(document.createElement('script'), { src: script }));
}

if (parent === window) tell(words.alone);
else {
  start().catch(() => {
    const again = document.createElement('button');
    again.textContent = words.tryAgain;
    again.onclick = () => location.reload();
    tell(words.fault, again);
  });
}
