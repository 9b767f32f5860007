import {
  addDays,
  type Instant,
  instantFromMs,
  type LocalDate,
  type LocalTime,
  MINUTE,
  msOf,
} from '../../domain/time.ts';
import {
  DEFAULT_QUIET,
  type Lead,
  leadId,
  type Quiet,
  type ReminderGroup,
  type Reminding,
} from '../../domain/wishes.ts';
import type { When } from '../understanding/meaning.ts';

/**
 * A wish about reminders in the person's own words. Narrow on purpose: whatever is not clearly one of these is left to the understanding
 * of everything else, and the answer to an unclear wish is the settings with their buttons.
 */
export type Wish =
  | { readonly kind: 'stop-all' | 'off' | 'on' | 'show' | 'left' | 'ask-pause' | 'partly' }
  /** `only`: nothing else; `add`: beside what there is; else in the place of what is of the same kind. */
  | { readonly kind: 'leads'; readonly leads: readonly Lead[]; readonly how: 'only' | 'add' | 'replace' }
  | {
      readonly kind: 'quiet';
      readonly quiet: { readonly from: LocalTime | null; readonly to: LocalTime | null } | null;
    }
  | { readonly kind: 'summary'; readonly summary: Reminding['summary'] }
  | { readonly kind: 'pause'; readonly until: LocalDate }
  | { readonly kind: 'snooze'; readonly at: Instant }
  | { readonly kind: 'group'; readonly group: ReminderGroup; readonly on: boolean }
  /** What they once asked for themselves is not wanted any more. */
  | { readonly kind: 'remove-own'; readonly text: string }
  /** `when: null`: no time was said. `text` is empty where only the time was. `often`: more than once was asked for. */
  | { readonly kind: 'own'; readonly text: string; readonly when: When | null; readonly often: boolean };

const NUMBER_WORDS = [
  'noll',
  'en',
  'två',
  'tre',
  'fyra',
  'fem',
  'sex',
  'sju',
  'åtta',
  'nio',
  'tio',
  'elva',
  'tolv',
];
const NUMBER = `(?:\\d{1,3}|ett|${NUMBER_WORDS.slice(1).join('|')}|tjugo|trettio|fyrtiofem)`;
const BEFORE = '(?:före|innan|inna|tidigare)';

function numberOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const known: Record<string, number> = { ett: 1, tjugo: 20, trettio: 30, fyrtiofem: 45 };
  return known[word] ?? NUMBER_WORDS.indexOf(word);
}

/** "18", "18.30", "7:15", "sju", after "klockan", "kl" or "vid". */
const CLOCK = new RegExp(
  `(?:klockan|klocka|kl\\.?|vid|till|mellan|efter|och|före|från)\\s*(\\d{1,2}|${NUMBER_WORDS.slice(1).join('|')})(?:[.:](\\d{2}))?(?!\\d|\\p{L}|\\s*(?:min|tim|dag|veck|gång|dar))`,
  'giu',
);

function clocksIn(said: string): LocalTime[] {
  return [...said.matchAll(CLOCK)].flatMap(([, hours = '', minutes = '00']) => {
    const hour = numberOf(hours);
    return hour >= 0 && hour < 24 && Number(minutes) < 60
      ? [`${String(hour).padStart(2, '0')}:${minutes}`]
      : [];
  });
}

const ABOUT = /påm[ij]n|pomin|notis|aviser|snooz/;
const OWN =
  /^(?:(?:snälla|hej|kan du|kan ni|du|vill du|jag vill att du)[ ,]+)*påm(?:i|in)n(?:a|er)? m(?:ig|ej)\b/;

const ONE_DAY =
  /(?<!\p{L})(?:i ?mor(?:gon|n|ron)|i ?dag|i ?kväll|i ?övermorgon|(?:mån|tis|ons|tors|fre|lör|sön)dag)(?!\p{L})/u;

/** "pamin", "påmin", "påmnin". */
const MISSPELT = /(?<!\p{L})p[aåo]m(?:[ij]n{1,2}|nin)/gu;

