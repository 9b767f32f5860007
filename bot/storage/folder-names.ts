import { ID_PATTERN } from '../../domain/plan.ts';

/**
 * Names of folders. Some file systems take `Anna` and `anna` for the same name, so a capital is written `=a`: two ids never share a
 * folder.
 */
export function folderName(id: string): string {
  if (!ID_PATTERN.test(id)) throw new Error('an id that is not an id has no folder');
  return id.replace(/[A-Z]/g, (letter) => `=${letter.toLowerCase()}`);
}

/** The id whose folder has that name, or null when it is nobody's. */
export function idOfFolder(name: string): string | null {
  const id = name.replace(/=([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return ID_PATTERN.test(id) && folderName(id) === name ? id : null;
}
