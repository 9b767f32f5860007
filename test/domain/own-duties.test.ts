import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { dutyCard } from '../../dialogs/duties.ts';
import { ABSENCE_REASONS, type AbsenceReason } from '../../domain/absence.ts';
import { LEVELS, type Participant } from '../../domain/participant.ts';
import { COMPENSATIONS, type Compensation, type Plan, parsePlan, type Regime } from '../../domain/plan.ts';
import { deviationCodeSource } from '../../domain/regimes/deviation-codes.ts';
import { type DutyId, duties, ownDuties } from '../../domain/regimes/own-duties.ts';
import { isLocalDate } from '../../domain/time.ts';
import { render } from '../../locales/render.ts';
import { sampleParticipant, samplePlan } from '../contracts/participants.ts';

/** Every list of regimes that a plan may hold. */
const REGIME_LISTS: readonly (readonly Regime[])[] = [
  ['af-program'],
  ['a-kassa'],
  ['municipality'],
  ['unknown'],
  ['af-program', 'a-kassa'],
  ['a-kassa', 'af-program'],
  ['af-program', 'municipality'],
  ['municipality', 'af-program'],
  ['a-kassa', 'municipality'],
  ['municipality', 'a-kassa'],
];

function regime(
  kinds: readonly Regime[],
  compensations: readonly Compensation[] = ['unknown'],
): Plan['regime'] {
  return { kinds: [...kinds], registeredAtAf: null, compensations: [...compensations] };
}

function ids(
  kinds: readonly Regime[],
  reason: AbsenceReason,
  compensations?: readonly Compensation[],
): DutyId[] {
  return ownDuties(regime(kinds, compensations), reason).map((duty) => duty.id);
}

test('these are all the lists of regimes that a plan may hold', () => {
  const kinds: Regime[] = ['af-program', 'a-kassa', 'municipality', 'unknown'];
  const lists = [...kinds.map((kind) => [kind]), ...kinds.flatMap((a) => kinds.map((b) => [a, b]))];
  const allowed = lists.filter((list) => {
    const plan = samplePlan('p1');
    return parsePlan({ ...plan, regime: { ...plan.regime, kinds: list } }).ok;
  });
  expect(allowed.map(String).sort()).toEqual(REGIME_LISTS.map(String).sort());
});

