import type { IncomingMessage, ServerResponse } from 'node:http';
import { chooseLevel } from '../../domain/actions/participant.ts';
import {
  ALOUD,
  COLOURS,
  DEFAULT_DISPLAY,
  type Display,
  displaySchema,
  FONTS,
  SIZES,
  SPACES,
} from '../../domain/display.ts';
import { LEVELS, levelOf, type Participant } from '../../domain/participant.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { checkForm, formField, readForm } from '../sign-in/forms.ts';
import { participantOf, type SignedIn } from '../sign-in/sessions.ts';
import { noticeOf, signOutForm } from './chat.ts';
import { oldFormPage } from './errors.ts';
import { footLinks, redirect, sendPage } from './shell.ts';
import { paragraphs } from './text.ts';

/** "Mina val": how the pages look and behave, as a plain form. The page itself shows what has been chosen. */

const PATH = '/mina-val';

const DONE: readonly (readonly [string, TextKey])[] = [
  ['sparat', 'display:saved'],
  ['vanligt', 'display:resetDone'],
];

export function displayRoutes(parts: Parts): Route[] {
  const post = (path: string, done: string, change: Change): Route => ({
    method: 'post',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const found = await signedIn(parts, req, res);
      if (found === null) return;
      const form = await readForm(req);
      if (!checkForm(parts, req, form, found.session)) {
        await sendPage(req, res, 403, oldFormPage(readerOf(found.doc, parts.clock.now())));
        return;
      }
      await parts.store.turn(found.doc.id, (doc) => ({ doc: doc && change(doc, form), result: null }));
      redirect(res, `${PATH}?${done}`);
    },
  });
  return [
    {
      method: 'get',
      path: PATH,
      surface: 'page',
      handle: async (req, res) => {
        const found = await signedIn(parts, req, res);
        if (found === null) return;
        const reader = readerOf(found.doc, parts.clock.now());
        const query = new URL(req.url ?? '', 'http://localhost').searchParams;
        const done = DONE.find(([name]) => query.has(name))?.[1] ?? null;
        await sendPage(req, res, 200, {
          title: words('display:title', undefined, reader),
          reader,
          home: '/',
          links: [{ href: '/', text: words('page:chatLink', undefined, reader) }],
          footLinks: footLinks(reader),
          ...noticeOf(parts, reader),
          action: signOutForm(parts, found.session, reader),
          main: html`<h1>${words('display:title', undefined, reader)}</h1>
${done ? html`<p class="box" role="status">${words(done, undefined, reader)}</p>` : ''}
${mainHtml(found, formField(parts, found.session), reader)}`,
        });
      },
    },
    post(PATH, 'sparat', (doc, form) => {
      const level = LEVELS.find((one) => one === form.get('level'));
      const display = displayOf(form);
      const changed = display === null ? doc : { ...doc, display };
      return level === undefined ? changed : chooseLevel(changed, level);
    }),
    post(`${PATH}/vanligt`, 'vanligt', (doc) => ({ ...doc, display: DEFAULT_DISPLAY })),
  ];
}

type Change = (doc: Participant, form: URLSearchParams) => Participant;

async function signedIn(parts: Parts, req: IncomingMessage, res: ServerResponse): Promise<SignedIn | null> {
  const found = await participantOf(parts, req, res);
  if (found === null) redirect(res, '/');
  return found;
}

/** Null for what is not our form: nothing is changed then. */
function displayOf(form: URLSearchParams): Display | null {
  const chosen = displaySchema.safeParse({
    ...Object.fromEntries(CHOICES.map(({ name }) => [name, form.get(name)])),
    ...Object.fromEntries(BOXES.map((name) => [name, form.has(name)])),
    voice: form.has('voice'),
  });
  return chosen.success ? chosen.data : null;
}

interface Choice {
  readonly name: 'size' | 'lines' | 'letters' | 'font' | 'colours' | 'aloud';
  readonly legend: TextKey;
  readonly hint?: TextKey;
  readonly values: readonly (readonly [string, TextKey])[];
}