const NOT = /\b(?:sluta|stäng|stoppa|inte|aldrig|inga|ingen|slipp|slippa|av|ta bort)\b/;
/** Some of them, by when they come. What cannot be turned off by itself must not turn off all. */
const SOME_TIMES =
  /helg|(?<!\p{L})(?:mån|tis|ons|tors|fre|lör|sön)dag|kväll|(?<!i )(?<!\p{L})morgn|(?<!\p{L})på morgon|natt|förmiddag|eftermiddag|(?<!\p{L})lov/u;
/** Some of them, by what they are about. */
const SOME_OF = /påminn\p{L}* (?:mig |mej )?(?:inte )?(?:längre )?(?:om|för|inför) (.+)$/u;
const ANYTHING =
  /^(?:nå(?:got|nting|gonting)|nåt|saker|sånt|sådant|mer|mina (?:möten|tider)|det som är bokat)(?!\p{L})/u;

/** Null when the words are about something else. `when` is what the same words say of time. */
export function wishOf(
  text: string,
  when: When | null,
  env: { readonly now: Instant; readonly today: LocalDate },
): Wish | null {
  const said = text
    .toLowerCase()
    .replace(/[!?"»«]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,]+$/, '')
    .replace(MISSPELT, 'påminn')
    // Not a no, but a plea.
    .replace(/^(?:snälla )?glöm inte (?:bort )?(?:att )?(?=påminn)/, '');
  if (
    /\b(?:lång tid|länge|mycket tid|många (?:timmar|minuter|dagar)|timmar|minuter)\b.*\bkvar\b|\bnär börjar (?:det|mötet)$|^tid kvar$/.test(
      said,
    )
  ) {
    return /\b(?:plan|tjänst|insats|stöd)/.test(said) ? null : { kind: 'left' };
  }
  const about = ABOUT.test(said);
  if (
    /^(?:stoppa|stäng av|ta bort|sluta med) (?:alla|allt|allihop)(?: påminnelser(?:na)?| notiser(?:na)?| sms)?$/.test(
      said,
    )
  )
    return { kind: 'stop-all' };
  const summary = summaryIn(said, about);
  if (summary !== undefined) return { kind: 'summary', summary };
  const quiet = quietIn(said, about);
  if (quiet !== undefined) return { kind: 'quiet', quiet };
  if (!about && !/^pausa?\b/.test(said)) return null;
  if (/\bpausa?\b|\bvila\b|\bvänta med\b|uppehåll/.test(said)) return pauseIn(said, when, env.today);
  if (
    /^(?:hur|när|vilka|vad|visa|vilken tid)\b/.test(said) &&
    !/\b(?:får|sätt|stäng|slår|slutar|ändra)/.test(said) &&
    !OWN.test(said)
  )
    return { kind: 'show' };
  if (/^(?:mina )?påminnelser(?:na)?$|^inställningar|^ändra (?:mina )?påminnelser(?:na)?$/.test(said))
    return { kind: 'show' };
  if (/\b(?:för|så) (?:många|mycket|ofta)\b|\bfärre\b/.test(said)) return { kind: 'show' };
  const group = groupIn(said);
  if (group !== null) return group;
  const removed =
    /^(?:kan du |snälla )?(?:ta bort|radera|stryk|glöm|strunta i) (?:min |den )?påminnelsen? (?:om |för )?(?:att )?(.+)$/.exec(
      said,
    );
  if (removed) return { kind: 'remove-own', text: removed[1] ?? '' };
  // "Påminn mig om att inte glömma nycklarna" is no no.
  if (NOT.test(said.split(/ (?:om )?att /)[0] ?? '')) return notIn(said, when, env.today);
  if (OWN.test(said)) {
    const soon = snoozeIn(said, env.now);
    if (soon !== null) return soon;
    const own = ownIn(text, said);
    const often = /(?<!\p{L})(?:var(?:je|t|ann?an?) |alla dagar|en gång (?:i|om|per) |dagligen)/u.test(said);
    if (own !== null) return { kind: 'own', text: own, when, often };
    // "Påminn mig i morgon klockan 8" is about that day, and changes nothing that comes again.
    if (ONE_DAY.test(said) && !new RegExp(`(?<!\\p{L})${BEFORE}`, 'u').test(said))
      return { kind: 'own', text: '', when, often: false };
  }
  const leads = leadsIn(said);
  if (leads.length === 0) return null;
  const only = /\b(?:bara|endast)\b/.test(said);
  const add = /\b(?:också|även|både|dessutom|lägg till|plus|en gång till)\b/.test(said);
  return { kind: 'leads', leads, how: only ? 'only' : add ? 'add' : 'replace' };
}

/** Not to be reminded: today, of some, or at some times. Null when it is of all, which others hear. */
function notIn(said: string, when: When | null, today: LocalDate): Wish | null {
  if (when !== null && /(?<!\p{L})(?:i ?dag|i ?kväll|(?:den här |hela )veckan|till )/u.test(said)) {
    return pauseIn(said, when, today);
  }
  const of = SOME_OF.exec(said)?.[1]?.replace(/ (?:längre|mer|tack)$/, '') ?? null;
  const isSome = of !== null && !OF_THE_PLAN.test(of) && !ANYTHING.test(of);
  return isSome || SOME_TIMES.test(said) ? { kind: 'partly' } : null;
}

function summaryIn(said: string, about: boolean): Reminding['summary'] | undefined {
  const list =
    /sammanfatt|\b(?:en|ett) (?:lista|meddelande|påminnelse) (?:varje|på)|allt på en gång|en gång (?:om|per) (?:dagen|dag|veckan|vecka)|^(?:påminn|skriv till) mig varje (?:morgon|söndag)/.test(
      said,
    );
  if (
    !list ||
    !(
      about ||
      /\b(?:skicka|vill|få|ha|ge)\b|^(?:ingen|inga|en|ett) (?:sammanfattning|lista|meddelande)/.test(said)
    )
  )
    return undefined;
  if (/\b(?:ingen|inte|sluta|stäng)\b/.test(said)) return null;
  const at = clocksIn(said)[0];
  if (/söndag|vecka/.test(said)) return { when: 'sunday', at: at ?? '17:00' };
  return { when: 'morning', at: at ?? '07:30' };
}

/** "tyst mellan 21 och 8", "inga påminnelser efter 19", "aldrig före klockan 9", "ingen tyst tid". */
function quietIn(
  said: string,
  about: boolean,
): { from: LocalTime | null; to: LocalTime | null } | null | undefined {
  const silence = /\btyst(?:a|nad)?\b|\bstör (?:mig )?inte\b|\bväck (?:mig )?inte\b/.test(said);
  if (/\bingen tyst tid\b|\bdygnet runt\b|\bta bort (?:min )?tysta? tid/.test(said) && (silence || about))
    return null;
  const negative = /\b(?:inte|inga|aldrig)\b/.test(said);
  if (!silence && !(about && negative)) return undefined;
  const between = /(?:mellan|från) (?:klockan |kl\.? ?)?(\S+) (?:och|till) (?:klockan |kl\.? ?)?(\S+)/.exec(
    said,
  );
  if (between) {
    const [from, to] = clocksIn(`klockan ${between[1]} klockan ${between[2]}`);
    if (from && to && from !== to) return { from, to };
    return undefined;
  }
  const after = /\befter ((?:klockan |kl\.? ?)?\S+)/.exec(said);
  const before = /\bföre ((?:klockan |kl\.? ?)?\d\S*|(?:klockan |kl\.? ?)\S+)/.exec(said);
  const clockOf = (found: RegExpExecArray | null) =>
    found ? (clocksIn(`klockan ${(found[1] ?? '').replace(/^(?:klockan |kl\.? ?)/, '')}`)[0] ?? null) : null;
  const [from, to] = [clockOf(after), clockOf(before)];
  if (from === null && to === null)
    return silence && /\bpå nätterna\b|\bpå natten\b/.test(said) ? DEFAULT_QUIET : undefined;
  return { from, to };
}

/** The quiet hours with what was said of them; null when both ends would be the same. */
export function quietWith(
  quiet: Quiet | null,
  said: { readonly from: LocalTime | null; readonly to: LocalTime | null },
): Quiet | null {
  const next = {
    from: said.from ?? quiet?.from ?? DEFAULT_QUIET.from,
    to: said.to ?? quiet?.to ?? DEFAULT_QUIET.to,
  };
  return next.from === next.to ? null : next;
}

function pauseIn(said: string, when: When | null, today: LocalDate): Wish {
  const weeks = new RegExp(`(?<!\\p{L})(${NUMBER}) veck(?:a|or)`, 'u').exec(said);
  if (weeks) return { kind: 'pause', until: addDays(today, 7 * numberOf(weeks[1] ?? '')) };
  const days = new RegExp(`(?<!\\p{L})(${NUMBER}) da(?:g|gar|r)(?!\\p{L})`, 'u').exec(said);
  if (days) return { kind: 'pause', until: addDays(today, numberOf(days[1] ?? '')) };
  if (when === null) return { kind: 'ask-pause' };
  // "till måndag" ends the pause on that day; "hela veckan", "i dag" ends it after the last one.
  const [first, last] = [when.start.slice(0, 10), when.end.slice(0, 10)];
  // "till den 20 mars" may be read as from today to then.
  const end = first > today ? first : last;
  const until =
    /\btill\b/.test(said) && when.grain !== 'part' ? end : addDays(when.grain === 'day' ? last : first, 1);
  return until > today ? { kind: 'pause', until } : { kind: 'ask-pause' };
}

function snoozeIn(said: string, now: Instant): Wish | null {
  const match = new RegExp(
    `^.*påm(?:i|in)n(?:a)? mig (?:igen )?(?:om (${NUMBER}|en halv|en kvart|halv) ?(minut(?:er)?|min|timm(?:e|ar)|tim|h)?|senare)(?: igen)?$`,
    'u',
  ).exec(said);
  if (!match) return null;
  const [, amount, unit] = match;
  if (amount === undefined) return { kind: 'snooze', at: instantFromMs(msOf(now) + 60 * MINUTE) };
  if (amount === 'en kvart') return { kind: 'snooze', at: instantFromMs(msOf(now) + 15 * MINUTE) };
  if (unit === undefined) return null;
  const many = amount.includes('halv') ? 0.5 : numberOf(amount);
  const minutes = unit.startsWith('m') ? many : many * 60;
  return minutes >= 1 ? { kind: 'snooze', at: instantFromMs(msOf(now) + minutes * MINUTE) } : null;
}

/** What stands in the plan already is no free reminder. */
const OF_THE_PLAN =
  /^(?:mitt |mina |det |alla )?(?:nästa )?(?:möte(?:t|n|na)?|träff(?:en|ar|arna)?|tid(?:en|er|erna)?|besök(?:et|en)?|aktivitet(?:en|er|erna)?|allt|det|detta|mig)$/;

/** What is to be said, without the words around it; null when there is nothing. */
function ownIn(text: string, said: string): string | null {
  // The same words as they were written, with their own capitals.
  const flat = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!?]+$/, '');
  const head = /p[aåo]m(?:[ij]n{1,2}|nin)(?:a|er)? m(?:ig|ej)\b/iu.exec(flat);
  if (!head || !OWN.test(said)) return null;
  const rest = flat.slice(head.index + head[0].length).trim();
  const marked = /(?:^|\s)(?:om att|att|om)\s+(.+)$/i.exec(rest);
  if (!marked) return null;
  const about = withoutTime(marked[1] ?? '');
  const what = about.replace(/^(?:jag (?:ska|skall|måste) )/i, '');
  if (what.length < 2 || OF_THE_PLAN.test(what.toLowerCase())) return null;
  if (new RegExp(`^(?:${NUMBER}|en halv) ?(?:min|tim|dag|veck|h\\b)`, 'iu').test(what)) {
    // "om tre dagar att skicka cv": the time came first.
    const after = /\s(?:om att|att)\s+(.+)$/i.exec(what);
    return after ? withoutTime(after[1] ?? '') || null : null;
  }
  return what;
}

