import type { Participant } from '../../domain/participant.ts';
import type { DocumentPaths } from './document-write.ts';
import type { FileSystem } from './file-system.ts';

/**
 * A look at the document of a participant without a lock and without a check of every field, for what is known of all of them from the start: each
 * document is checked when somebody needs it. Null where that does not do: something is odd about it, or it has changes beside it. Throws what the file
 * system does.
 */
export async function glanceAt(
  fs: FileSystem,
  { document, changes }: DocumentPaths,
  id: string,
): Promise<Participant | null> {
  const log = await fs.stat(changes);
  if (log !== null) return null;
  const found = await fs.readSmall(document, false);
  const doc = found && (JSON.parse(found.bytes.toString('utf8')) as Participant | null);
  const isOne = doc?.id === id && Array.isArray(doc.lines) && typeof doc.providerId === 'string';
  return isOne ? doc : null;
}
