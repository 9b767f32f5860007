import { z } from 'zod';
import { type Absence, isSentOn } from '../domain/absence.ts';
import { withdrawAbsence } from '../domain/actions/absences.ts';
import { supervisorOf } from '../domain/contact.ts';
import type { Participant } from '../domain/participant.ts';
import type { Saying } from '../locales/saying.ts';
import { absenceDrafts } from './absence/draft.ts';
import { daysParam } from './absence/words.ts';
import { withoutFrames } from './engine.ts';
import type { Ctx, Dialog } from './turn.ts';

/** Taking an absence back: asked once, then the provider is told. */
const draftSchema = z.strictObject({ absence: z.string(), confirmed: z.boolean() });
export type WithdrawDraft = z.infer<typeof draftSchema>;

export const withdrawDialog: Dialog<WithdrawDraft> = {
  id: 'withdraw',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'confirm',
      expecting: 'yes-no',
      isOpen: (draft) => !draft.confirmed,
      ask: (draft, ctx): Saying[] => {
        const absence = find(ctx.doc, draft);
        return [
          {
            key: 'absence:askWithdraw',
            ...(absence
              ? { params: { days: daysParam(absence.from, absence.to), number: absence.number } }
              : {}),
            choices: [
              { id: 'yes', key: 'absence:withdraw' },
              { id: 'no', key: 'absence:keepIt' },
            ],
          },
        ];
      },
      take: (heard, draft) => {
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        if (heard.choice === 'no' || heard.meaning.intent === 'no')
          return { stop: [{ key: 'absence:kept' }] };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish: (draft, ctx) => {
    const absence = find(ctx.doc, draft);
    // It may have been sent on, or taken back in another window, since the question was asked.
    if (absence?.status !== 'reported') return { doc: ctx.doc, say: [{ key: 'absence:alreadyWithdrawn' }] };
    if (isSentOn(absence)) return { doc: ctx.doc, say: [tooLate(ctx)] };
    const done = withdrawAbsence(ctx.doc, absence.id, { now: ctx.env.now, channel: ctx.env.channel });
    return {
      doc: withoutChangeOf(done.doc, absence.id),
      say: [
        {
          key: 'absence:withdrawn',
          params: {
            provider: { name: ctx.doc.plan.provider.name },
            days: daysParam(absence.from, absence.to),
            number: absence.number,
          },
          choices: [
            { id: 'do:absence', key: 'common:cannotCome' },
            { id: 'do:next', key: 'common:nextMeeting' },
          ],
        },
      ],
    };
  },
  cancelled: () => [{ key: 'absence:kept' }],
  givesWayTo: 'all',
};

/** A change of it that was under way has nothing left to change. */
function withoutChangeOf(doc: Participant, absenceId: string): Participant {
  return withoutFrames(doc, absenceDrafts, ({ changes }) => changes === absenceId);
}

/** Sent to Arbetsförmedlingen: from then on it is a matter between people. */
export function tooLate(ctx: Ctx) {
  const supervisor = supervisorOf(ctx.doc);
  return {
    key: 'absence:tooLateToUndo' as const,
    params: { supervisor: { name: supervisor.name }, phone: { name: supervisor.phone } },
    choices: [{ id: 'do:ask', key: 'common:askSupervisor' as const }],
  };
}

function find(doc: Participant, draft: WithdrawDraft): Absence | null {
  return doc.absences.find((absence) => absence.id === draft.absence) ?? null;
}
