import type { Participant } from '../../domain/participant.ts';
import type { StoredLine } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';

/** Where the lines of a participant stand once they have left the document: all but those for the feed of the provider. */
export const SIDE_FILES = ['chat', 'audit', 'plans'] as const;
export type SideFile = (typeof SIDE_FILES)[number];

/** Those of one file that the document still carries. */
export function linesIn(doc: Participant, file: SideFile): StoredLine[] {
  return doc.lines.flatMap((line) => (line.file === file ? { n: line.n, body: line.body } : []));
}

/** A line that does not say when it came is never too old. */
export function isOlder(body: Record<string, unknown>, before: Instant): boolean {
  return typeof body.at === 'string' && body.at < before;
}
