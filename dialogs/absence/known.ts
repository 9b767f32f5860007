import { ABSENCE_REASONS, type AbsenceReason } from '../../domain/absence.ts';
import type { When } from '../understanding/meaning.ts';

/**
 * What an unsure message said of an absence, carried by the choice "Jag kan inte komma": whoever presses it does not have to write it
 * again. Read back before anything is sent, as always.
 */

const GRAINS: readonly When['grain'][] = ['day', 'time', 'timerange', 'part'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?(?:Z|[+-]\d{2}:\d{2})$/;

/** The command with what is known; without it when nothing is. */
export function absenceCommand(when: When | null, reason: AbsenceReason | null): string {
  if (when === null && reason === null) return 'absence';
  const time = when === null ? ';;' : `${when.grain};${when.start};${when.end}`;
  return `absence:${time};${reason ?? ''}`;
}

/** From the command's argument. What a client made up, or an older version wrote, says nothing. */
export function knownFrom(argument: string): { when: When | null; reason: AbsenceReason | null } {
  const [grain, start = '', end = '', written] = argument.split(';');
  const known = GRAINS.find((entry) => entry === grain);
  const shape = known === 'day' ? DAY : INSTANT;
  const isTime =
    known !== undefined && [start, end].every((one) => shape.test(one) && !Number.isNaN(Date.parse(one)));
  return {
    when: isTime && Date.parse(start) <= Date.parse(end) ? { grain: known, start, end } : null,
    reason: ABSENCE_REASONS.find((entry) => entry === written) ?? null,
  };
}
