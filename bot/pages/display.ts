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
import { LEVELS, levelOf } from '../../domain/participant.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { type Html, html } from '../html.ts';
import { type Own, ownForm, ownPage, pick, type Visit } from './own-page.ts';
import { paragraphs } from './text.ts';

/** "Mina val": how the pages look and behave, as a plain form. The page itself shows what has been chosen. */

const PATH = '/mina-val';

const DONE: readonly (readonly [string, TextKey])[] = [
  ['sparat', 'display:saved'],
  ['vanligt', 'display:resetDone'],
];

export function displayPages(): Own[] {
  return [
    ownPage(PATH, (visit) => ({ title: 'display:title', main: mainHtml(visit) }), DONE),
    ownForm(PATH, `${PATH}?sparat`, (doc, form) => {
      const level = LEVELS.find((one) => one === form.get('level'));
      const display = displayOf(form);
      const changed = display === null ? doc : { ...doc, display };
      return level === undefined ? changed : chooseLevel(changed, level);
    }),
    ownForm(`${PATH}/vanligt`, `${PATH}?vanligt`, (doc) => ({ ...doc, display: DEFAULT_DISPLAY })),
  ];
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

const BOXES = ['pictures', 'marks', 'few', 'slow', 'still'] as const;

function capital<Word extends string>(word: Word): Capitalize<Word> {
  return (word.charAt(0).toUpperCase() + word.slice(1)) as Capitalize<Word>;
}

function mainHtml({ doc, field, reader, isFramed }: Visit): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const group = ({ name, legend, hint, values }: Choice) =>
    html`<fieldset${hint ? html` aria-describedby="${name}-hint"` : ''}><legend>${say(legend)}</legend>
${hint ? html`<div class="hint" id="${name}-hint">${paragraphs(say(hint))}</div>` : ''}
${values.map(([value, key]) => pick('radio', name, { value, isOn: doc.display[name] === value, text: say(key) }))}</fieldset>`;
  const [looks, aloud] = [CHOICES.slice(0, -1), CHOICES.slice(-1)];
  return html`${paragraphs(say('display:intro'))}
<form method="post" action="${PATH}">${field}
<fieldset><legend>${say('display:levelLegend')}</legend>
${LEVELS.map((level) => pick('radio', 'level', { value: level, isOn: levelOf(doc) === level, text: say(`display:level${capital(level)}`) }))}</fieldset>
${looks.map(group)}
<fieldset><legend>${say('display:easeLegend')}</legend>
${BOXES.map((name) => pick('checkbox', name, { value: '1', isOn: doc.display[name], text: say(`display:${name}`) }))}</fieldset>
${aloud.map(group)}
${voiceHtml(doc.display.voice, reader, isFramed)}
<p class="save"><button class="main">${say('display:save')}</button></p></form>
<form method="post" action="${PATH}/vanligt">${field}<p><button>${say('display:reset')}</button></p></form>
<h2>${say('display:otherTitle')}</h2>
<p><a class="big" href="/min-plan">${say('page:planTitle')}</a></p>
<p><a class="big" href="/paminnelser">${say('reminding:pageLink')}</a></p>
<p><a class="big" href="/kvitton">${say('receipt:title')}</a></p>
${isFramed ? '' : deviceHtml(reader, field)}`;
}

/** Speaking. The microphone is not for a page within another's: there it is said what can be done instead, and the choice is kept. */
function voiceHtml(isOn: boolean, reader: Reader, isFramed: boolean): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  if (isFramed)
    return html`<h2>${say('display:voiceLegend')}</h2>
${paragraphs(say('display:voiceFramed'))}
${isOn ? html`<input type="hidden" name="voice" value="1">` : ''}`;
  return html`<fieldset aria-describedby="voice-hint"><legend>${say('display:voiceLegend')}</legend>
<div class="hint" id="voice-hint">${paragraphs(say('display:voiceHint'))}</div>
${pick('checkbox', 'voice', { value: '1', isOn, text: say('display:voice') })}</fieldset>`;
}

/** The device that is signed in here. */
function deviceHtml(reader: Reader, field: Html): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  return html`<h2>${say('display:deviceTitle')}</h2>
${paragraphs(say('display:deviceText'))}
<form method="post" action="/glom-enheten">${field}<p><button>${say('display:forget')}</button></p></form>
<h2>${say('display:lostTitle')}</h2>
${paragraphs(say('display:lostText'))}
<form method="post" action="/logga-ut/overallt">${field}<p><button>${say('display:everywhere')}</button></p></form>`;
}
