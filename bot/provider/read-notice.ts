import { markSignalRead, markSignalSent } from '../../domain/actions/signals.ts';
import { markAbsenceRead, markDeviationSent, type StaffActing } from '../../domain/actions/staff.ts';
import type { Participant } from '../../domain/participant.ts';
import { withAudit } from '../../domain/participant.ts';
import type { Instant } from '../../domain/time.ts';
import type { Saying } from '../../locales/saying.ts';
import { tell } from '../../locales/tell.ts';

/** What reading does: it is marked, it stands in the trail, and the participant is told once. All in the same write. */

/** Somebody has read the absence as it is now. Null when that was done before. The participant is told who has. */
export function readAbsence(doc: Participant, absenceId: string, acting: StaffActing): Participant | null {
  const read = markAbsenceRead(doc, absenceId, acting);
  if (read === null) return null;
  if (read.absence.status === 'withdrawn') return read.doc;
  return tell(
    read.doc,
    [
      {
        key: 'absence:readByStaff',
        params: { by: { name: acting.staffName }, number: { name: read.absence.number } },
      },
    ],
    { now: acting.now, proactive: true },
  );
}

/**
 * Somebody has sent the report of one missed activity to Arbetsförmedlingen. Nobody sends what they have not read: the absence is read too,
 * and the participant is told. Null when it cannot be sent, or was before.
 */
export function sendReport(doc: Participant, deviationId: string, acting: StaffActing): Participant | null {
  const sent = markDeviationSent(doc, deviationId, acting);
  if (sent.kind !== 'done') return null;
  return readAbsence(sent.doc, sent.absence.id, acting) ?? sent.doc;
}

/** Somebody has read that the participant has work or studies. Null when that was done before. The participant is told who has. */
export function readSignal(doc: Participant, signalId: string, acting: StaffActing): Participant | null {
  const read = markSignalRead(doc, signalId, acting);
  const signal = read?.signals.find((entry) => entry.id === signalId);
  if (read === null || signal?.status !== 'reported') return read;
  const saying: Saying = {
    key: 'signal:readByStaff',
    params: { by: { name: acting.staffName }, number: { name: signal.number } },
  };
  return tell(read, [saying], { now: acting.now, proactive: true });
}

/** Somebody has sent it on, which nobody does who has not read it: the participant is told that. Null when it cannot be sent, or was before. */
export function sendSignal(doc: Participant, signalId: string, acting: StaffActing): Participant | null {
  const sent = markSignalSent(doc, signalId, acting);
  return sent && (readSignal(sent, signalId, acting) ?? sent);
}

/** A notice has been read. Null when there is no such one, or when it was read before. */
export function readNotice(doc: Participant, noticeId: string, acting: StaffActing): Participant | null {
  const notice = doc.notices.find((entry) => entry.id === noticeId);
  if (!notice || notice.readAt !== null) return null;
  const marked = markNotice(doc, noticeId, acting);
  if (notice.kind === 'question.asked') {
    return {
      ...audited(marked, acting.staffId, 'question.read', [notice.subject], acting.now),
      questions: marked.questions.map((entry) =>
        entry.id === notice.subject ? { ...entry, readAt: entry.readAt ?? acting.now } : entry,
      ),
    };
  }
  const signal = doc.signals.find((entry) => entry.id === notice.subject);
  if (signal) {
    return notice.version < signal.version ? marked : (readSignal(doc, signal.id, acting) ?? marked);
  }
  const absence = doc.absences.find((entry) => entry.id === notice.subject);
  // It has been changed since: what was read is not what is true now, and the newer notice is still to be read.
  if (absence && notice.version < absence.version) return marked;
  return readAbsence(doc, notice.subject, acting) ?? marked;
}

function markNotice(doc: Participant, noticeId: string, acting: StaffActing): Participant {
  return {
    ...doc,
    notices: doc.notices.map((entry) =>
      entry.id === noticeId ? { ...entry, readAt: acting.now, readBy: acting.staffName } : entry,
    ),
  };
}

/** Who has seen the reasons of these absences, and when. */
export function audited(
  doc: Participant,
  who: string,
  what: string,
  subjects: readonly string[],
  now: Instant,
): Participant {
  return subjects.reduce((made, subject) => withAudit(made, { at: now, who, what, subject }), doc);
}
