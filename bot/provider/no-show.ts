import { markNoShow, type NoShowOutcome, withdrawNoShow } from '../../domain/actions/no-show.ts';
import type { StaffActing } from '../../domain/actions/staff.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { noShowSaying, noShowWithdrawnSaying } from '../../locales/sayings/no-show.ts';
import { tell } from '../../locales/tell.ts';

/** What staff do about somebody who did not come, with what the participant is told, in the same write. */

/** Marks it, and asks the participant what happened. The report waits for no answer. */
export function noShow(
  doc: Participant,
  occurrenceKey: string,
  acting: StaffActing & { readonly random: Random },
): NoShowOutcome {
  const marked = markNoShow(doc, occurrenceKey, acting);
  if (marked.kind !== 'done') return marked;
  const asked = tell(marked.doc, [noShowSaying(marked.doc, marked.absence)], {
    now: acting.now,
    proactive: true,
  });
  return { ...marked, doc: asked };
}

/** Takes the mark back and says so. Null when there is none that can be taken back. */
export function undoNoShow(doc: Participant, absenceId: string, acting: StaffActing): Participant | null {
  const withdrawn = withdrawNoShow(doc, absenceId, acting);
  if (withdrawn === null) return null;
  return tell(withdrawn.doc, [noShowWithdrawnSaying(doc, withdrawn.absence)], {
    now: acting.now,
    proactive: true,
  });
}
