import { addDays, at, type LocalDate, toInstant } from '../../domain/time.ts';
import type { Question } from '../turn.ts';
import type { When } from '../understanding/meaning.ts';
import { type AbsenceDraft, withWhen } from './draft.ts';

/** Half of a day was told, and not which. */
export function halfQuestion(): Question<AbsenceDraft> {
  return {
    field: 'half',
    expecting: 'choice',
    isOpen: ({ half, from, to, away }) => half && from !== null && from === to && away === null,
    ask: () => [
      {
        key: 'absence:askHalf',
        choices: [
          { id: 'forenoon', key: 'absence:forenoon' },
          { id: 'afternoon', key: 'absence:afternoon' },
          { id: 'all', key: 'absence:wholeDay' },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ],
    take: (heard, draft, ctx) => {
      const known = { ...draft, half: false };
      if (draft.from === null) return { draft: known };
      if (heard.choice === 'all') return { draft: known };
      const when = halfOf(draft.from, heard.choice);
      if (when !== null) return { draft: withWhen(ctx.doc, known, when) };
      const said = heard.meaning.when;
      return heard.choice === null && said !== null && said.grain !== 'day'
        ? { draft: withWhen(ctx.doc, known, said) }
        : null;
    },
    clear: (draft) => ({ ...draft, half: true, away: null }),
  };
}

function halfOf(day: LocalDate, choice: string | null): When | null {
  const noon = toInstant(at(day, '12:00'));
  if (choice === 'forenoon')
    return { grain: 'timerange', start: toInstant(at(day, '00:00')), end: noon, open: 'start' };
  if (choice !== 'afternoon') return null;
  return { grain: 'timerange', start: noon, end: toInstant(at(addDays(day, 1), '00:00')), open: 'end' };
}