describe('the duties by regime and reason', () => {
  // FK is in brackets: only for those whom it pays.
  const table: Record<string, Record<AbsenceReason, readonly DutyId[]>> = {
    'af-program': {
      sick: ['afReportSick', 'afDoctorsNote'],
      'child-sick': ['afReportChildSick'],
      work: ['afTellWork'],
      education: ['afTellStudies'],
      doctor: ['afAskBeforeLeave'],
      family: ['afAskBeforeLeave'],
      authority: ['afAskBeforeLeave'],
      interview: ['afAskIfInterviewClashes'],
      other: ['afAskBeforeLeave'],
      undisclosed: ['afReportIfSick', 'afAskBeforeOtherLeave'],
    },
    'a-kassa': {
      sick: ['akassaAsk', 'akassaContactAfWhenWell'],
      'child-sick': ['akassaAsk'],
      work: ['akassaAsk'],
      education: ['akassaAsk'],
      doctor: ['akassaAsk'],
      family: ['akassaAsk'],
      authority: ['akassaAsk'],
      interview: ['akassaAsk'],
      other: ['akassaAsk'],
      undisclosed: ['akassaAsk'],
    },
    municipality: {
      sick: ['municipalTellCaseworker', 'municipalSickNote'],
      'child-sick': ['municipalTellCaseworker'],
      work: ['municipalTellCaseworker'],
      education: ['municipalTellCaseworker'],
      doctor: ['municipalTellCaseworker', 'municipalAskBefore'],
      family: ['municipalTellCaseworker', 'municipalAskBefore'],
      authority: ['municipalTellCaseworker', 'municipalAskBefore'],
      interview: ['municipalTellCaseworker'],
      other: ['municipalTellCaseworker', 'municipalAskBefore'],
      undisclosed: ['municipalTellCaseworker'],
    },
    unknown: Object.fromEntries(
      ABSENCE_REASONS.map((reason) => [reason, ['unknownAsk']]),
    ) as unknown as Record<AbsenceReason, readonly DutyId[]>,
  };

  test.each(ABSENCE_REASONS.map((reason) => [reason]))('%s, one regime', (reason) => {
    for (const kind of ['af-program', 'a-kassa', 'municipality', 'unknown'] as const) {
      expect([kind, ids([kind], reason)]).toEqual([kind, table[kind]?.[reason]]);
    }
  });

  test.each(ABSENCE_REASONS.map((reason) => [reason]))('%s, two regimes: the duties of both', (reason) => {
    for (const kinds of REGIME_LISTS.filter((list) => list.length === 2)) {
      const both = kinds.flatMap((kind) => table[kind]?.[reason] ?? []);
      // In a programme nobody has to tell Arbetsförmedlingen that they are well again.
      const expected = both.filter((id) => id !== 'akassaContactAfWhenWell' || !kinds.includes('af-program'));
      expect([kinds, ids(kinds, reason).sort()]).toEqual([kinds, expected.sort()]);
    }
  });

  test('the application to Försäkringskassan for those whom it pays, in a programme, and nobody else', () => {
    const paid: readonly Compensation[] = [
      'aktivitetsstod',
      'utvecklingsersattning',
      'etableringsersattning',
    ];
    const marks: Partial<Record<AbsenceReason, DutyId>> = {
      sick: 'fkMarkSickDays',
      'child-sick': 'fkMarkChildSickDays',
      work: 'fkMarkWork',
    };
    for (const kinds of REGIME_LISTS) {
      for (const reason of ABSENCE_REASONS) {
        for (const compensation of COMPENSATIONS) {
          const found = ids(kinds, reason, [compensation]).filter((id) => id.startsWith('fk'));
          const mark = marks[reason];
          const expected = kinds.includes('af-program') && paid.includes(compensation) && mark ? [mark] : [];
          expect([kinds, reason, compensation, found]).toEqual([kinds, reason, compensation, expected]);
        }
      }
    }
    expect(ids(['af-program'], 'sick', ['none', 'aktivitetsstod'])).toContain('fkMarkSickDays');
  });

  test('no duty of one authority for somebody who has nothing to do with it', () => {
    for (const kinds of REGIME_LISTS) {
      for (const reason of ABSENCE_REASONS) {
        for (const compensation of COMPENSATIONS) {
          const found = ids(kinds, reason, [compensation]);
          expect(found.length).toBeGreaterThan(0);
          if (!kinds.includes('af-program')) expect(found.filter((id) => /^(af|fk)/.test(id))).toEqual([]);
          if (!kinds.includes('a-kassa')) expect(found.filter((id) => id.startsWith('akassa'))).toEqual([]);
          if (!kinds.includes('municipality'))
            expect(found.filter((id) => id.startsWith('municipal'))).toEqual([]);
          if (kinds.includes('unknown')) expect(found).toEqual(['unknownAsk']);
          else expect(found).not.toContain('unknownAsk');
        }
      }
    }
  });

  test('urgent ones come first, and each once', () => {
    for (const kinds of REGIME_LISTS) {
      for (const reason of ABSENCE_REASONS) {
        const found = ownDuties(regime(kinds, ['aktivitetsstod', 'a-kassa', 'forsorjningsstod']), reason);
        const urgent = found.map((duty) => duty.urgent);
        expect(urgent).toEqual([...urgent].sort((a, b) => Number(b) - Number(a)));
        expect(new Set(found).size).toBe(found.length);
      }
    }
    expect(ids(['municipality', 'af-program'], 'sick', ['aktivitetsstod'])).toEqual([
      'municipalTellCaseworker',
      'afReportSick',
      'municipalSickNote',
      'fkMarkSickDays',
      'afDoctorsNote',
    ]);
  });

  test('illness and a sick child are urgent for everybody: a late report costs money', () => {
    for (const kinds of REGIME_LISTS) {
      for (const reason of ['sick', 'child-sick', 'undisclosed'] as const) {
        expect(ownDuties(regime(kinds), reason)[0]?.urgent).toBe(true);
      }
    }
  });

  test('each rule says where it comes from, when it was checked and how long it may be trusted', () => {
    for (const [id, duty] of Object.entries(duties)) {
      expect(duty.id).toBe(id);
      expect(duty.source.length).toBeGreaterThan(10);
    }
    for (const { checked, reviewBy } of [...Object.values(duties), deviationCodeSource]) {
      expect(isLocalDate(checked) && isLocalDate(reviewBy) && checked < reviewBy).toBe(true);
    }
  });
});

