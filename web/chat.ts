import type { Activity, Press } from './chat/activity.ts';
import { Client, type Contact, type Outgoing, type Token } from './chat/client.ts';
import { explainIn, withButtons } from './chat/explain.ts';
import { dayHeading, dayOf, el, lineOf, timeWords } from './chat/say.ts';
import type { Settings } from './chat/words.ts';

/** The chat page with a script: messages come by themselves, and what is typed is not lost. Without it the forms do the same, slower. */

declare global {
  interface Window {
    /** Of web/listen.ts, once it is there: puts the button on a message; reads a new one. */
    stegvisDress?: (line: HTMLElement) => void;
    stegvisHear?: (line: HTMLElement) => void;
    /** Of web/frame.ts, in a provider's site: tokens come through it. */
    stegvisToken?: () => Promise<Token | null>;
  }
}

const IDLE_MS = 30 * 60_000;

const find = (id: string) => document.getElementById(id) as HTMLElement;
const chat = find('chat');
const settings = JSON.parse(chat.dataset.chat as string) as Settings;
const { words } = settings;
const log = find('log');
const history_ = find('history');
const status_ = find('status');
const below = find('below');
const choices = find('choices');
const sayForm = find('say') as HTMLFormElement;
const commands = find('commands');
const text = find('text') as HTMLTextAreaElement;

/** On a device that others use, things are kept until the tab is closed and no longer. */
const storage = keep(() => (settings.own ? localStorage : sessionStorage));
const tab = keep(() => sessionStorage);
const TYPED = `stegvis-typed-${settings.key}`;
/** Each message under a name of its own, so that two tabs do not write over one another's. */
const WAITING = `stegvis-waiting-${settings.key}-`;

let last = settings.after;
let day = settings.day;
let contact: Contact = 'fine';
const passed = new Set<string>();
/** Lines of what this page has sent, and the messages among them that are still on their way. */
const own = new Map<string, HTMLElement>();
const waiting = new Map<string, Outgoing>();

const client = new Client({
  form: settings.form,
  after: settings.after,
  token: settings.token,
  renewal: window.stegvisToken,
  listener: { activities: paced, contact: changed, sent, notSent, signedOut },
});

// What is typed

// Of this tab first: another one may have something else half written.
text.value = text.value || keep(() => tab?.getItem(TYPED) || storage?.getItem(TYPED)) || '';
let isSent = false;
text.addEventListener('input', () => {
  isSent = false;
  for (const kept of [tab, storage]) keep(() => kept?.setItem(TYPED, text.value));
  grow();
});
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendTyped();
});
sayForm.addEventListener('submit', (event) => {
  event.preventDefault();
  sendTyped();
});
for (const form of [choices, commands]) {
  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button');
    if (!button) return;
    event.preventDefault();
    // The second of two quick taps in the same place was meant for what stood there before.
    if (event.detail > 1) return;
    const [q, id, ...title] = button.value.split('|');
    // The button is gone in a moment: whoever pressed it stays in the same place.
    if (form === choices) choices.focus({ preventScroll: true });
    send(title.join('|'), { q: Number(q), id: id as string });
  });
}

function sendTyped(): void {
  const typed = text.value.trim();
  if (!typed) {
    // Pressed twice, by a hand that trembles: it has been sent.
    if (!isSent) say(words.empty);
    return;
  }
  if (typed.length > settings.most) {
    say(words.tooLong);
    return;
  }
  for (const kept of [tab, storage])
    keep(() => kept?.getItem(TYPED) === text.value && kept.removeItem(TYPED));
  text.value = '';
  isSent = true;
  grow();
  send(typed);
}

