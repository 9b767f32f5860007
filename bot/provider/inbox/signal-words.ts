import type { Signal } from '../../../domain/signal.ts';
import type { Say } from './shell.ts';
import { moment } from './words.ts';

/** Where it stands, in words. */
export function signalStatus(signal: Signal, say: Say): string {
  if (signal.status === 'withdrawn') {
    return say(signal.readAt === null ? 'inbox:statusWithdrawn' : 'inbox:statusWithdrawnRead');
  }
  if (signal.sentAt !== null) {
    return say('todo:signalSent', { by: { name: signal.sentBy ?? '' }, moment: moment(signal.sentAt) });
  }
  if (signal.readAt === null) return say(signal.version > 1 ? 'inbox:statusChanged' : 'inbox:statusNew');
  return say('todo:signalToSend', { by: { name: signal.readBy ?? '' } });
}
