import { readFileSync } from 'node:fs';
import { bareOf, fold } from '../../locales/fold.ts';
import { CANNOT_COME } from '../../locales/phrases/signs.ts';
import { type LocalTime, localTime } from './calendar.ts';
import { type Model, readModel } from './classifier.ts';
import { findCrisis, hasSaying } from './crisis.ts';
import { look, signsOf } from './features.ts';
import { meaningOf } from './fill.ts';
import { phraseHash } from './hash.ts';
import type { Detail, Intent } from './intents.ts';
import { type Judged, judge } from './judge.ts';
import { findLanguage } from './language.ts';
import type { Expectation, Meaning, Part } from './meaning.ts';
import { type Normalised, normalise } from './normalise.ts';
import { allOf } from './several.ts';
import { readTimes } from './times.ts';
import { verdict } from './verdict.ts';
import { signsOfWorry, WORRYING, type Worry } from './worry.ts';

const MODEL_FILE = new URL('model.bin', import.meta.url);

let loaded: Model | null = null;
/** Read once, at the first message. A missing or foreign file is an error of the installation, and is thrown. */
function theModel(): Model {
  loaded ??= readModel(readFileSync(MODEL_FILE));
  return loaded;
}

/** What is needed to try another model, as the benchmark does; the product uses the model of the repository. */
export interface Options {
  model?: Model;
}

/**
 * From Swedish text and now to meaning. Synchronous, deterministic, without network; any text is answered.
 *
 * @param written what was written, however long and whatever is in it; or the same normalised, where that has been done already
 * @param now ISO instant with offset or Z; the zone of what is written is always Europe/Stockholm. Throws RangeError
 *   when it is no instant
 * @param context what the conversation waits for, if anything
 */
export function understand(
  written: string | Normalised,
  now: string,
  context: Expectation = {},
  options: Options = {},
): Meaning {
  const local = localTime(now);
  const normal = typeof written === 'string' ? normalise(written) : written;
  const plainAll = normal.all.toLowerCase();
  const bareAll = plainAll === normal.plain ? normal.bare : bareOf(fold(plainAll));
  const worrying = signsOfWorry(bareAll);
  const crisis =
    findCrisis(bareAll, plainAll) ??
    (worrying.sum < WORRYING.crisis ? null : worrying.kind === 'self' ? 'self_harm' : 'violence');
  if (crisis !== null) {
    const meaning = meaningOf(
      { intent: 'crisis', detail: crisis, confidence: 0.99, top: ['crisis', 'human', 'help'] },
      signsOf(normal),
    );
    const away = CANNOT_COME.test(normal.folded) ? alsoAway(normal, local) : [];
    return { ...meaning, more: away };
  }

  const wordless = withoutWords(normal);
  if (wordless !== null) return withFigures(meaningOf(wordless, signsOf(normal)), normal, local, context);

  const model = options.model ?? theModel();
  const seen = look(normal);
  const isKnown = model.known.has(phraseHash(seen.words));
  if (!isKnown && NO_VOWELS.test(normal.folded)) return meaningOf(UNREADABLE, seen);
  const language = isKnown ? null : findLanguage(normal.plain, normal.folded);
  if (language !== null) {
    const meaning = meaningOf(
      {
        intent: 'out_of_scope',
        detail: 'language',
        confidence: 0.95,
        top: ['out_of_scope', 'human', 'help'],
      },
      seen,
    );
    return { ...meaning, language };
  }
  const likely = judge(model, seen, normal, context);
  const meaning = allOf(likely, model, seen, normal, local, context);
  if (likely.known) return meaning;
  const worry = worryOf(meaning, worrying, likely.dark, bareAll);
  // Somebody who may be in danger is asked about that, and not whether they meant to say goodbye.
  if (worry !== null && meaning.intent === 'greeting')
    return {
      ...meaning,
      worry,
      intent: 'out_of_scope',
      detail: null,
      confidence: 0.6,
      top: ['out_of_scope', 'human', 'help'],
    };
  return { ...meaning, worry };
}

/** The classifier has not heard a crisis when it is below this, but it may have heard something. */
const MAYBE_DARK = 0.3;

/**
 * Weak signs that somebody may be in danger: several at once, or one in a message that nothing else explains. The classifier's own
 * suspicion counts as one sign.
 */
