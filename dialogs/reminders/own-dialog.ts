import { z } from 'zod';
import { addOwnReminder } from '../../domain/actions/reminding.ts';
import type { Participant } from '../../domain/participant.ts';
import { isOver, lastDayOf } from '../../domain/service-end.ts';
import {
  addDays,
  at,
  dateOf,
  HOUR,
  type Instant,
  instantFromMs,
  instantSchema,
  MINUTE,
  msOf,
  timeOf,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import { isQuiet } from '../../domain/wishes.ts';
import type { Saying } from '../../locales/saying.ts';
import type { Ctx, Dialog, Env, Turn } from '../turn.ts';
import type { When } from '../understanding/meaning.ts';

/** "Påminn mig om att ringa doktorn": the words, and when. It asks only for a time that was not said. */
const draftSchema = z.strictObject({ text: z.string(), at: instantSchema.nullable() });
export type OwnDraft = z.infer<typeof draftSchema>;

const LATEST_DAYS = 366;

/** Null when the time has been, or lies too far ahead to be kept in mind here. */
export function instantOf(when: When | null, env: Pick<Env, 'now' | 'today'>): Instant | null {
  if (when === null) return null;
  const found = startOf(when, env);
  const last = toInstant(at(addDays(env.today, LATEST_DAYS), '00:00'));
  return found > env.now && found < last ? found : null;
}

function startOf(when: When, env: Pick<Env, 'now' | 'today'>): Instant {
  if (when.grain !== 'day') {
    const start = instantFromMs(Date.parse(when.start));
    if (when.grain !== 'part') return start;
    // An hour into "i kväll"; at once would be too soon, and its end too late.
    const inPart = instantFromMs(msOf(start) + HOUR);
    return inPart > env.now ? inPart : nextFullHour(env.now);
  }
  const nine = toInstant(at(when.start.slice(0, 10), '09:00'));
  return when.start.slice(0, 10) === env.today && nine <= env.now ? nextFullHour(env.now) : nine;
}

function nextFullHour(now: Instant): Instant {
  return instantFromMs(HOUR * Math.ceil((msOf(now) + 30 * MINUTE) / HOUR));
}

export const ownReminderDialog: Dialog<OwnDraft> = {
  id: 'own-reminder',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'at',
      expecting: 'date',
      isOpen: (draft) => draft.at === null,
      ask: (draft) => [
        {
          key: 'wish:ownWhen',
          params: { text: { quote: { text: draft.text, easy: null } } },
          choices: [
            { id: 'hour', key: 'reminder:inAnHour' },
            { id: 'tomorrow', key: 'wish:tomorrowMorning' },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft, { doc, env }) => {
        if (heard.choice === 'hour') return { draft: { ...draft, at: instantFromMs(msOf(env.now) + HOUR) } };
        if (heard.choice === 'tomorrow')
          return { draft: { ...draft, at: toInstant(at(addDays(env.today, 1), '09:00')) } };
        if (heard.meaning.when === null) return null;
        const found = instantOf(heard.meaning.when, env);
        if (found === null) return { say: [{ key: 'wish:ownPast' }] };
        const late = afterEnd(doc, found);
        return late === null ? { draft: { ...draft, at: found } } : { say: [late] };
      },
      clear: (draft) => ({ ...draft, at: null }),
    },
  ],
  finish: (draft, ctx) => ownAdded({ text: draft.text, occurrence: null, at: draft.at ?? ctx.env.now }, ctx),
  cancelled: () => [{ key: 'wish:ownCancelled' }],
};

/** Nobody is reminded when the service is over, so it is not promised. Null for a time before that. */
function afterEnd(doc: Participant, time: Instant): Saying | null {
  const last = lastDayOf(doc);
  if (last === null || !isOver(doc, dateOf(toLocal(time)))) return null;
  return {
    key: 'wish:ownAfterEnd',
    params: { provider: { name: doc.plan.provider.name }, last: { date: last, absolute: true } },
  };
}

/** Kept, and read back with the day and the time that were understood. */
export function ownAdded(
  wanted: { readonly text: string; readonly occurrence: null; readonly at: Instant },
  ctx: Ctx,
): Turn {
  const late = afterEnd(ctx.doc, wanted.at);
  if (late !== null) return { doc: ctx.doc, say: [late] };
  const added = addOwnReminder(ctx.doc, wanted, ctx.env.now);
  if (added === null) return { doc: ctx.doc, say: [{ key: 'wish:ownFull' }] };
  const local = toLocal(added.own.at);
  const quiet = isQuiet(ctx.doc.reminding.quiet, added.own.at);
  return {
    doc: added.doc,
    say: [
      {
        key: quiet ? 'wish:ownAddedQuiet' : 'wish:ownAdded',
        params: {
          text: { quote: { text: wanted.text, easy: null } },
          day: { date: local.slice(0, 10) },
          time: { time: timeOf(local) },
        },
        choices: [{ id: `do:remind:remove:${added.own.id}`, key: 'wish:ownRemove' }],
      },
    ],
  };
}
