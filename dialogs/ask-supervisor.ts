import { z } from 'zod';
import { askSupervisor } from '../domain/actions/participant.ts';
import type { Dialog } from './turn.ts';

/** "Fråga min handledare": the words, a read-back, and then the provider's inbox. */
const MAX_LENGTH = 2000;

const draftSchema = z.strictObject({
  text: z.string().nullable(),
  confirmed: z.boolean(),
});
export type AskDraft = z.infer<typeof draftSchema>;

/** `text` is what somebody has written already, such as "jag blir sen"; null asks for it. */
export function askDraft(text: string | null): AskDraft {
  return { text: text === null ? null : text.trim().slice(0, MAX_LENGTH), confirmed: false };
}

export const askDialog: Dialog<AskDraft> = {
  id: 'ask-supervisor',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'text',
      expecting: 'text',
      isOpen: (draft) => draft.text === null,
      ask: (_draft, ctx) => [
        {
          key: 'question:askText',
          params: { supervisor: { name: ctx.doc.plan.supervisor.name } },
          choices: [{ id: 'do:cancel', key: 'common:cancel' }],
        },
      ],
      take: (heard, draft) => {
        const text = heard.text.trim();
        if (text === '') return null;
        if (text.length > MAX_LENGTH)
          return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
        return { draft: { ...draft, text } };
      },
      clear: (draft) => ({ ...draft, text: null }),
    },
    {
      field: 'confirm',
      expecting: 'yes-no',
      isOpen: (draft) => !draft.confirmed,
      ask: (draft, ctx) => [
        {
          key: 'question:readBack',
          params: {
            supervisor: { name: ctx.doc.plan.supervisor.name },
            question: { quote: { text: draft.text ?? '', easy: null } },
          },
          choices: [
            { id: 'yes', key: 'question:send' },
            { id: 'change', key: 'common:change' },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft) => {
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        if (heard.choice === 'change' || heard.meaning.intent === 'no')
          return { draft: { ...draft, text: null } };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish: (draft, ctx) => {
    const { supervisor, provider } = ctx.doc.plan;
    const asked = askSupervisor(ctx.doc, draft.text ?? '', ctx.env.now);
    return {
      doc: asked.doc,
      say: [
        {
          key: 'question:sent',
          params: {
            supervisor: { name: supervisor.name },
            provider: { name: provider.name },
            phone: { name: supervisor.phone ?? provider.phone },
          },
          choices: [
            { id: 'do:next', key: 'common:nextMeeting' },
            { id: 'do:plan', key: 'common:myPlan' },
          ],
        },
      ],
    };
  },
  cancelled: () => [{ key: 'question:cancelled' }],
};
