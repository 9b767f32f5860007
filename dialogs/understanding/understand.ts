import type { Expectation, Intent, Meaning, When } from './meaning.ts';

const RULES: [RegExp, Intent][] = [
  [/\b(ta livet av mig|ta mitt liv|sj[aä]lvmord|vill inte leva|vill d[oö]\b|sl[aå]r mig\b)/, 'crisis'],
  [/^(ja|japp|jo|jajamen|ok|okej|yes|aa|absolut|visst)( tack| skicka)?[.! ]*$/, 'yes'],
  [/^(nej|nä|nä tack|nej tack|no|inte)[.! ]*$/, 'no'],
  [/^(avbryt|sluta|glöm det|strunt i det|ångra)\b/, 'cancel'],
  [/\b(vad betyder|vad är en?|förklara)\b/, 'explain_word'],
  [/\b(påminn\w*)\b.*\b(av|bort|sluta|inga|inte)\b|\b(sluta|stäng av|inga)\b.*\bpåminn/, 'reminder_stop'],
  [/\bpåminn\w*\b.*\bkl/, 'reminder_time'],
  [/\bpåminn/, 'reminder_start'],
  [/\b(människa|handledare|ring mig|prata med)\b/, 'human'],
  [/\b(sjuk|kan inte komma|vab\w*|feber|förkyld|läkare|tandläkare|intervju)\b/, 'report_absence'],
  [/\b(fått jobb|fått ett jobb|fick jobb)\b/, 'got_job'],
  [/\b(börjat plugga|börja plugga|kommit in på)\b/, 'started_studies'],
  [/\b(schema|möte|mötet|bokat|tider?)\b/, 'show_schedule'],
  [/\b(plan|planen|iup|mål)\b/, 'show_plan'],
  [/\b(enklare|lättare svenska|lätt svenska)\b/, 'easy_on'],
  [/\b(vanlig svenska|svårare)\b/, 'easy_off'],
  [/\b(hjälp|vad kan du)\b/, 'help'],
  [/^(hej|tja|hallå|god ?morgon|tack)\b/, 'greeting'],
];

function dayAfter(now: string, days: number): string {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date(now));
  const date = new Date(`${local}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function findWhen(text: string, now: string): When | null {
  const word = /\b(i ?dag|i ?morgon|imorn|imorrn|i ?övermorgon)\b/.exec(text)?.[0].replace(' ', '');
  if (word === undefined) return null;
  const day = dayAfter(now, word === 'idag' ? 0 : word === 'iövermorgon' ? 2 : 1);
  return { grain: 'day', start: day, end: day };
}

/**
 * From Swedish text and now to meaning. Deterministic, no network, no clock of its own.
 *
 * @param now ISO instant with offset or Z; the zone of what is written is always Europe/Stockholm
 * @param context what the conversation waits for, if anything
 */
export function understand(text: string, now: string, context: Expectation = {}): Meaning {
  const folded = text.toLowerCase().normalize('NFC').trim().slice(0, 2000);
  const intent = RULES.find(([pattern]) => pattern.test(folded))?.[1] ?? 'out_of_scope';
  const others = (['help', 'human', 'report_absence'] as const).filter((other) => other !== intent);
  return {
    intent,
    detail: null,
    confidence: intent === 'out_of_scope' ? 0.3 : 0.9,
    top: [intent, ...others].slice(0, 3),
    when: context.expecting === 'yes-no' ? null : findWhen(folded, now),
    reason: /\bsjuk|feber|förkyld/.test(folded) ? 'sick' : null,
    word: null,
    minutes: null,
    language: null,
    question: folded.includes('?'),
    negated: /\binte\b/.test(folded),
    correction: false,
    aboutOther: false,
    hypothetical: false,
    diagnosis: false,
    more: [],
  };
}
