import type { Absence, StoredReason } from '../../domain/absence.ts';
import type { Deviation } from '../../domain/deviation.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { StaffKey } from '../../locales/keys.ts';
import { staffWords } from '../../locales/render.ts';

/** What a deviation is called where it is reported. The label is shown first and the code after it: systems differ in their codes. */

const codeKeys: Readonly<Record<string, StaffKey>> = {
  '15': 'inbox:codeSick',
  '16': 'inbox:codeWork',
  '17': 'inbox:codeUnknown',
  '18': 'inbox:codeOtherKnown',
  '26': 'inbox:codeChildSick',
  '27': 'inbox:codeEducation',
};

const subTypeKeys: Readonly<Record<string, StaffKey>> = {
  '1': 'inbox:subType1',
  '2': 'inbox:subType2',
  '3': 'inbox:subType3',
  '4': 'inbox:subType4',
  '5': 'inbox:subType5',
};

const sentenceKeys: Readonly<Record<StoredReason, StaffKey>> = {
  sick: 'inbox:sentenceSick',
  'child-sick': 'inbox:sentenceChildSick',
  work: 'inbox:sentenceWork',
  education: 'inbox:sentenceEducation',
  doctor: 'inbox:sentenceDoctor',
  family: 'inbox:sentenceFamily',
  authority: 'inbox:sentenceAuthority',
  interview: 'inbox:sentenceInterview',
  other: 'inbox:sentenceOther',
  undisclosed: 'inbox:sentenceUndisclosed',
  unknown: 'inbox:sentenceUnknown',
};

/** "Sjuk"; for a deviation without a code that staff must choose one. */
export function codeLabel(deviation: Pick<Deviation, 'code'>, today: LocalDate): string {
  const key = deviation.code === null ? 'inbox:codeNone' : codeKeys[deviation.code];
  return key === undefined ? (deviation.code ?? '') : staffWords(key, undefined, today);
}

/** Null when the code has none. */
export function subTypeLabel(deviation: Pick<Deviation, 'subType'>, today: LocalDate): string | null {
  const key = deviation.subType === null ? undefined : subTypeKeys[deviation.subType];
  return key === undefined ? null : staffWords(key, undefined, today);
}

/** The reason as a word or two, in the same terms as the report's. Never more than the participant chose to say. */
export function reasonLabel(reason: StoredReason, today: LocalDate): string {
  return staffWords(sentenceKeys[reason], undefined, today);
}

/**
 * Ready to paste where the report asks for text: choose "Annan orsak" and begin with the real reason. Never a diagnosis. Source:
 * arbetsformedlingen.se, nyheter för leverantörer 2021-02-26 (felaktig rapportering av sjukfrånvaro).
 */
export function reportSentence(absence: Pick<Absence, 'reason'>, today: LocalDate): string {
  return staffWords('inbox:sentence', { reason: reasonLabel(absence.reason, today) }, today);
}
