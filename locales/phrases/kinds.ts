import type { AppointmentKind } from '../../domain/appointment.ts';

/**
 * How people name what is booked, folded (small letters, without dots over å ä ö). The first that fits counts, so what is narrow stands
 * before what is wide.
 */
export const KIND_WORDS: readonly (readonly [RegExp, readonly AppointmentKind[]])[] = [
  [/\b(?:trepart|tre part|mote\w* med (?:min )?(?:handlaggare|soc)|handlaggarmote)/, ['three-party-meeting']],
  [/\b(?:startsamtal|start samtal|uppstart)/, ['start-meeting']],
  [/\b(?:uppfoljning|avstamning)/, ['follow-up-meeting']],
  [/\b(?:kartlaggning|kartlagg)/, ['mapping']],
  [
    /\b(?:sprak|sfi\b|svenskakurs|svenska kurs|svenskan\b|svensklektion|svenska lektion)/,
    ['language-training'],
  ],
  [
    /\b(?:intervjutraning|intervjuovning|ova intervju|trana intervju|overning infor intervju)/,
    ['interview-practice'],
  ],
  [/\b(?:studiebesok|besok pa foretag)/, ['study-visit']],
  [/\b(?:cv\b|cv \w*hjalp|cv\w+)/, ['cv-help']],
  [/\b(?:jobbsok|sokar?jobb|soka jobb|jobbsoknin)/, ['job-search']],
  [/\b(?:arbetstran|arbets tran|arbetsprov)/, ['work-training']],
  [/\b(?:praktik|pratik|praktk|praktick)/, ['internship']],
  [/\b(?:workshop|work shop|verkstad)/, ['workshop']],
  [/\b(?:grupp)/, ['group-activity']],
  [/\b(?:halsa|halso|friskvard|promenad|traningen\b)/, ['health-activity']],
  [/\b(?:vardbesok|vardkontakt)/, ['care-contact']],
  [/\b(?:kurs|utbildning)/, ['course', 'workshop', 'language-training']],
  [
    /\b(?:handledarmote|handledning|mote\w* med (?:min )?(?:handledare|coach|jobbcoach)|coachmote|coachen\b|handledaren\b)/,
    ['supervisor-meeting'],
  ],
];

/** Some meeting, whichever; over words with a space before each. */
export const A_MEETING = / mote/;

/** Words of titles that name nothing booked by themselves, folded. */
export const OF_MANY_TITLES = new Set(
  'enskilt mote motet moten traff aktivitet gruppen mobil dator soka arbete hjalp infor plats tiden dagen veckan planen handledare handledaren'.split(
    ' ',
  ),
);