const DAY_WORD = '(?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:en)?';
const TIME_PIECE = [
  'i ?morgon(?: bitti| kväll| förmiddag| eftermiddag)?',
  'i ?dag',
  'i ?kväll',
  'i ?övermorgon',
  `(?:nu |nästa )?(?:på )?(?:nästa )?${DAY_WORD}(?:s?kväll| morgon| förmiddag| eftermiddag| kväll)?`,
  '(?:klockan|kl\\.?|vid) ?\\d{1,2}(?:[.:]\\d{2})?',
  `(?:klockan|kl\\.?|vid) ?(?:halv )?(?:${NUMBER_WORDS.slice(1).join('|')})`,
  '(?:den )?\\d{1,2}(?:e|:e)? (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)',
  `om (?:${NUMBER}|en halv|en kvart) ?(?:minut(?:er)?|min|timm(?:e|ar)|tim|h|dag(?:ar)?|veck(?:a|or))?`,
  'på (?:morgonen|förmiddagen|eftermiddagen|kvällen)',
].join('|');
const AT_END = new RegExp(`(?:^|[\\s,]+)(?:${TIME_PIECE})$`, 'iu');
const AT_START = new RegExp(`^(?:${TIME_PIECE})(?=\\s)[\\s,]*`, 'iu');

