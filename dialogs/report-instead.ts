import { reportIn } from './absence/sure-report.ts';
import { askDialog } from './ask-supervisor.ts';
import { registry } from './commands.ts';
import { current, draftIn, withDraft, withoutFrames } from './engine.ts';
import { heardAt } from './message-report.ts';
import { needsDialog } from './needs.ts';
import { reported } from './reported.ts';
import type { Ctx, Heard, Turn } from './turn.ts';

/**
 * The report that a message to the handledare held, with the day and the reason that were written. What was that alone is no message any
 * more; a message that says something else too waits until the report is made. Null when there is none.
 */
export function reportInstead({ doc, env }: Ctx): Turn | null {
  const frame = current(doc, registry)?.frame;
  const ask = draftIn(frame, askDialog);
  const draft = ask ?? draftIn(frame, needsDialog);
  const report = draft?.report ?? null;
  if (draft === null || report === null || report.at === null) return null;
  const heard = heardAt(report.text, report.at);
  const piece = reportIn(heard, doc);
  if (piece === null) return null;
  const isAll = isOnlyReport(heard) && (ask === null || ask.fact === null);
  const begun = {
    ...draft,
    report: { ...report, at: null },
    ...(isAll && ask === null ? { more: null } : {}),
  };
  const turn = reported(piece, heard, { doc: withDraft(doc, begun), env });
  return isAll && ask !== null ? { ...turn, doc: withoutFrames(turn.doc, askDialog, () => true) } : turn;
}

/** More words than this say something else too. */
const MOST_WORDS = 14;

function isOnlyReport({ text, meaning }: Heard): boolean {
  const isMore = meaning.more.some(({ intent }) => intent !== 'report_absence' && intent !== 'greeting');
  const isQuestion = meaning.question || text.includes('?');
  return !isMore && !isQuestion && text.trim().split(/\s+/).length <= MOST_WORDS;
}
