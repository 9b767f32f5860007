import { describe, expect, test } from '@jest/globals';
import { DEFAULT_RETENTION, withRetention } from '../../domain/retention.ts';
import { tell } from '../../locales/tell.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const TOLD = '2026-03-09T08:00:00.000Z';

describe('what was said unasked, and could be read again', () => {
  const doc = tell(
    newParticipant(examplePlan('plan-kommun'), TOLD, 'plain'),
    [
      {
        key: 'question:answered',
        params: { by: { name: 'Nadia Sjö' }, answer: { quote: { text: 'Ja.', easy: null } } },
      },
    ],
    { now: TOLD, proactive: true },
  );

  test('is kept while the chat is', () => {
    expect(doc.dialog.told).toHaveLength(1);
    expect(withRetention(doc, DEFAULT_RETENTION, '2026-03-20T08:00:00.000Z').dialog.told).toHaveLength(1);
  });

  test('goes when the chat goes, to one who has written nothing themselves too', () => {
    const kept = withRetention(doc, DEFAULT_RETENTION, '2028-03-09T08:00:00.000Z');
    expect(kept.dialog).toMatchObject({ told: [], toldAt: null });
    expect(JSON.stringify(kept.lines)).not.toContain('Ja.');
  });
});