function worryOf(
  meaning: Meaning,
  found: { kind: Worry; sum: number },
  dark: number,
  bare: string,
): Worry | null {
  if (found.sum === 0) return null;
  const suspected = meaning.intent !== 'greeting' && dark >= MAYBE_DARK && !hasSaying(bare) ? 1 : 0;
  const unexplained =
    (verdict(meaning) !== 'sure' && meaning.intent !== 'greeting') ||
    (meaning.intent === 'out_of_scope' && meaning.detail === null);
  return found.sum + suspected >= (unexplained ? WORRYING.unexplained : WORRYING.else) ? found.kind : null;
}

/** "kan inte komma imorgon, han har slagit mig": that somebody stays away is not forgotten over what is worse. */
function alsoAway(text: Normalised, local: LocalTime): Part[] {
  const seen = look(text);
  const read = readTimes(seen.marks, {
    now: local,
    past: false,
    nextDayIfPassed: false,
    early: false,
    untilMeansFromNow: true,
    bareNumberIsDay: false,
  });
  const when = read.conflict ? null : (read.times[0]?.when ?? null);
  return [{ intent: 'report_absence', detail: null, when, reason: null, word: null, confidence: 0.9 }];
}

const YES_SIGNS = /[\u{1F44D}\u{1F44C}\u{2705}\u{2714}\u{1F197}]/u;
const NO_SIGNS = /[\u{1F44E}\u{274C}\u{1F6AB}\u{26D4}\u{2716}]/u;
const THANKS_SIGNS = /[\u{2764}\u{1F64F}\u{1F495}\u{1F496}\u{1F490}\u{1F339}\u{1F917}\u{1F60D}\u{1F970}]/u;
const HELLO_SIGNS = /[\u{1F44B}\u{1F642}\u{1F60A}\u{1F600}\u{1F603}\u{1F604}]/u;

/** Faces with a thermometer, a bandage, a mask, or that are sick: they may be the answer to why, and alone they are asked about. */
const SICK_SIGNS = /[\u{1F912}\u{1F915}\u{1F637}\u{1F922}\u{1F92E}\u{1F927}]/u;
const MAYBE_SICK: Judged = {
  intent: 'report_absence',
  detail: null,
  confidence: 0.5,
  top: ['report_absence', 'out_of_scope', 'help'],
};

const UNREADABLE: Judged = {
  intent: 'out_of_scope',
  detail: 'unreadable',
  confidence: 0.9,
  top: ['out_of_scope', 'help', 'human'],
};

/** Keys hit at random: a row of the keyboard, or Latin letters and no vowel among them. */
const NO_VOWELS =
  /^\W*(?:asdf|sdfg|dfgh|qwer|wert|hjkl|zxcv|xcvb)[a-z]*\W*$|^[^\p{L}]*[bcdfghjklmnpqrstvwxz]{5,}(?:[^\p{L}]+[bcdfghjklmnpqrstvwxz]{3,})*[^\p{L}]*$/u;

/** A finger that fell asleep on a key. */
const ONE_LETTER = /^(\p{L})(?:\1| ){5,}$/u;

/** A message without a single letter: an emoji answers, a question mark asks, the rest cannot be read. */
function withoutWords(text: Normalised): Judged | null {
  if (/\p{L}/u.test(text.shown) && !ONE_LETTER.test(text.plain)) return null;
  const sure = (intent: Intent, detail: Detail | null = null): Judged => ({
    intent,
    detail,
    confidence: 0.9,
    top: [...new Set<Intent>([intent, 'help', 'human', 'out_of_scope'])].slice(0, 3),
  });
  if (YES_SIGNS.test(text.shown)) return sure('yes');
  if (NO_SIGNS.test(text.shown)) return sure('no');
  if (THANKS_SIGNS.test(text.shown)) return sure('greeting', 'thanks');
  if (HELLO_SIGNS.test(text.shown)) return sure('greeting');
  if (SICK_SIGNS.test(text.shown)) return MAYBE_SICK;
  if (/^\?+[!?]*$/.test(text.shown)) return sure('help', 'unclear');
  return UNREADABLE;
}

/** "12/3" and "10:30" are times without a letter. */
function withFigures(meaning: Meaning, text: Normalised, local: LocalTime, context: Expectation): Meaning {
  const isSick = meaning.intent === 'report_absence';
  const read = readTimes(look(text).marks, {
    now: local,
    past: context.past === true,
    nextDayIfPassed: false,
    early: false,
    untilMeansFromNow: false,
    bareNumberIsDay: context.expecting === 'date',
  });
  const when = read.conflict ? null : (read.times[0]?.when ?? null);
  return { ...meaning, when, minutes: read.minutes, reason: isSick ? 'sick' : null };
}
