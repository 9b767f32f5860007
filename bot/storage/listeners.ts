import type { Committed, Log } from '../../domain/ports.ts';

/** Tells each of them. One that fails keeps nobody else from being told. */
export function tellAll(
  listeners: readonly ((committed: Committed) => void)[],
  committed: Committed,
  log: Log,
): void {
  for (const listener of listeners) {
    try {
      listener(committed);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      log.error('store.listener-failed', { id: committed.participantId, reason });
    }
  }
}
