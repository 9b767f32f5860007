import { type Absence, isOwnReport } from '../../domain/absence.ts';
import type { Participant } from '../../domain/participant.ts';
import { COMES_NOT, NAMES_DAY_BY } from '../../locales/phrases/told.ts';
import type { Heard } from '../turn.ts';
import type { Part } from '../understanding/meaning.ts';
import { verdict } from '../understanding/verdict.ts';
import { daysOf } from './clock.ts';
import { meantHow, saysAway } from './later.ts';

/** Whether words tell of an absence for sure, so that they are heard as one whatever they were written in answer to. */

/** Of some day, or as one's own. */
export function isReport(heard: Heard): boolean {
  const { meaning } = heard;
  const saysWhen = meaning.when !== null || saysAway(heard);
  return meaning.intent === 'report_absence' && verdict(meaning) === 'sure' && saysWhen;
}

/**
 * Where a day is asked for that is none of an absence, such as the first day of a job: an answer may name one with what is done then
 * ("kan inte börja före fredag", "på fredag efter läkaren"), a report says who is ill or does not come.
 */
export function isReportForDay(heard: Heard): boolean {
  const said = heard.normal.folded;
  if (!isReport(heard) || NAMES_DAY_BY.test(said)) return false;
  return heard.meaning.reason !== null || COMES_NOT.test(said) || meantHow(heard) !== 'instead';
}

/** Where any words are taken, a place or a message: "jag är sjuk" is neither, although it names no day. */
export function isReportInWords(heard: Heard): boolean {
  const { intent, reason } = heard.meaning;
  const isIll = reason === 'sick' || reason === 'child-sick';
  return isReport(heard) || (intent === 'report_absence' && isIll && verdict(heard.meaning) === 'sure');
}

/** What of a message is a report that has not been made yet; null when none of it is. */
export function reportIn(heard: Heard, doc: Participant): Part | null {
  const { meaning } = heard;
  const told: Part | undefined = isReportInWords(heard)
    ? meaning
    : meaning.more.find((piece) => piece.intent === 'report_absence' && piece.when !== null);
  return told === undefined || doc.absences.some((absence) => holds(absence, told)) ? null : told;
}

function holds(absence: Absence, { when }: Part): boolean {
  if (when === null || absence.status !== 'reported' || !isOwnReport(absence)) return false;
  const { from, to } = daysOf(when);
  return absence.from <= from && to <= absence.to;
}