function grow(): void {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight + 4, innerHeight / 3)}px`;
}

// Sending

function send(typed: string, value?: Press): void {
  hurry();
  const message: Outgoing = { id: newId(), text: typed, ...(value ? { value } : {}), at: Date.now() };
  add(message);
  say(words.sending);
  client.send(message);
}

function add(message: Outgoing): void {
  const line = lineOf(
    {
      id: message.id,
      type: 'message',
      timestamp: new Date().toISOString(),
      text: message.text,
      channelData: { stegvis: { from: 'participant' } },
    },
    words,
  );
  own.set(message.id, line);
  waiting.set(message.id, message);
  keep(() => storage?.setItem(WAITING + message.id, JSON.stringify(message)));
  offer([]);
  append(line);
  toEnd(line);
}

/** A sender and time that are the same as just above need not be read by the eye again. */
function append(line: HTMLElement, isHeard = false): void {
  const before = log.lastElementChild ?? history_.lastElementChild;
  const who = before?.querySelector('.who')?.textContent;
  if (who && who === line.querySelector('.who')?.textContent) line.classList.add('more');
  // Before it is in the log, so that nothing is announced but the line.
  dress(line);
  log.append(line);
  if (isHeard) window.stegvisHear?.(line);
}

function sent(id: string): void {
  if (!waiting.delete(id)) return;
  own.get(id)?.querySelector('.failed')?.remove();
  keep(() => storage?.removeItem(WAITING + id));
  if (waiting.size === 0) say(words.sent);
}

function notSent(_id: string, why: 'contact' | 'wait'): void {
  if (why === 'wait') {
    say(words.slow);
    return;
  }
  // Those behind it wait for it, so that they arrive in order.
  for (const id of waiting.keys()) {
    const line = own.get(id);
    if (!line || line.querySelector('.failed')) continue;
    const button = el('button', { type: 'button' }, words.tryAgain);
    button.addEventListener('click', () => {
      // The button goes away; whoever pressed it stays at the message.
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
      for (const waitingId of waiting.keys()) own.get(waitingId)?.querySelector('.failed')?.remove();
      say(words.sending);
      client.retry();
    });
    line.append(el('div', { class: 'failed' }, el('p', {}, words.notSent), button));
  }
  say(contact === 'offline' ? words.offline : words.notSentStatus);
}

// What comes

/** What is to be shown, where somebody wants one message at a time. */
let queue: Activity[] = [];
let pause = 0;

/** Each message gets the time it takes to read the one before, slowly. Whoever goes on by themselves has read enough. */
function paced(activities: readonly Activity[]): void {
  if (!settings.slow) {
    show(activities);
    return;
  }
  queue.push(...activities);
  if (pause === 0) next();
}

function next(): void {
  pause = 0;
  const activity = queue.shift();
  if (!activity) return;
  show([activity]);
  const read = activity.channelData?.stegvis?.from === 'participant' ? 0 : (activity.text ?? '').length * 60;
  if (read === 0) next();
  else pause = setTimeout(next, Math.min(8000, Math.max(1500, read))) as unknown as number;
}

/** Everything at once: before something is sent, so that nothing comes after its answer. */
function hurry(): void {
  clearTimeout(pause);
  pause = 0;
  const rest = queue;
  queue = [];
  if (rest.length > 0) show(rest);
}

function show(activities: readonly Activity[]): void {
  const wasAtEnd = isAtEnd();
  let first: HTMLElement | null = null;
  for (const activity of activities) {
    const about = activity.channelData?.stegvis;
    if (activity.type !== 'message') continue;
    if (about?.n ? about.n <= last : passed.has(activity.id)) continue;
    if (about?.n) last = about.n;
    else passed.add(activity.id);
    if (about?.level) speak(about.level);
    const clientId = activity.channelData?.clientActivityID ?? '';
    const ownLine = own.get(clientId);
    if (ownLine) {
      ownLine.dataset.n = String(last);
      // The time that counts is the one it was received at.
      const [shown, real] = [ownLine.querySelector('time'), timeWords(activity.timestamp, words)];
      if (shown && shown.textContent !== real) shown.textContent = real;
      client.arrived(clientId);
      sent(clientId);
      // What was offered before it is no longer what is asked.
      offer([]);
      continue;
    }
    if (dayOf(activity.timestamp) !== day) {
      day = dayOf(activity.timestamp);
      log.append(dayHeading(activity.timestamp, words));
    }
    const line = lineOf(activity, words, { sheet: settings.pictures, marks: settings.marks });
    first ??= line;
    append(line, about?.from !== 'participant' && !about?.quiet);
    if (about?.from === 'participant') offer([]);
    else if (activity.suggestedActions) {
      groups.push({
        about: (activity.text ?? '').split('\n')[0] as string,
        choices: activity.suggestedActions.actions,
      });
      offer(groups);
    }
  }
  if (!first) return;
  if (wasAtEnd && !settings.still) toEnd(first);
  else below.hidden = false;
}

// Choices

interface Group {
  readonly about: string;
  readonly choices: readonly { readonly title: string; readonly value: Press }[];
}

/** As the server has it (bot/pages/chat.ts). */
const FEW = 3;

let groups: Group[] = [...choices.querySelectorAll<HTMLElement>(':scope > .choices')].map((group) => ({
  about: group.getAttribute('aria-label') ?? '',
  choices: [...group.querySelectorAll('button')].map((button) => {
    const [q, id, ...title] = button.value.split('|');
    return { title: title.join('|'), value: { q: Number(q), id: id as string } };
  }),
}));

/** Shows what can be pressed now. Buttons that were there stay the same ones, so that nobody's place is lost. */
function offer(next: Group[]): void {
  const hadFocus = choices.contains(document.activeElement);
  groups = [...next];
  const shown = choices.querySelectorAll(':scope > .choices');
  if (groups.length === 0) {
    choices.textContent = '';
  }
  for (const group of groups.slice(shown.length)) {
    const buttons = group.choices.map(({ title, value }) =>
      el('button', { name: 'press', value: `${value.q}|${value.id}|${title}` }, title),
    );
    const isMany = settings.few && buttons.length > FEW + 1;
    choices.append(
      el(
        'div',
        { class: 'choices', role: 'group', 'aria-label': group.about },
        ...(isMany
          ? [
              ...buttons.slice(0, FEW),
              el(
                'details',
                {},
                el('summary', {}, words.more),
                el('div', { class: 'choices' }, ...buttons.slice(FEW)),
              ),
            ]
          : buttons),
      ),
    );
  }
  if (groups.length > 1) {
    for (const group of choices.querySelectorAll<HTMLElement>(':scope > .choices')) {
      if (group.previousElementSibling?.className !== 'about') {
        group.before(el('p', { class: 'about' }, `${words.for} ${group.getAttribute('aria-label')}`));
      }
    }
  }
  if (hadFocus && !choices.contains(document.activeElement)) choices.focus({ preventScroll: true });
}

// The reader's place

/** The part of the window that can be seen: a keyboard on the screen lies over half of it, and not every browser makes the window smaller then. */
function seen(): { top: number; bottom: number } {
  const top = visualViewport?.offsetTop ?? 0;
  return { top, bottom: top + (visualViewport?.height ?? innerHeight) };
}

/** Whether the newest message is in view, or nearly. */
function isAtEnd(): boolean {
  return chat.getBoundingClientRect().bottom < innerHeight + 120;
}

/** Shows the end of the chat, but never so far down that the beginning of what is new is out of view. */
function toEnd(line: HTMLElement): void {
  below.hidden = true;
  // Another page stands in its place, in the frame of a site.
  if (chat.offsetHeight === 0) return;
  const lines = log.querySelectorAll('.mine');
  const lastOwn = lines[lines.length - 1] as HTMLElement | undefined;
  const from =
    lastOwn && lastOwn.getBoundingClientRect().top < line.getBoundingClientRect().top ? lastOwn : line;
  const { top, bottom } = seen();
  const end = chat.getBoundingClientRect().bottom - bottom;
  scrollBy({ top: Math.min(end, from.getBoundingClientRect().top - top - 12), behavior: 'auto' });
}

below.addEventListener('click', () => {
  below.hidden = true;
  text.focus({ preventScroll: true });
  scrollBy({ top: chat.getBoundingClientRect().bottom - seen().bottom, behavior: 'auto' });
});
addEventListener(
  'scroll',
  () => {
    if (isAtEnd()) below.hidden = true;
  },
  { passive: true },
);

history_.addEventListener('click', async (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('#older a');
  if (!link) return;
  event.preventDefault();
  const answer = await client.ask(`/chat/history${link.search}`).catch(() => null);
  if (!answer?.ok) {
    location.href = link.href;
    return;
  }
  const older = document.createElement('template');
  older.innerHTML = await answer.text();
  const next = link.closest('p')?.nextElementSibling as HTMLElement | null;
  const anchor = history_.querySelector<HTMLElement>('.line');
  const top = anchor?.getBoundingClientRect().top ?? 0;
  // One heading a day, also where the old and the older meet.
  const days = older.content.querySelectorAll<HTMLElement>('.day');
  if (next?.className === 'day' && next.dataset.day === days[days.length - 1]?.dataset.day) next.remove();
  const newest = older.content.querySelector<HTMLElement>('.line:last-of-type');
  link.closest('p')?.replaceWith(older.content);
  for (const line of history_.querySelectorAll<HTMLElement>('.line')) dress(line);
  if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: 'auto' });
  // Whoever asked for it reads on where the new part ends.
  const place = history_.querySelector<HTMLElement>('#older a') ?? newest;
  if (place === newest && newest) newest.tabIndex = -1;
  place?.focus({ preventScroll: true });
});

// Level, contact and signing out

function speak(level: 'plain' | 'easy'): void {
  if (chat.classList.contains(level)) return;
  chat.classList.replace(level === 'easy' ? 'plain' : 'easy', level);
  const button = find('level') as HTMLButtonElement;
  const title = level === 'easy' ? words.plain : words.easier;
  button.value = `0|${level === 'easy' ? 'do:level:plain' : 'do:easier'}|${title}`;
  button.textContent = title;
}

function changed(next: Contact): void {
  if (next === contact) return;
  contact = next;
  say(next === 'fine' ? words.back : next === 'offline' ? words.offline : words.lost);
  chat.classList.toggle('alone', next !== 'fine');
}

function signedOut(): void {
  if (settings.framed) {
    say(words.frameEnded);
    chat.classList.add('alone');
  } else if (settings.own) location.replace('/logga-in');
  else leave();
}

function forget(): void {
  keep(() => {
    storage?.removeItem(TYPED);
    for (const key of waitingKeys()) storage?.removeItem(key);
  });
}

// On a device of one's own what is half written waits until the next time. "Glöm den här enheten" takes it away.
document.getElementById('sign-out')?.addEventListener('submit', () => {
  if (!settings.own) forget();
});

let hasLeft = false;

/** Once: the clock and a token that is refused may both say so, and the second would break off the way there. */
function leave(): void {
  if (hasLeft) return;
  hasLeft = true;
  forget();
  location.replace('/utloggad?vila');
}

let usedAt = Date.now();
if (!settings.own && !settings.framed) {
  let renewedAt = Date.now();
  const used = () => {
    usedAt = Date.now();
    if (usedAt - renewedAt < 5 * 60_000) return;
    renewedAt = usedAt;
    client.renew().catch(() => {});
  };
  for (const event of ['keydown', 'pointerdown', 'touchstart'])
    addEventListener(event, used, { passive: true });
  const look = async () => {
    if (Date.now() - usedAt < IDLE_MS) return;
    const body = new URLSearchParams({ form: settings.form });
    await fetch('/logga-ut', { method: 'POST', body }).catch(() => {});
    leave();
  };
  setInterval(look, 30_000);
  document.addEventListener('visibilitychange', look);
}

explainIn(chat, words, async (id) => {
  const answer = await client.ask(`/chat/ord/${id}`);
  if (!answer.ok) throw new Error('no text');
  return (await answer.json()).text;
});

// Small things

function dress(line: HTMLElement): void {
  withButtons(line);
  window.stegvisDress?.(line);
}

function say(sentence: string): void {
  if (status_.textContent !== sentence) status_.textContent = sentence;
}

/** Some browsers allow no storage?. Then nothing is kept, and all the rest works. */
function keep<Result>(action: () => Result): Result | null {
  try {
    return action();
  } catch {
    return null;
  }
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function waitingKeys(): string[] {
  return keep(() => Object.keys(storage ?? {}).filter((key) => key.startsWith(WAITING))) ?? [];
}

const unsent = waitingKeys().map((key) => JSON.parse(storage?.getItem(key) as string) as Outgoing);
for (const message of unsent.sort((a, b) => a.at - b.at)) {
  if (history_.querySelector(`[data-id="${message.id}"]`)) {
    keep(() => storage?.removeItem(WAITING + message.id));
    continue;
  }
  add(message);
  client.send(message);
}
grow();
withButtons(history_);
// A page that the browser has kept for the way back may be of before somebody signed out, or chose another look.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
history.scrollRestoration = 'manual';
if (!location.search)
  scrollTo({ top: chat.getBoundingClientRect().bottom + scrollY - innerHeight, behavior: 'auto' });
client.start();
if (settings.listen) {
  const script = document.createElement('script');
  script.src = settings.listen;
  document.head.append(script);
}
