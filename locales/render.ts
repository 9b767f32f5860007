import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type i18n } from 'i18next';
import type { Display } from '../domain/display.ts';
import type { CardTime, ChatCard, ChatLine, Level } from '../domain/participant.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Lead } from '../domain/wishes.ts';
import {
  formatDate,
  formatDay,
  formatLeft,
  formatList,
  formatMinutes,
  formatMoment,
  formatMonthBefore,
  formatNumber,
  formatSpan,
  formatTime,
} from './format.ts';
import { wordsToMark } from './glossary/find.ts';
import type { StaffKey, TextKey } from './keys.ts';
import type { ForeignLanguage, Param, Params, Saying } from './saying.ts';

/** Whom the words are for. `today` decides "i dag" and whether a year is said. */
export interface Reader {
  readonly level: Level;
  readonly today: LocalDate;
  /** How the reader wants pages to look; absent for strangers and staff. */
  readonly display?: Display;
}

type Audience = Level | 'staff';

/** `sv-simple` is a valid language tag with Swedish plurals; in HTML the language is `sv`, which screen readers know. */
const LANGUAGES: Readonly<Record<Audience, string>> = { plain: 'sv', easy: 'sv-simple', staff: 'sv-staff' };
const FOLDERS: Readonly<Record<Audience, string>> = { plain: 'sv', easy: 'sv-simple', staff: 'staff' };

const FOREIGN = 'foreign';

let instance: i18n | null = null;

