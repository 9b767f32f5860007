import type { Settings } from './chat/words.ts';

/**
 * "Läs upp" on each message, and "Prata". Only voices of the device itself read: what is said in the chat is sent to nobody for it. Where
 * there is no Swedish one there is no button.
 */

const settings = JSON.parse(
  (document.getElementById('chat') as HTMLElement).dataset.chat as string,
) as Settings;
const { words } = settings;
const RATES = [
  { rate: 0.7, name: words.slowly },
  { rate: 1, name: words.usually },
  { rate: 1.3, name: words.quickly },
] as const;
const RATE_KEY = 'stegvis-rate';

let voice: SpeechSynthesisVoice | null = null;
let rate = Number(remembered() ?? 1);

function remembered(): string | null {
  try {
    return localStorage.getItem(RATE_KEY);
  } catch {
    return null;
  }
}

/** What is being read: the message, what is left of it, and its buttons. */
interface Reading {
  readonly line: HTMLElement;
  readonly blocks: HTMLElement[];
  at: number;
  isPaused: boolean;
}

let reading: Reading | null = null;

function findVoice(): void {
  if (voice) return;
  voice = speechSynthesis.getVoices().find((one) => /^sv\b/i.test(one.lang) && one.localService) ?? null;
  if (!voice) return;
  for (const line of document.querySelectorAll<HTMLElement>('.line')) dress(line);
  window.stegvisDress = dress;
  if (settings.aloud === 'each') window.stegvisHear = hear;
}

function dress(line: HTMLElement): void {
  if (!voice || !line.classList.contains('theirs') || line.querySelector('.aloud')) return;
  const bar = document.createElement('div');
  bar.className = 'aloud no-print';
  // So that a button that is met alone is known as this message's.
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', line.querySelector('.who')?.textContent ?? '');
  // Not part of what is announced when the message comes.
  bar.setAttribute('aria-live', 'off');
  bar.append(button(words.aloud, () => toggle(line)));
  line.append(bar);
}

function button(name: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'bare';
  made.textContent = name;
  made.addEventListener('click', press);
  return made;
}

function toggle(line: HTMLElement): void {
  if (reading?.line !== line) {
    read(line);
    return;
  }
  // Begun again at the paragraph it stopped in: not every browser can pause in the middle of one.
  reading.isPaused = !reading.isPaused;
  if (reading.isPaused) {
    speechSynthesis.cancel();
  } else {
    speakBlock(reading);
  }
  show();
}

function read(line: HTMLElement): void {
  stop();
  const blocks = [...line.querySelectorAll<HTMLElement>('.said :is(p, li, h3)')].filter(
    (block) =>
      block.textContent?.trim() &&
      !block.closest('[aria-hidden], .explained') &&
      !block.querySelector('p:not(.explained *), li'),
  );
  reading = { line, blocks, at: 0, isPaused: false };
  show();
  speakBlock(reading);
}

/** New messages one after the other; what is being read is read to its end first. */
const waiting: HTMLElement[] = [];

function hear(line: HTMLElement): void {
  if (reading) waiting.push(line);
  else read(line);
}

function speakBlock(now: Reading): void {
  const block = now.blocks[now.at];
  if (!block) {
    const next = waiting.shift();
    stop(true);
    if (next) read(next);
    return;
  }
  const said = new SpeechSynthesisUtterance(block.textContent ?? '');
  said.voice = voice;
  said.lang = 'sv-SE';
  said.rate = rate;
  said.onboundary = ({ name, charIndex, charLength }) => {
    if (name === 'word') mark(block, charIndex, charLength);
  };
  said.onend = () => {
    if (reading !== now || now.isPaused || now.blocks[now.at] !== block) return;
    now.at += 1;
    speakBlock(now);
  };
  said.onerror = ({ error }) => {
    if (reading === now && error !== 'canceled' && error !== 'interrupted') stop();
  };
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}

function stop(isDone = false): void {
  if (!isDone) waiting.length = 0;
  const was = reading;
  reading = null;
  speechSynthesis.cancel();
  mark(null, 0, 0);
  if (was) restore(was.line);
}