describe('the words of the duties', () => {
  const PHONE = '070-174 06 31';
  const contacts = [
    null,
    { name: 'Jonas Lind', phone: null, email: null },
    { name: 'Jonas Lind', phone: PHONE, email: null },
  ];

  function participant(
    kinds: readonly Regime[],
    compensations: readonly Compensation[],
    caseworker: Plan['caseworker'],
  ): Participant {
    const doc = sampleParticipant('p1');
    return { ...doc, plan: { ...doc.plan, regime: regime(kinds, compensations), caseworker } };
  }

  /** All that the card says in both levels, links included, before and after the report. */
  function cards(doc: Participant, reason: AbsenceReason): string[] {
    return LEVELS.flatMap((level) =>
      (['before', 'after'] as const).flatMap((when) =>
        [true, false].flatMap((late) =>
          dutyCard(doc, reason, { when, late }).map((saying) => {
            const { text, card } = render(saying, { level, today: '2026-03-10' });
            return [text, ...(card?.links ?? []).flatMap((link) => [link.title, link.url])].join('\n');
          }),
        ),
      ),
    );
  }

  function allCards(kinds: readonly Regime[], compensations: readonly Compensation[]): string[] {
    return contacts.flatMap((caseworker) =>
      ABSENCE_REASONS.flatMap((reason) => cards(participant(kinds, compensations, caseworker), reason)),
    );
  }

  const OF_AF =
    /arbetsförmedling|försäkringskass|\bMSFA\b|KA-Webb|avvikelse|0771|aktivitetsstöd|a-kassa|program/i;
  const OF_MUNICIPALITY = /kommun|ekonomiskt bistånd|försörjningsstöd|socialsekreterare|anordnare/i;

  test('a participant of the municipality alone reads nothing of Arbetsförmedlingen, whatever they are paid', () => {
    const texts = COMPENSATIONS.flatMap((compensation) => allCards(['municipality'], [compensation]));
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => OF_AF.test(text))).toEqual([]);
  });

  test('a participant of Arbetsförmedlingen reads nothing of the municipality', () => {
    const texts = COMPENSATIONS.flatMap((compensation) => [
      ...allCards(['af-program'], [compensation]),
      ...allCards(['a-kassa'], [compensation]),
      ...allCards(['af-program', 'a-kassa'], [compensation]),
    ]);
    expect(texts.length).toBeGreaterThan(1500);
    expect(texts.filter((text) => OF_MUNICIPALITY.test(text))).toEqual([]);
  });

  test('where the rules are not known no authority is named', () => {
    const texts = allCards(['unknown'], ['unknown']);
    expect(texts.filter((text) => OF_AF.test(text) || OF_MUNICIPALITY.test(text))).toEqual([]);
    expect(texts.every((text) => text.includes('Karin Exempel'))).toBe(true);
  });

  test('everybody reads on the card of an illness that saying it here is not enough, or whom to ask', () => {
    for (const kinds of REGIME_LISTS) {
      const read = cards(participant(kinds, ['unknown'], null), 'sick');
      // What can wait has a card of its own, and says so.
      for (const text of read.filter((said) => !said.includes('senare'))) {
        expect(text).toMatch(/Det räcker inte|Jag vet inte vilka regler/);
      }
    }
  });

  test('whoever tells of it when the first day has been is told to ring all the same, and of no day that is over', () => {
    const reasons = ['sick', 'child-sick', 'undisclosed', 'work', 'education'] as const;
    for (const reason of reasons) {
      for (const when of ['before', 'after'] as const) {
        for (const level of LEVELS) {
          const doc = participant(['af-program'], ['aktivitetsstod'], null);
          const said = dutyCard(doc, reason, { when, late: true });
          const text = said.map((saying) => render(saying, { level, today: '2026-03-10' }).text).join('\n');
          expect(text).toMatch(
            /ring [\d -]+(?:ändå, |\. Gör det )?så fort du kan|på [\d -]+, om du inte har/i,
          );
          expect(text).not.toMatch(/Gör det (?:redan )?den första dagen|förlora pengar/);
        }
      }
    }
  });

  test('nothing is left unfilled, and the caseworker is named as far as the plan does', () => {
    for (const kinds of REGIME_LISTS) {
      for (const text of allCards(kinds, ['aktivitetsstod']))
        expect(text).not.toMatch(/[{}]|undefined|null|duty:/);
    }
    const of = (caseworker: Plan['caseworker']) =>
      cards(participant(['municipality'], ['forsorjningsstod'], caseworker), 'sick').join('\n');
    expect(of(null)).not.toContain('Jonas');
    expect(of(contacts[1] ?? null)).toContain('din handläggare Jonas Lind');
    expect(of(contacts[2] ?? null)).toContain(PHONE);
  });

  test('the phone and the page of Arbetsförmedlingen come with its duties and with no others', () => {
    for (const kinds of REGIME_LISTS) {
      for (const reason of ABSENCE_REASONS) {
        const doc = participant(kinds, ['unknown'], null);
        const toAf = ownDuties(doc.plan.regime, reason).some((duty) => duty.contact === 'af');
        const links = dutyCard(doc, reason, { when: 'after', late: true }).flatMap(
          (card) => card.links ?? [],
        );
        expect(links.length > 0).toBe(toAf);
      }
    }
  });
});