/** The values are those of the schema; a value without its words does not compile. */
const CHOICES: readonly Choice[] = [
  { name: 'size', legend: 'display:sizeLegend', values: SIZES.map((size) => [size, `display:size${size}`]) },
  {
    name: 'colours',
    legend: 'display:coloursLegend',
    values: COLOURS.map((colours) => [colours, `display:colours${capital(colours)}`]),
  },
  {
    name: 'lines',
    legend: 'display:linesLegend',
    values: SPACES.map((space) => [space, `display:lines${capital(space)}`]),
  },
  {
    name: 'letters',
    legend: 'display:lettersLegend',
    values: SPACES.map((space) => [space, `display:letters${capital(space)}`]),
  },
  {
    name: 'font',
    legend: 'display:fontLegend',
    values: FONTS.map((font) => [font, `display:font${capital(font)}`]),
  },
  {
    name: 'aloud',
    legend: 'display:aloudLegend',
    hint: 'display:aloudHint',
    values: ALOUD.map((aloud) => [aloud, `display:aloud${capital(aloud)}`]),
  },
];

const BOXES = ['pictures', 'few', 'slow', 'still'] as const;

function capital<Word extends string>(word: Word): Capitalize<Word> {
  return (word.charAt(0).toUpperCase() + word.slice(1)) as Capitalize<Word>;
}

function mainHtml({ doc }: SignedIn, field: Html, reader: Reader): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const pick = (type: 'radio' | 'checkbox', name: string, value: string, isOn: boolean, text: string) =>
    html`<p><label class="pick"><input type="${type}" name="${name}" value="${value}"${isOn ? html` checked` : ''}> ${text}</label></p>`;
  const group = ({ name, legend, hint, values }: Choice) =>
    html`<fieldset${hint ? html` aria-describedby="${name}-hint"` : ''}><legend>${say(legend)}</legend>
${hint ? html`<div class="hint" id="${name}-hint">${paragraphs(say(hint))}</div>` : ''}
${values.map(([value, key]) => pick('radio', name, value, doc.display[name] === value, say(key)))}</fieldset>`;
  const [looks, aloud] = [CHOICES.slice(0, -1), CHOICES.slice(-1)];
  return html`${paragraphs(say('display:intro'))}
<form method="post" action="${PATH}">${field}
<fieldset><legend>${say('display:levelLegend')}</legend>
${LEVELS.map((level) => pick('radio', 'level', level, levelOf(doc) === level, say(`display:level${capital(level)}`)))}</fieldset>
${looks.map(group)}
<fieldset><legend>${say('display:easeLegend')}</legend>
${BOXES.map((name) => pick('checkbox', name, '1', doc.display[name], say(`display:${name}`)))}</fieldset>
${aloud.map(group)}
<fieldset aria-describedby="voice-hint"><legend>${say('display:voiceLegend')}</legend>
<div class="hint" id="voice-hint">${paragraphs(say('display:voiceHint'))}</div>
${pick('checkbox', 'voice', '1', doc.display.voice, say('display:voice'))}</fieldset>
<p><button class="main">${say('display:save')}</button></p></form>
<form method="post" action="${PATH}/vanligt">${field}<p><button>${say('display:reset')}</button></p></form>
<h2>${say('display:otherTitle')}</h2>
<p><a class="big" href="/paminnelser">${say('reminding:pageLink')}</a></p>
<p><a class="big" href="/kvitton">${say('receipt:title')}</a></p>
<h2>${say('display:deviceTitle')}</h2>
${paragraphs(say('display:deviceText'))}
<form method="post" action="/glom-enheten">${field}<p><button>${say('display:forget')}</button></p></form>
<h2>${say('display:lostTitle')}</h2>
${paragraphs(say('display:lostText'))}
<form method="post" action="/logga-ut/overallt">${field}<p><button>${say('display:everywhere')}</button></p></form>`;
}
