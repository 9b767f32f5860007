import { type ChatChoice, levelOf, type Participant } from '../../domain/participant.ts';
import { dateOf, toLocal } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { ChatToken, Parts } from '../parts.ts';
import { formField, formToken } from '../sign-in/forms.ts';
import { mac } from '../sign-in/secret.ts';
import type { ParticipantSession } from '../sign-in/sessions.ts';
import { assetPath } from './assets.ts';
import { type Line, linesHtml, openChoices, toLines } from './chat-lines.ts';

/** The chat as HTML: on its own page, and in the frame that a provider's site holds. */

/** Longest message that the page takes. */
export const MOST_TEXT = 2000;
/** Lines that are there when it is opened, and that each "Visa äldre" adds. */
const SHOWN = 30;

/** Whose page it is. */
export type Keeper =
  | { readonly kind: 'session'; readonly session: ParticipantSession }
  /** In the site of a provider, whose own server says who it is. Nothing is kept here: no cookie, no form that works by itself. */
  | { readonly kind: 'frame' };

export interface View {
  readonly doc: Participant;
  readonly keeper: Keeper;
  readonly reader: Reader;
  readonly lines: readonly Line[];
  /** Whether older lines than the last ones are shown, on a page without a script. */
  readonly isOld: boolean;
  /** So that the script need not ask for one first. */
  readonly token: ChatToken | null;
  readonly pictures: string | null;
  readonly listen: string | null;
  readonly voice: boolean;
  readonly status: TextKey | null;
  /** What stands in the box: what somebody wrote and could not be taken. */
  readonly typed?: string;
}

/** What the chat shows of this participant now; `before`: only lines before that number, as on the page without a script. */
export async function viewOf(
  parts: Parts,
  doc: Participant,
  about: Pick<View, 'keeper' | 'token' | 'status' | 'typed'> & { readonly before: number | null },
): Promise<View> {
  const { before, ...rest } = about;
  return {
    doc,
    reader: readerOf(doc, parts.clock.now()),
    lines: await linesBefore(parts, doc.id, before),
    isOld: before !== null,
    ...(await extrasOf(doc, about.keeper)),
    ...rest,
  };
}

/** What is loaded when the page stands, by those who want it: addresses of the pictures and of reading aloud. */
async function extrasOf(
  { display }: Participant,
  keeper: Keeper,
): Promise<Pick<View, 'pictures' | 'listen' | 'voice'>> {
  // The microphone is not for a page within another's.
  const voice = display.voice && keeper.kind === 'session';
  return {
    voice,
    pictures: display.pictures ? await assetPath('pictures.svg') : null,
    listen: display.aloud !== 'off' || voice ? await assetPath('listen.js') : null,
  };
}

async function linesBefore(parts: Pick<Parts, 'store'>, id: string, before: number | null): Promise<Line[]> {
  if (before === null) return toLines(await parts.store.lastLines(id, 'chat', SHOWN));
  const after = Math.max(0, before - 1 - SHOWN);
  return toLines(await parts.store.lines(id, 'chat', after, Math.max(0, before - 1 - after)));
}

/** The chat under its heading: what was said, what is said from now on, what can be pressed, and where one writes. */
export function chatHtml(parts: Parts, view: View): Html {
  const { keeper, reader, lines, isOld } = view;
  const say = (key: TextKey) => words(key, undefined, reader);
  const field = keeper.kind === 'session' ? formField(parts, keeper.session) : '';
  return html`<div id="chat" class="${reader.level}" data-chat="${JSON.stringify(settings(parts, view))}">
<div id="history" role="group" aria-label="${say('page:historyLabel')}">
${olderLink(lines, reader)}
${linesHtml(lines, reader, view.pictures)}
</div>
<div id="log" role="log" aria-label="${say('page:newLabel')}"></div>
<span id="nyast"></span>
<p id="below" hidden><button type="button">${say('page:newBelow')}</button></p>
${isOld ? html`<p><a class="button" href="/">${say('page:newer')}</a></p>` : ''}
<form method="post" action="/chat/send">${field}${oneTime(parts)}
<div id="choices" tabindex="-1" role="group" aria-label="${say('page:choices')}">${isOld ? '' : choicesHtml(lines, reader)}</div></form>
<div class="composer">
<p id="status" role="status">${view.status ? say(view.status) : ''}</p>
<form id="say" method="post" action="/chat/send">${field}${oneTime(parts)}
<label for="text">${say('page:textLabel')}</label>
<div class="write">
<textarea id="text" name="text" rows="1" autocomplete="off" enterkeyhint="send">${view.typed}</textarea>
<button class="main" id="send">${say('page:send')}</button>
</div>
</form>
<form method="post" action="/chat/send">${field}${oneTime(parts)}
<div id="commands" role="group" aria-label="${say('page:commands')}">${commandsHtml(reader)}</div></form>
</div>
</div>`;
}

/** Lines before a number, with the way to those before them. */
export async function olderHtml(parts: Parts, doc: Participant, before: number | null): Promise<Html> {
  const lines = await linesBefore(parts, doc.id, before);
  const reader = readerOf(doc, parts.clock.now());
  const { pictures } = await extrasOf(doc, { kind: 'frame' });
  return html`${olderLink(lines, reader)}${linesHtml(lines, reader, pictures)}`;
}

