import type { AppointmentKind } from '../domain/appointment.ts';
import type { Text } from '../domain/text.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../domain/time.ts';
import type { Lead } from '../domain/wishes.ts';
import type { TextKey } from './keys.ts';
import type languages from './languages.json';

/**
 * What is to be said, without words: a key and what goes into it. It becomes words for one reader, in their level, at the moment
 * they are told. Plain data, so that it can be stored and said again, or easier.
 */
export interface Saying {
  readonly key: TextKey;
  readonly params?: Params;
  readonly choices?: readonly Choice[];
  /** Rows under the text: a list, or a card when `card` says so. */
  readonly rows?: readonly Phrase[];
  readonly card?: 'duty' | 'receipt' | 'appointment' | 'crisis' | 'settings';
  /** Said in this language instead, from languages.json; the key then only names what is said. */
  readonly language?: ForeignLanguage;
  /** `cardOnly`: the rows say already what it leads to, so its long address is not read out. */
  readonly links?: readonly { readonly key: TextKey; readonly url: string; readonly cardOnly?: boolean }[];
  /** When it is, for a picture of the time beside the words. Clock times in Sweden; `now` is when it is said. */
  readonly time?: { readonly now: LocalDateTime; readonly events: readonly TimeEvent[] };
  /** Said past the question that is open: its choices are commands, and what was offered before stays on offer. */
  readonly aside?: true;
}

export interface TimeEvent {
  readonly start: LocalDateTime;
  readonly end: LocalDateTime;
  readonly title: Param;
}

/** The languages that one sentence can be said in, to somebody who does not write Swedish. */
export type ForeignLanguage = keyof typeof languages;

/** A text with its parameters, as a row of a list or as a part of another text. */
export interface Phrase {
  readonly key: TextKey;
  readonly params?: Params;
}

export interface Choice {
  /**
   * What pressing it means. `do:` and a command is valid at any time, everything else only while its question is the one that is open.
   */
  readonly id: string;
  readonly key: TextKey;
  readonly params?: Params;
}

export type Params = Readonly<Record<string, Param>>;

export type Param =
  | string
  | number
  | { readonly phrase: TextKey; readonly params?: Params }
  /** A day: "i morgon, onsdag 11 mars", or without the first part when `absolute`; this year too is said with `year`. */
  | { readonly date: LocalDate; readonly absolute?: boolean; readonly year?: boolean }
  | { readonly time: LocalTime }
  /** An instant's day and time as in "i dag klockan 9.15"; always with the date when `absolute`, for what is read again later. */
  | { readonly moment: LocalDateTime; readonly absolute?: boolean }
  /** From and to on one day: "klockan 9 till 10". */
  | { readonly span: readonly [LocalDateTime, LocalDateTime] }
  | { readonly minutes: number }
  /** Minutes that are left: "om 45 minuter", "om 3 dagar". */
  | { readonly left: number }
  /** The month before `2026-03`: "februari". */
  | { readonly monthBefore: string }
  /** How long before something, as a reminder is wished: "2 timmar före", "klockan 17 dagen före". */
  | { readonly lead: Lead }
  | { readonly kind: AppointmentKind; readonly form: 'indefinite' | 'definite' | 'plural' }
  /** The author's own words, shown unchanged between » «, in the easy twin where there is one and the reader wants it. */
  | { readonly quote: Text }
  /** Names and places as they stand, not words of ours. */
  | { readonly name: string }
  | { readonly names: readonly string[] }
  /** "rad 1, rad 2 och rad 3". */
  | { readonly list: readonly Param[] };
