import { importPlan } from '../../domain/actions/import-plan.ts';
import { withNotice } from '../../domain/actions/notices.ts';
import { newProvider } from '../../domain/actions/provider.ts';
import { type Participant, withAudit, withChatLine } from '../../domain/participant.ts';
import { type PlanInput, parsePlan } from '../../domain/plan.ts';
import type { Clock, Log, Store } from '../../domain/ports.ts';
import type { Provider } from '../../domain/provider.ts';
import type { Instant } from '../../domain/time.ts';

/** Made-up participants and what can be done to them, for tests and measurements of a store. */

export const NOW: Instant = '2026-03-10T16:05:00.000Z';

/** A clock that stands until it is set. */
export class StandingClock implements Clock {
  time: Instant = NOW;

  now(): Instant {
    return this.time;
  }
}

/** Keeps what was logged: `level event {fields}`. */
export class KeptLog implements Log {
  readonly entries: string[] = [];

  info(event: string, fields: Record<string, unknown> = {}): void {
    this.entries.push(`info ${event} ${JSON.stringify(fields)}`);
  }

  warn(event: string, fields: Record<string, unknown> = {}): void {
    this.entries.push(`warn ${event} ${JSON.stringify(fields)}`);
  }

  error(event: string, fields: Record<string, unknown> = {}): void {
    this.entries.push(`error ${event} ${JSON.stringify(fields)}`);
  }

  named(event: string): string[] {
    return this.entries.filter((entry) => entry.split(' ')[1] === event);
  }
}

export interface Sample {
  readonly provider?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  /** Number of weekly meetings. */
  readonly meetings?: number;
  /** Added to the free texts, to make the document larger. */
  readonly padding?: string;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];

export function samplePlan(id: string, sample: Sample = {}): PlanInput {
  const padding = sample.padding ?? '';
  const text = (words: string) => ({ text: `${words} ${padding}`.trim(), easy: words });
  return {
    format: 'stegvis-plan/1',
    id,
    person: {
      firstName: 'Amina',
      lastName: 'Exempel',
      contact: { email: sample.email ?? null, phone: sample.phone ?? null },
    },
    regime: { kinds: ['af-program'], registeredAtAf: true, compensations: ['aktivitetsstod'] },
    service: { kind: 'rusta-och-matcha', start: '2026-01-07', end: '2026-12-31', extentPercent: 100 },
    provider: {
      id: sample.provider ?? 'exempel',
      name: 'Exempel AB',
      phone: '070-174 06 10',
      hours: { text: 'vardagar kl. 9–16' },
      reportingSystem: 'msfa',
    },
    supervisor: { name: 'Karin Exempel', phone: '070-174 06 11' },
    goal: { what: text('Arbeta i kök.'), why: text('Amina har arbetat i kök förut.') },
    steps: ['cv', 'practice', 'apply'].map((step) => ({
      id: step,
      what: text('Skriva ett cv.'),
      why: text('Ett cv behövs för att söka jobb.'),
      doneWhen: text('Cv:t är färdigt.'),
      status: 'now' as const,
    })),
    appointments: WEEKDAYS.slice(0, sample.meetings ?? 1).map((day, index) => ({
      id: `m${index + 1}`,
      kind: 'supervisor-meeting' as const,
      start: `2026-03-${String(2 + index).padStart(2, '0')}T09:00`,
      end: `2026-03-${String(2 + index).padStart(2, '0')}T10:00`,
      recurrence: `FREQ=WEEKLY;BYDAY=${day}`,
      place: 'Exempelgatan 1',
      who: ['Karin Exempel'],
    })),
  };
}

export function sampleParticipant(id: string, sample: Sample = {}): Participant {
  const parsed = parsePlan(samplePlan(id, sample));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const outcome = importPlan(null, { plan: parsed.plan, by: 'test', now: NOW, expected: null });
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.doc;
}

export function sampleProvider(id: string): Provider {
  return newProvider({ id, name: 'Exempel AB', now: NOW });
}

export async function create(store: Store, id: string, sample: Sample = {}): Promise<void> {
  await store.turn(id, () => ({ doc: sampleParticipant(id, sample), result: null }));
}

/** One turn that says something. Gives the number of the chat line. */
export async function say(store: Store, id: string, text: string): Promise<number> {
  return store.turn(id, (doc) => {
    if (doc === null) throw new Error('no such participant');
    const said = withChatLine(doc, { at: NOW, from: 'participant', text });
    return {
      doc: withAudit(said, { at: NOW, who: id, what: 'test.said' }),
      result: said.numbers.chat,
    };
  });
}

/** One turn that tells the provider something. Gives the notice's id. */
export async function notify(store: Store, id: string): Promise<string> {
  return store.turn(id, (doc) => {
    if (doc === null) throw new Error('no such participant');
    const told = withNotice(doc, { kind: 'question.asked', subject: 'q1', version: 1, at: NOW });
    return { doc: told, result: told.notices.at(-1)?.id ?? '' };
  });
}

export async function texts(store: Store, id: string): Promise<unknown[]> {
  return (await store.lines(id, 'chat', 0, 10_000)).map((line) => line.body.text);
}
