import type { ChatCard, ChatChoice, ChatLine } from '../../domain/participant.ts';
import type { StoredLine } from '../../domain/ports.ts';
import { dateOf, timeOf, toLocal } from '../../domain/time.ts';
import { formatDay, formatTime } from '../../locales/format.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import type { Mark } from '../../web/shared/marked.ts';
import { type Html, html } from '../html.ts';
import { timePicture } from './pictures.ts';
import { paragraphs } from './text.ts';

/** Lines of the chat as HTML. web/say.ts makes the same of what arrives live; a test compares the two. */

export interface Line {
  readonly n: number;
  readonly said: ChatLine;
}

export function toLines(stored: readonly StoredLine[]): Line[] {
  // Lines are written by our own turns only, so their shape is known.
  return stored.map(({ n, body }) => ({ n, said: body as unknown as ChatLine }));
}

/** Lines in order, with a heading where a new day begins. `sheet`: address of the pictures; null for somebody who wants none. */
export function linesHtml(lines: readonly Line[], reader: Reader, sheet: string | null): Html[] {
  let day = '';
  let before = '';
  return lines.flatMap((line) => {
    const local = toLocal(line.said.at);
    const date = dateOf(local);
    const time = formatTime(timeOf(local));
    const isNewDay = date !== day;
    const who = `${line.said.from} ${time}`;
    const made = lineHtml(line, time, reader, { goesOn: !isNewDay && who === before, sheet });
    [day, before] = [date, who];
    return isNewDay
      ? [html`<h2 class="day" data-day="${date}">${formatDay(date, reader.today)}</h2>`, made]
      : [made];
  });
}

interface Around {
  /** The line before it has the same sender and time, which the eye then need not read again. */
  readonly goesOn: boolean;
  readonly sheet: string | null;
}

function lineHtml({ n, said }: Line, time: string, reader: Reader, { goesOn, sheet }: Around): Html {
  const mark = isReminder(said)
    ? html`<p class="mark">${words('page:reminderMark', undefined, reader)}</p>`
    : said.step
      ? html`<p class="step">${words('page:step', { ...said.step }, reader)}</p>`
      : '';
  const marks = reader.display?.marks ? [...(said.terms ?? [])] : [];
  const content =
    said.from === 'participant'
      ? paragraphs(said.text)
      : said.card
        ? cardHtml(said.card, sheet, marks)
        : html`${paragraphs(said.text, { links: true, marks })}${timePicture(said.time, sheet)}`;
  return html`<div class="line ${sideOf(said)}${goesOn ? ' more' : ''}" data-n="${n}"${said.clientId ? html` data-id="${said.clientId}"` : ''}><p class="who"><b>${words(NAMES[said.from], undefined, reader)}</b> <time>${time}</time></p>${mark}<div class="said"${said.language ? html` lang="${said.language}" dir="auto"` : ''}>${content}</div></div>`;
}

const NAMES: Readonly<Record<ChatLine['from'], TextKey>> = {
  participant: 'page:you',
  bot: 'page:bot',
  supervisor: 'page:supervisor',
};

function sideOf(said: ChatLine): string {
  return said.from === 'participant' ? 'mine' : 'theirs';
}

function isReminder(said: ChatLine): boolean {
  return said.kind?.startsWith('reminder:') === true && said.proactive === true;
}

function cardHtml(card: ChatCard, sheet: string | null, marks: Mark[]): Html {
  return html`<div class="card ${card.kind}"><h3>${card.heading}</h3>${card.rows.flatMap((row) => paragraphs(row, { links: true, marks }))}${timePicture(card.time, sheet)}${
    card.links?.length
      ? html`<ul class="calls">${card.links.map(
          (link) => html`<li><a class="button" href="${link.url}">${link.title}</a></li>`,
        )}</ul>`
      : ''
  }</div>`;
}

export interface ChoiceGroup {
  /** What the choices answer, when there is more than one group. */
  readonly about: string;
  readonly choices: readonly ChatChoice[];
}

/** What can be pressed now: the choices of everything that was said since the participant last said something. */
export function openChoices(lines: readonly Line[]): ChoiceGroup[] {
  const lastOwn = lines.findLastIndex((line) => line.said.from === 'participant');
  return lines
    .slice(lastOwn + 1)
    .filter(({ said }) => said.choices?.length)
    .map(({ said }) => ({ about: said.text.split('\n')[0] ?? '', choices: said.choices ?? [] }));
}