/** Texts for participants, with their keys. */
function participantTexts(): [string, string][] {
  return ['sv', 'sv-simple'].flatMap((folder) => {
    const url = new URL(`../../locales/${folder}/`, import.meta.url);
    return readdirSync(url).flatMap((file) =>
      Object.entries<string>(JSON.parse(readFileSync(new URL(file, url), 'utf8'))).map(
        ([key, text]): [string, string] => [`${folder}/${file.replace('.json', '')}:${key}`, text],
      ),
    );
  });
}

test('nobody is told that an absence is reported to the authority, valid or approved', () => {
  // The glossary explains words that authorities use, and what they mean.
  const said = participantTexts().filter(([key]) => !key.includes('/glossary:'));
  const strong = /sjukanmäld|sjukanmält|\b(o)?giltig|godkän(d|t|n)|godtagbar|beviljad/i;
  expect(said.filter(([, text]) => strong.test(text))).toEqual([]);
  const glossary = participantTexts().filter(([key]) => key.includes('/glossary:'));
  expect(
    glossary.filter(([, text]) => /du är (nu )?sjukanmäld|frånvaron är (giltig|godkänd)/i.test(text)),
  ).toEqual([]);
});

/** Said where the provider reports to Arbetsförmedlingen, and nowhere else. */
const AF_ONLY = ['afterAf', 'lateReportedAf', 'explainedAfterAf', 'day8', 'certificateNow', 'statusSent'];

test('a report of absence names no authority, but for the texts that are for its participants', () => {
  const texts = participantTexts().filter(
    ([key]) =>
      /\/(absence|reason|reminder|wish):/.test(key) &&
      // What is sent to an authority each month, which only those whose duty it is can be reminded of.
      !/\/reminder:(activityReport|fkApplication)/.test(key),
  );
  const named = texts.filter(([, text]) =>
    /arbetsförmedling|försäkringskass|a-kassa|avvikelse|MSFA|kommun|socialsekreterare|bistånd/i.test(text),
  );
  expect(new Set(named.map(([key]) => key?.split(':')[1]))).toEqual(new Set(AF_ONLY));
});

describe('planned leave', () => {
  const PLANNED = ['doctor', 'family', 'authority', 'interview', 'other'] as const;
  const asked = (kinds: readonly Regime[], reason: AbsenceReason, past = false) =>
    ownDuties(regime(kinds), reason, past)
      .filter((duty) => duty.askBefore)
      .map((duty) => duty.id);

  test.each(PLANNED)('%s: whoever decides is asked before, and that is read before the yes', (reason) => {
    expect(asked(['af-program'], reason)).toHaveLength(1);
    expect(asked(['municipality'], reason)).toEqual(reason === 'interview' ? [] : ['municipalAskBefore']);
    const plan = samplePlan('p1');
    for (const kinds of [['af-program'], ['municipality']] as const) {
      const rules = { ...plan, regime: regime(kinds), caseworker: null };
      const doc = { ...sampleParticipant('p1'), plan: rules } as unknown as Participant;
      const rows = dutyCard(doc, reason, { when: 'before', late: false }).flatMap(
        (saying) => saying.rows ?? [],
      );
      expect(rows.map(({ key }) => key)).toEqual(asked(kinds, reason).map((id) => `duty:${id}`));
    }
  });

  test.each(PLANNED)('%s: what has been is told, and not asked about', (reason) => {
    expect(asked(['af-program'], reason, true)).toEqual([]);
    expect(asked(['municipality'], reason, true)).toEqual([]);
    expect(ownDuties(regime(['af-program']), reason, true).map(({ id }) => id)).toEqual(['afTellLeaveAfter']);
  });
});
