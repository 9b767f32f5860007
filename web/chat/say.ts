import { type Mark, marked } from '../shared/marked.ts';
import type { Activity, Card } from './activity.ts';
import { timePicture } from './picture.ts';
import type { Words } from './words.ts';

/** Lines of the chat as they arrive. The server makes the same of those that are in the page already (bot/pages/chat-lines.ts). */

const LINKS =
  /(^|[^\w@.-])((?:\+46 ?|0)\d{1,3}[- ]\d{2,3}(?:[ -]\d{2,3}){1,3}(?!\d)|(?:[a-zåäö0-9-]+\.)+(?:se|nu|org)(?:\/[^\s»«]*[^\s»«.,!?:;)])?(?![\w@]))/g;

type Part = Node | string | null;

export function el(name: string, attributes: Record<string, string>, ...parts: Part[]): HTMLElement {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key] as string);
  for (const part of parts) if (part !== null) made.append(part);
  return made;
}

/** `sheet`: address of the pictures; null for somebody who wants none. `marks`: whether words are marked. */
export function lineOf(
  activity: Activity,
  words: Words,
  { sheet = null, marks = false }: { readonly sheet?: string | null; readonly marks?: boolean } = {},
): HTMLElement {
  const about = activity.channelData?.stegvis;
  const from = about?.from ?? 'bot';
  const text = activity.text ?? '';
  const name = { participant: words.you, bot: words.bot, supervisor: words.supervisor }[from];
  const left = marks ? [...(about?.terms ?? [])] : [];
  const isReminder = about?.proactive && about.kind?.startsWith('reminder:');
  return el(
    'div',
    {
      class: `line ${from === 'participant' ? 'mine' : 'theirs'}`,
      ...(about?.n ? { 'data-n': String(about.n) } : {}),
    },
    el('p', { class: 'who' }, el('b', {}, name), ' ', el('time', {}, timeWords(activity.timestamp, words))),
    isReminder
      ? el('p', { class: 'mark' }, words.reminder)
      : about?.step
        ? el(
            'p',
            { class: 'step' },
            words.step.replace('AT', String(about.step.at)).replace('OF', String(about.step.of)),
          )
        : null,
    el(
      'div',
      { class: 'said', ...(isSwedish(activity) ? {} : { lang: activity.locale ?? '', dir: 'auto' }) },
      ...(from === 'participant'
        ? paragraphs(text)
        : about?.card
          ? [cardOf(about.card, sheet, left)]
          : [...paragraphs(text, left), timePicture(about?.time, sheet)]),
    ),
  );
}

function isSwedish(activity: Activity): boolean {
  return activity.locale === undefined || activity.locale.startsWith('sv');
}

function cardOf(card: Card, sheet: string | null, left: Mark[]): HTMLElement {
  return el(
    'div',
    { class: `card ${card.kind}` },
    el('h3', {}, card.heading),
    ...card.rows.flatMap((row) => paragraphs(row, left)),
    timePicture(card.time, sheet),
    card.links?.length
      ? el(
          'ul',
          { class: 'calls' },
          ...card.links.map((link) => el('li', {}, el('a', { class: 'button', href: link.url }, link.title))),
        )
      : null,
  );
}

/** `left`: words to mark. What somebody wrote themselves has none, and no links. */
function paragraphs(text: string, left: Mark[] | null = null): HTMLElement[] {
  const inline = (line: string): Part[] => (left ? withLinks(line, left) : [line]);
  const made: HTMLElement[] = [];
  let list: HTMLElement | null = null;
  for (const line of text.split('\n')) {
    const isItem = line.startsWith('- ');
    const content = isItem ? line.slice(2) : line;
    // A row of two lines: the second stands in under the first.
    if (list?.lastElementChild && line.startsWith('  ')) {
      list.lastElementChild.append(el('br', {}), ...inline(line.trim()).filter((part) => part !== null));
      continue;
    }
    if (!isItem) list = null;
    if (!content.trim()) continue;
    const inner = inline(content);
    if (!isItem) made.push(el('p', {}, ...inner));
    else {
      if (!list) {
        list = el('ul', {});
        made.push(list);
      }
      list.append(el('li', {}, ...inner));
    }
  }
  return made;
}

function withLinks(text: string, left: Mark[]): Part[] {
  const made: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(LINKS)) {
    const [, before = '', found = ''] = match;
    const start = (match.index ?? 0) + before.length;
    const isPhone = /^[+0]\d*[- ]/.test(found);
    made.push(
      ...withMarks(text.slice(end, start), left),
      el('a', { href: isPhone ? `tel:${found.replace(/[^\d+]/g, '')}` : `https://${found}` }, found),
    );
    end = start + found.length;
  }
  return [...made, ...withMarks(text.slice(end), left)].filter((part) => part !== '');
}

/** Links, as the server makes them; web/chat/explain.ts makes buttons of both. */
function withMarks(text: string, left: Mark[]): Part[] {
  return marked(text, left).map((piece) =>
    typeof piece === 'string' ? piece : el('a', { class: 'term', href: `/ord/${piece.id}` }, piece.word),
  );
}

const ZONE = 'Europe/Stockholm';
const clock = new Intl.DateTimeFormat('sv-SE', { hour: 'numeric', minute: '2-digit', timeZone: ZONE });
const date = new Intl.DateTimeFormat('sv-SE', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  timeZone: ZONE,
});
const dayName = new Intl.DateTimeFormat('sv-SE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: ZONE,
});

export function timeWords(timestamp: string, words: Words): string {
  const part = (type: string) =>
    clock.formatToParts(new Date(timestamp)).find((entry) => entry.type === type)?.value ?? '';
  const minutes = part('minute');
  return `${words.time} ${Number(part('hour'))}${minutes === '00' ? '' : `.${minutes}`}`;
}

/** The day in Sweden, `2026-03-10`. */
export function dayOf(timestamp: string): string {
  return date.format(new Date(timestamp));
}

export function dayHeading(timestamp: string, words: Words): HTMLElement {
  const name = dayName.format(new Date(timestamp));
  return el('h2', { class: 'day', 'data-day': dayOf(timestamp) }, `${words.today}, ${name}`);
}