/** As many answers as stand there at once for somebody who wants few; the others are behind a button. web/chat.ts has the same number. */
const FEW = 3;

function choicesHtml(lines: readonly Line[], reader: Reader): Html[] {
  const groups = openChoices(lines);
  const button = ({ title, value }: ChatChoice) =>
    html`<button name="press" value="${`${value.q}|${value.id}|${title}`}">${title}</button>`;
  const buttons = (choices: readonly ChatChoice[]) =>
    reader.display?.few && choices.length > FEW + 1
      ? html`${choices.slice(0, FEW).map(button)}<details><summary>${words('display:more', undefined, reader)}</summary><div class="choices">${choices.slice(FEW).map(button)}</div></details>`
      : html`${choices.map(button)}`;
  return groups.map(
    ({ about, choices }) =>
      html`${groups.length > 1 ? html`<p class="about">${words('page:choicesFor', undefined, reader)} ${about}</p>` : ''}<div class="choices" role="group" aria-label="${about}">${buttons(choices)}</div>`,
  );
}

/** Always there, always in the same place, and they do the same in every dialog. */
const COMMANDS: readonly { readonly key: TextKey; readonly id: string }[] = [
  { key: 'page:help', id: 'do:help' },
  { key: 'page:again', id: 'do:again' },
  { key: 'page:easier', id: 'do:easier' },
  { key: 'page:stepBack', id: 'do:back' },
  { key: 'page:restart', id: 'do:restart' },
  { key: 'page:cancel', id: 'do:cancel' },
  { key: 'page:whoSees', id: 'do:privacy' },
];

const PLAIN_COMMAND: { readonly key: TextKey; readonly id: string } = {
  key: 'page:plain',
  id: 'do:level:plain',
};

function commandsHtml(reader: Reader): Html[] {
  return COMMANDS.map((command) => {
    const { key, id } = command.id === 'do:easier' && reader.level === 'easy' ? PLAIN_COMMAND : command;
    const title = words(key, undefined, reader);
    return html`<button name="press" value="${`0|${id}|${title}`}"${command.id === 'do:easier' ? html` id="level"` : ''}>${title}</button>`;
  });
}

function oneTime(parts: Pick<Parts, 'random'>): Html {
  return html`<input type="hidden" name="m" value="${parts.random.token()}">`;
}

function olderLink(lines: readonly Line[], reader: Reader): Html | '' {
  const first = lines[0]?.n ?? 1;
  if (first <= 1) return '';
  return html`<p id="older"><a class="big" href="/?before=${first}">${words('page:older', undefined, reader)}</a></p>`;
}

/** What the script needs to know. Its words come from here, in the reader's level. */
function settings(parts: Parts, view: View): object {
  const { doc, keeper, token, reader, lines, pictures, listen, voice } = view;
  const other: Reader = { ...reader, level: reader.level === 'easy' ? 'plain' : 'easy' };
  const say = (key: TextKey) => words(key, undefined, reader);
  const last = lines.at(-1);
  return {
    after: last?.n ?? 0,
    day: last ? dateOf(toLocal(last.said.at)) : '',
    form: keeper.kind === 'session' ? formToken(parts, keeper.session) : '',
    own: keeper.kind === 'session' && keeper.session.own,
    framed: keeper.kind === 'frame',
    token,
    level: levelOf(doc),
    few: doc.display.few,
    marks: doc.display.marks,
    slow: doc.display.slow,
    still: doc.display.still,
    most: MOST_TEXT,
    pictures,
    listen,
    aloud: doc.display.aloud,
    voice,
    // Keeps apart what several people have typed on the same device.
    key: mac(parts, 'form', `typed ${doc.id}`).slice(0, 12),
    words: {
      you: say('page:you'),
      bot: say('page:bot'),
      supervisor: say('page:supervisor'),
      today: say('page:today'),
      time: say('page:time'),
      reminder: say('page:reminderMark'),
      for: say('page:choicesFor'),
      more: say('display:more'),
      easier: words('page:easier', undefined, reader.level === 'easy' ? other : reader),
      plain: words('page:plain', undefined, reader.level === 'easy' ? reader : other),
      sending: say('page:sending'),
      sent: say('page:sent'),
      notSent: say('page:notSent'),
      notSentStatus: say('page:notSentStatus'),
      tryAgain: say('page:tryAgain'),
      offline: say('page:offline'),
      lost: say('page:lost'),
      back: say('page:back'),
      empty: say('page:empty'),
      tooLong: say('page:tooLong'),
      slow: say('page:slow'),
      step: words('page:step', { at: { name: 'AT' }, of: { name: 'OF' } }, reader),
      wordClose: say('page:wordClose'),
      wordFault: say('page:wordFault'),
      ...(keeper.kind === 'frame' ? { frameEnded: say('page:frameEnded') } : {}),
      ...(listen === null
        ? {}
        : {
            aloud: say('page:aloud'),
            pause: say('page:pause'),
            resume: say('page:resume'),
            stop: say('page:stop'),
            slowly: say('page:slowly'),
            usually: say('page:usually'),
            quickly: say('page:quickly'),
          }),
      ...(voice
        ? {
            talk: say('page:talk'),
            talkDone: say('page:talkDone'),
            listening: say('page:listening'),
            notHeard: say('page:notHeard'),
          }
        : {}),
    },
  };
}