/** Reads the texts on first use. Synchronous, so that making words never has to wait inside a turn. */
function texts(): i18n {
  if (instance !== null) return instance;
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  for (const audience of ['plain', 'easy', 'staff'] as const) {
    const folder = new URL(`./${FOLDERS[audience]}/`, import.meta.url);
    const namespaces: Record<string, Record<string, string>> = {};
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json')) continue;
      namespaces[file.slice(0, -'.json'.length)] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    }
    resources[LANGUAGES[audience]] = namespaces;
  }
  const foreign = readFileSync(new URL('./languages.json', import.meta.url), 'utf8');
  for (const [language, text] of Object.entries(JSON.parse(foreign))) {
    resources[language] = { [FOREIGN]: { sentence: String(text) } };
  }
  instance = createInstance();
  instance.init({
    resources,
    lng: 'sv',
    // Every text exists in both levels and a test sees to it. Should one be missing all the same, plain words beat none.
    fallbackLng: { 'sv-simple': ['sv'], default: [] },
    ns: [...Object.keys(resources.sv ?? {}), FOREIGN],
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** One text in the reader's words. */
export function words(key: TextKey, params: Params | undefined, reader: Reader): string {
  return resolve(key, params, reader.level, reader.today);
}

/** The one sentence that is said in other languages. Names and numbers stand in it as they are. */
function inLanguage(language: ForeignLanguage, params: Params | undefined, reader: Reader): string {
  const values: Record<string, string> = {};
  for (const [name, param] of Object.entries(params ?? {})) {
    values[name] = paramWords(param, reader.level, reader.today);
  }
  return texts().t(`${FOREIGN}:sentence`, { ...values, lng: language });
}

/** One text for staff. */
export function staffWords(key: StaffKey, params: Params | undefined, today: LocalDate): string {
  return resolve(key, params, 'staff', today);
}

const NONE: Params = {};

function resolve(key: string, params: Params | undefined, audience: Audience, today: LocalDate): string {
  const values = params ?? NONE;
  return filled(key, values, audience, today) ?? chosen(key, values, audience, today);
}

/** A text with its values put in by i18next, which knows what else can stand in one. */
function chosen(key: string, params: Params, audience: Audience, today: LocalDate): string {
  const values: Record<string, string | number> = {};
  for (const [name, param] of Object.entries(params)) values[name] = value(name, param, audience, today);
  return texts().t(key, { ...values, lng: LANGUAGES[audience] });
}

/** `count` chooses the plural form, so it must stay a number. */
function value(name: string, param: Param, audience: Audience, today: LocalDate): string | number {
  return name === 'count' && typeof param === 'number' ? param : paramWords(param, audience, today);
}

/** Texts cut at their places: words, a name, words, a name, words. Null for one in which i18next has more to do than to fill in. */
const cut: Readonly<Record<Audience, Map<string, readonly string[] | null>>> = {
  plain: new Map(),
  easy: new Map(),
  staff: new Map(),
};
/** Which form of a text a figure takes. */
const forms = new Intl.PluralRules('sv');

/** A text with its values put in, as i18next does it in ten times the time; null where there is more to do than that. */
function filled(key: string, params: Params, audience: Audience, today: LocalDate): string | null {
  const { count } = params;
  const form = typeof count === 'number' ? `_${forms.select(count)}` : '';
  const id = key + form;
  let pieces = cut[audience].get(id);
  if (pieces === undefined) {
    pieces = piecesOf(key, form, audience);
    cut[audience].set(id, pieces);
  }
  if (pieces === null) return null;
  let text = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index += 2) {
    const name = pieces[index] ?? '';
    const param = params[name];
    if (param === undefined) return null;
    text += value(name, param, audience, today) + (pieces[index + 1] ?? '');
  }
  return text;
}

function piecesOf(key: string, form: string, audience: Audience): readonly string[] | null {
  const [namespace = '', name = '', ...more] = key.split(':');
  if (more.length > 0) return null;
  const found = (one: string): unknown => texts().getResource(LANGUAGES[audience], namespace, one);
  const text = found(name + form) ?? found(name);
  if (typeof text !== 'string' || text.includes('$t(')) return null;
  const pieces = text.split(/\{\{(\w+)\}\}/);
  return pieces.some((piece) => piece.includes('{{')) ? null : pieces;
}

function paramWords(param: Param, audience: Audience, today: LocalDate): string {
  if (typeof param === 'string') return param;
  if (typeof param === 'number') return formatNumber(param);
  if ('phrase' in param) return resolve(param.phrase, param.params, audience, today);
  if ('date' in param)
    return (param.absolute ? formatDate : formatDay)(param.date, today, param.year ?? false);
  if ('time' in param) return formatTime(param.time);
  if ('moment' in param) return formatMoment(param.moment, today, param.absolute);
  if ('span' in param) return formatSpan(param.span[0], param.span[1]);
  if ('minutes' in param) return formatMinutes(param.minutes);
  if ('left' in param) return formatLeft(param.left);
  if ('monthBefore' in param) return formatMonthBefore(param.monthBefore);
  if ('lead' in param) return leadWords(param.lead, audience, today);
  if ('kind' in param) {
    const form = { indefinite: '', definite: 'Definite', plural: 'Plural' }[param.form];
    return resolve(
      `kind:${kindKey(param.kind)}${form}`,
      undefined,
      audience === 'staff' ? 'plain' : audience,
      today,
    );
  }
  if ('quote' in param) {
    return `»${(audience === 'easy' ? param.quote.easy : null) ?? param.quote.text}«`;
  }
  if ('name' in param) return param.name;
  if ('names' in param) return formatList(param.names);
  return formatList(param.list.map((item) => paramWords(item, audience, today)));
}

function leadWords(lead: Lead, audience: Audience, today: LocalDate): string {
  const about = (key: TextKey, params: Params) =>
    resolve(key, params, audience === 'staff' ? 'plain' : audience, today);
  if ('minutes' in lead) return about('wish:leadMinutes', { time: { minutes: lead.minutes } });
  const time: Params = { time: { time: lead.at } };
  if (lead.days === 0) return about('wish:leadSameDay', time);
  if (lead.days === 1) return about('wish:leadDayBefore', time);
  return about('wish:leadDaysBefore', { ...time, count: lead.days });
}

/** `supervisor-meeting` as a key: `supervisorMeeting`. */
export function kindKey(kind: string): string {
  return kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

export interface Rendered {
  readonly text: string;
  readonly kind: string;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
  readonly card: ChatCard | null;
  /** Stands on the card where there is one, else beside the text. */
  readonly time: CardTime | null;
  /** Null for Swedish. */
  readonly language: string | null;
}

/** A saying in the reader's words. A card has its whole content in `text` as well: no meaning stands in the card alone. */
export function render(saying: Saying, reader: Reader): Rendered {
  const heading = saying.language
    ? inLanguage(saying.language, saying.params, reader)
    : words(saying.key, saying.params, reader);
  const rows = (saying.rows ?? []).map((row) => words(row.key, row.params, reader));
  const links = (saying.links ?? []).map((link) => ({
    title: words(link.key, undefined, reader),
    url: link.url,
  }));
  const inText = links.filter((_, index) => saying.links?.[index]?.cardOnly !== true);
  const listed = saying.card ? rows : rows.map((row) => `- ${row.replaceAll('\n', '\n  ')}`);
  const time = saying.time ? { time: cardTime(saying.time, reader) } : {};
  return {
    text: [heading, ...listed, ...inText.flatMap(linkWords)].join('\n'),
    kind: saying.key,
    choices: (saying.choices ?? []).map((choice) => ({
      id: choice.id,
      title: capitalised(words(choice.key, choice.params, reader)),
    })),
    language: saying.language ?? null,
    card: saying.card
      ? { kind: saying.card, heading, rows, ...(links.length > 0 ? { links } : {}), ...time }
      : null,
    time: time.time ?? null,
  };
}

function cardTime({ now, events }: NonNullable<Saying['time']>, reader: Reader): CardTime {
  return {
    now,
    events: events.map(({ start, end, title }) => ({
      start,
      end,
      title: paramWords(title, reader.level, reader.today),
      ...(typeof title === 'object' && 'kind' in title ? { kind: title.kind } : {}),
    })),
  };
}

/** Addresses are read and typed by people: without the scheme. A phone link's number stands in the words already, and a page of
 * our own is of use where it can be pressed. */
function linkWords(link: { readonly title: string; readonly url: string }): string[] {
  return link.url.startsWith('tel:') || link.url.startsWith('/')
    ? []
    : [`${link.title}: ${link.url.replace(/^https?:\/\/(www\.)?/, '')}`];
}

function capitalised(title: string): string {
  return title.charAt(0).toLocaleUpperCase('sv') + title.slice(1);
}

/** A rendered saying as a line of the chat. `question` is the number that its buttons carry. */
export function chatLine(
  rendered: Rendered,
  about: {
    at: string;
    level: Level;
    question: number;
    from?: ChatLine['from'];
    proactive?: boolean;
    quiet?: boolean;
  },
): ChatLine {
  // On a card its rows: a heading is read as one.
  const shown = rendered.card ? rendered.card.rows.join('\n') : rendered.text;
  const isPlain = rendered.language === null && rendered.card?.kind !== 'crisis';
  const terms = isPlain ? wordsToMark(shown, rendered.kind) : [];
  return {
    at: about.at,
    from: about.from ?? 'bot',
    text: rendered.text,
    kind: rendered.kind,
    level: about.level,
    ...(rendered.language ? { language: rendered.language } : {}),
    ...(rendered.card ? { card: rendered.card } : {}),
    ...(rendered.choices.length > 0
      ? {
          choices: rendered.choices.map((choice) => ({
            title: choice.title,
            value: { q: choice.id.startsWith('do:') ? 0 : about.question, id: choice.id },
          })),
        }
      : {}),
    ...(terms.length > 0 ? { terms } : {}),
    ...(rendered.card === null && rendered.time ? { time: rendered.time } : {}),
    ...(about.proactive ? { proactive: true } : {}),
    ...(about.quiet ? { quiet: true } : {}),
  };
}
