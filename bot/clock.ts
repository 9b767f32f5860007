import type { Clock } from '../domain/ports.ts';

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