/** Without the days and times at its ends, which are said by themselves when it is read back. */
function withoutTime(words: string): string {
  let left = words.trim();
  for (let round = 0; round < 4; round++) {
    const cut = left
      .replace(AT_END, '')
      .replace(AT_START, '')
      .replace(/^(?:om att|att) /i, '')
      .trim();
    if (cut === left) break;
    left = cut;
  }
  return left;
}

function groupIn(said: string): Wish | null {
  const on = !/\b(?:inte|inga|sluta|stäng|slippa|ta bort)\b/.test(said);
  if (/aktivitetsrapport|försäkringskass|varje månad|månadens|ansökan om ersättning/.test(said))
    return { kind: 'group', group: 'duties', on };
  if (/\bsteg(?:en)?\b/.test(said)) return { kind: 'group', group: 'steps', on };
  if (/uppföljning/.test(said)) return { kind: 'group', group: 'followUp', on };
  return null;
}

/** All wished times in the words. */
export function leadsIn(said: string): Lead[] {
  const found: Lead[] = [];
  const minutes = new RegExp(
    `(?<!\\p{L})(en kvart|en halvtimme|en halv timme|halvtimme|en och en halv timme|${NUMBER}) ?(minut(?:er)?|min|timm(?:e|ar)|tim|h)? ${BEFORE}(?!\\p{L})`,
    'gu',
  );
  for (const [, amount = '', unit] of said.matchAll(minutes)) {
    const fixed: Record<string, number> = {
      'en kvart': 15,
      'en halvtimme': 30,
      'en halv timme': 30,
      halvtimme: 30,
      'en och en halv timme': 90,
    };
    const many =
      fixed[amount] ?? (unit === undefined ? null : numberOf(amount) * (unit.startsWith('m') ? 1 : 60));
    if (many !== null && many >= 5 && many <= 1440) found.push({ minutes: many });
  }
  // "minuter och två timmar före" says the unit once for each, so only what stands by "före" is taken.
  const at = clocksIn(said)[0];
  const days = new RegExp(`(?<!\\p{L})(${NUMBER}) da(?:g|gar|r) ${BEFORE}`, 'u').exec(said);
  if (days) found.push({ days: Math.min(14, numberOf(days[1] ?? '')), at: at ?? '17:00' });
  else if (new RegExp(`veckan? ${BEFORE}`, 'u').test(said)) found.push({ days: 7, at: at ?? '17:00' });
  else if (new RegExp(`(?:dagen|dan|kvällen) ${BEFORE}`, 'u').test(said))
    found.push({ days: 1, at: at ?? '17:00' });
  else if (/samma (?:dag|morgon)|på morgonen/.test(said)) found.push({ days: 0, at: at ?? '07:30' });
  else if (at !== undefined && found.length === 0)
    found.push(at < '12:00' ? { days: 0, at } : { days: 1, at });
  return [...new Map(found.map((lead) => [leadId(lead), lead])).values()];
}