function restore(line: HTMLElement): void {
  const bar = line.querySelector<HTMLElement>('.aloud');
  const [main, ...others] = bar?.querySelectorAll('button') ?? [];
  if (!main) return;
  main.textContent = words.aloud;
  if (others.includes(document.activeElement as HTMLButtonElement)) main.focus({ preventScroll: true });
  for (const other of others) other.remove();
}

/** The first button stays the same one, so that whoever pressed it is still on it. */
function show(): void {
  if (!reading) return;
  const { line, isPaused } = reading;
  const bar = line.querySelector<HTMLElement>('.aloud');
  const main = bar?.querySelector('button');
  if (!bar || !main) return;
  main.textContent = isPaused ? words.resume : words.pause;
  if (bar.querySelectorAll('button').length > 1) return;
  const pace = button(paceName(), () => {
    const at = RATES.findIndex((one) => one.rate === rate);
    rate = (RATES[(at + 1) % RATES.length] ?? RATES[1]).rate;
    pace.textContent = paceName();
    try {
      localStorage.setItem(RATE_KEY, String(rate));
    } catch {
      // It holds until the page is closed.
    }
    if (reading && !reading.isPaused) speakBlock(reading);
  });
  bar.append(
    button(words.stop, () => stop()),
    pace,
  );
}

function paceName(): string {
  return (RATES.find((one) => one.rate === rate) ?? RATES[1]).name;
}

/** The word that is being read, without changing the page: nothing is announced and nothing moves. */
function mark(block: HTMLElement | null, from: number, length: number): void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) return;
  CSS.highlights.delete('reading');
  if (!block) return;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const size = node.textContent?.length ?? 0;
    if (from < passed + size) {
      const range = document.createRange();
      range.setStart(node, from - passed);
      const word = length || (/^[^\s]+/.exec((node.textContent ?? '').slice(from - passed))?.[0].length ?? 1);
      range.setEnd(node, Math.min(size, from - passed + word));
      CSS.highlights.set('reading', new Highlight(range));
      return;
    }
    passed += size;
  }
}

if (settings.aloud !== 'off' && 'speechSynthesis' in window) {
  findVoice();
  speechSynthesis.addEventListener?.('voiceschanged', findVoice);
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && reading) stop();
  });
  addEventListener('pagehide', () => speechSynthesis.cancel());
}

// Speaking instead of writing

interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  start(): void;
  stop(): void;
  onresult:
    | ((event: { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> }) => void)
    | null;
  onend: (() => void) | null;
  onerror: (() => void) | null;
}

const { SpeechRecognition, webkitSpeechRecognition } = window as unknown as Record<
  string,
  (new () => Recognition) | undefined
>;
const Recogniser = SpeechRecognition ?? webkitSpeechRecognition;

if (settings.voice && Recogniser) {
  const text = document.getElementById('text') as HTMLTextAreaElement;
  const status = document.getElementById('status') as HTMLElement;
  let open: Recognition | null = null;
  const talk = button(words.talk, () => {
    if (open) {
      open.stop();
      return;
    }
    stop();
    const heard = new Recogniser();
    open = heard;
    heard.lang = 'sv-SE';
    heard.continuous = true;
    const before = text.value ? `${text.value.trimEnd()} ` : '';
    heard.onresult = ({ results }) => {
      text.value = before + Array.from(results, (result) => result[0]?.transcript.trim() ?? '').join(' ');
      // Kept as what is typed is kept. It is sent by nobody but the person.
      text.dispatchEvent(new Event('input', { bubbles: true }));
    };
    heard.onerror = () => {
      status.textContent = words.notHeard;
    };
    heard.onend = () => {
      open = null;
      talk.textContent = words.talk;
      if (status.textContent === words.listening) status.textContent = '';
    };
    heard.start();
    talk.textContent = words.talkDone;
    status.textContent = words.listening;
  });
  talk.className = '';
  document.getElementById('send')?.after(talk);
}
