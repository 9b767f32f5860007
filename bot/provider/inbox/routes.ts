import type { Absence } from '../../../domain/absence.ts';
import { answerQuestion, chooseDeviationCode, unmarkDeviationSent } from '../../../domain/actions/staff.ts';
import type { Deviation } from '../../../domain/deviation.ts';
import { type Participant, withAudit } from '../../../domain/participant.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { answeredSaying } from '../../../locales/sayings/question.ts';
import { tell } from '../../../locales/tell.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { createInvitation, revokeInvitation } from '../../sign-in/invitations.ts';
import { audited, readAbsence, sendReport } from '../read-notice.ts';
import { absencePage, CODE_CHOICES, codeValue } from './absence-page.ts';
import { visibleSummaries } from './access.ts';
import {
  type Ask,
  actingOf,
  changeSeen,
  changeShown,
  doneOf,
  inboxRouter,
  notFound,
  queryOf,
  readWord,
  seenOf,
  sentWord,
  show,
} from './ask.ts';
import { embeddingPageRoutes } from './embedding-page.ts';
import { isChoice } from './items.ts';
import { listPage } from './list-page.ts';
import { monthRoutes } from './month-page.ts';
import { noShowRoutes } from './no-show.ts';
import { participantPage, participantsPage, slipPage } from './participant-pages.ts';
import { planRoutes } from './plan-routes.ts';
import { planningRoutes } from './planning-page.ts';
import { MOST_ANSWER, questionPage } from './question-page.ts';
import { remindersRoutes } from './reminders-page.ts';
import { retentionRoutes } from './retention-page.ts';
import { setupRoutes } from './setup-routes.ts';
import { inboxSignInRoutes } from './sign-in-pages.ts';
import { signalRoutes } from './signal-page.ts';
import { systemsRoutes } from './systems-routes.ts';
import { trailRoutes } from './trail.ts';

/** The inbox of a provider's staff. Every page works without scripts; whatever is done is a form. */

/** What was done, carried to the page that is shown next. Nobody's words, so that nothing of anybody stands in an address. */
const DONE: Readonly<Record<string, StaffKey>> = {
  last: 'inbox:readDone',
  lastfore: 'inbox:readBefore',
  lasttillbaka: 'inbox:readDoneWithdrawn',
  skickad: 'inbox:sentDone',
  skickadfore: 'inbox:sentBefore',
  inteskickad: 'inbox:unsentDone',
  rapportborta: 'inbox:unsentGone',
  svar: 'inbox:answerDone',
  taget: 'inbox:answerTaken',
  andrat: 'inbox:tooLateText',
  bort: 'inbox:invitationRevoked',
  kominte: 'todo:noShowDone',
  fanns: 'todo:noShowAlready',
  gickinte: 'todo:noShowNotPossible',
  angrad: 'todo:noShowUndone',
};

export function inboxRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);

  return [
    ...inboxSignInRoutes(parts),
    ...setupRoutes(parts),
    ...retentionRoutes(parts),
    ...embeddingPageRoutes(parts),
    ...planRoutes(parts),
    ...systemsRoutes(parts),
    ...remindersRoutes(parts),
    ...trailRoutes(parts),
    ...monthRoutes(parts),
    ...planningRoutes(parts),
    ...signalRoutes(parts),
    ...noShowRoutes(parts),
    page('/inkorg', showList),
    page('/inkorg/deltagare', showParticipants),
    page('/inkorg/deltagare/:participant', showParticipant),
    form('/inkorg/deltagare/:participant/sett', acknowledge),
    form('/inkorg/deltagare/:participant/inbjudan', invite),
    form('/inkorg/deltagare/:participant/inbjudan/bort', revoke),
    page('/inkorg/franvaro/:participant/:absence', showAbsence),
    form('/inkorg/franvaro/:participant/:absence/last', markRead),
    form('/inkorg/franvaro/:participant/:absence/skickad', markSent),
    form('/inkorg/franvaro/:participant/:absence/inte-skickad', markNotSent),
    form('/inkorg/franvaro/:participant/:absence/kod', chooseCode),
    page('/inkorg/fraga/:participant/:question', showQuestion),
    form('/inkorg/fraga/:participant/:question/svar', answer),
  ];
}

async function showList(ask: Ask): Promise<void> {
  const visible = await visibleSummaries(ask.parts, ask.who);
  const query = queryOf(ask.req);
  const visa = query.get('visa') ?? '';
  const wanted = {
    choice: isChoice(visa) ? visa : null,
    supervisor: query.get('handledare') ?? '',
    participant: query.get('deltagare') ?? '',
  };
  await show(ask, 200, listPage(ask.parts, ask.who, visible, wanted, ask.now));
}

async function showParticipants(ask: Ask): Promise<void> {
  await show(ask, 200, participantsPage(await visibleSummaries(ask.parts, ask.who), ask.now));
}

async function showParticipant(ask: Ask): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  await show(ask, 200, participantPage(ask.parts, ask.who, seen, ask.now, doneOf(ask.req, DONE)));
}

async function showAbsence(ask: Ask): Promise<void> {
  const id = String(ask.req.params.absence);
  const seen = await seenOf(ask);
  if (seen === null || !seen.doc.absences.some((entry) => entry.id === id)) return notFound(ask);
  // Written before the reason is shown. A page that only looks for news shows none.
  const shown = await changeSeen(ask, (doc) => {
    const absence = doc.absences.find((entry) => entry.id === id);
    if (absence?.status !== 'reported') return null;
    return audited(doc, ask.who.staff.id, 'absence.reason-seen', [id], ask.now);
  });
  const doc = shown ?? seen.doc;
  const absence = doc.absences.find((entry) => entry.id === id);
  if (!absence) return notFound(ask);
  const { parts, who, now } = ask;
  await show(
    ask,
    200,
    absencePage({ parts, who, seen: { ...seen, doc }, absence, now, done: doneOf(ask.req, DONE) }),
  );
}

async function markRead(ask: Ask, fields: URLSearchParams): Promise<void> {
  const id = String(ask.req.params.absence);
  await onAbsence(ask, fields, {
    act: (doc) => readAbsence(doc, id, actingOf(ask)),
    told: (absence) => readWord(absence, ask),
  });
}

async function markSent(ask: Ask, fields: URLSearchParams): Promise<void> {
  const id = fields.get('deviation') ?? '';
  await onAbsence(ask, fields, {
    act: (doc) => sendReport(doc, id, actingOf(ask)),
    told: (absence, isDone) => sentWord(reportIn(absence, id)?.sentAt ?? null, isDone),
  });
}

async function markNotSent(ask: Ask, fields: URLSearchParams): Promise<void> {
  const id = fields.get('deviation') ?? '';
  await onAbsence(ask, fields, {
    act: (doc) => unmarkDeviationSent(doc, id, actingOf(ask)),
    told: (absence) => {
      const report = reportIn(absence, id);
      if (report === undefined) return 'rapportborta';
      return report.sentAt === null ? 'inteskickad' : null;
    },
  });
}

async function chooseCode(ask: Ask, fields: URLSearchParams): Promise<void> {
  const choice = CODE_CHOICES.find((entry) => codeValue(entry) === fields.get('code'));
  await onAbsence(ask, fields, {
    act: (doc) => {
      const absence = doc.absences.find((entry) => entry.id === String(ask.req.params.absence));
      if (!choice || absence?.reason !== 'undisclosed') return null;
      return chooseDeviationCode(doc, fields.get('deviation') ?? '', choice, actingOf(ask));
    },
    told: () => null,
  });
}

function reportIn({ deviations }: Absence, id: string): Deviation | undefined {
  return deviations.find((entry) => entry.id === id);
}

async function onAbsence(
  ask: Ask,
  fields: URLSearchParams,
  doing: {
    readonly act: (doc: Participant) => Participant | null;
    readonly told: (absence: Absence, isDone: boolean) => string | null;
  },
): Promise<void> {
  const { participant, absence: id } = ask.req.params;
  const find = (doc: Participant) => doc.absences.find((entry) => entry.id === id);
  const seen = await seenOf(ask);
  const before = seen && find(seen.doc);
  const deviation = fields.get('deviation');
  const isKnown = deviation === null || (before && reportIn(before, deviation) !== undefined);
  const version = fields.get('version');
  if (!before || (!isKnown && version === String(before.version))) return notFound(ask);
  await changeShown(ask, `/inkorg/franvaro/${participant}/${id}`, version, { find, ...doing });
}

async function showQuestion(ask: Ask): Promise<void> {
  await sendQuestion(ask, 200, null);
}

async function sendQuestion(
  ask: Ask,
  status: number,
  refused: { typed: string; why: StaffKey } | null,
): Promise<void> {
  const seen = await seenOf(ask);
  const question = seen?.doc.questions.find((entry) => entry.id === String(ask.req.params.question));
  if (!seen || !question) return notFound(ask);
  const { parts, who, now } = ask;
  await show(
    ask,
    status,
    questionPage({ parts, who, seen, question, now, done: doneOf(ask.req, DONE), refused }),
  );
}

async function answer(ask: Ask, fields: URLSearchParams): Promise<void> {
  const { participant, question: id } = ask.req.params;
  const typed = (fields.get('answer') ?? '').replaceAll('\r\n', '\n').trim();
  const seen = await seenOf(ask);
  if (!seen?.doc.questions.some((entry) => entry.id === id)) return notFound(ask);
  if (typed === '') return sendQuestion(ask, 400, { typed, why: 'inbox:answerEmpty' });
  if (typed.length > MOST_ANSWER) return sendQuestion(ask, 400, { typed, why: 'inbox:answerLong' });
  const acting = actingOf(ask);
  const answered = await changeSeen(ask, (doc) => {
    const made = answerQuestion(doc, String(id), typed, acting);
    if (made === null) return null;
    const saying = answeredSaying(made.question, acting.staffName);
    return tell(made.doc, [saying], { now: ask.now, proactive: true });
  });
  redirect(ask.res, `/inkorg/fraga/${participant}/${id}?klart=${answered === null ? 'taget' : 'svar'}`);
}

async function acknowledge(ask: Ask): Promise<void> {
  if ((await seenOf(ask)) === null) return notFound(ask);
  await changeSeen(ask, (doc) => {
    if (doc.recovery === null || doc.recovery.seenByStaff) return null;
    const known = { ...doc, recovery: { ...doc.recovery, seenByStaff: true } };
    return withAudit(known, { at: ask.now, who: ask.who.staff.id, what: 'recovery.seen' });
  });
  redirect(ask.res, '/inkorg');
}

async function invite(ask: Ask): Promise<void> {
  const seen = await seenOf(ask);
  const invitation = seen && (await createInvitation(ask.parts, seen.doc.id, ask.who.staff.id));
  if (!seen || !invitation) return notFound(ask);
  await show(ask, 200, slipPage(ask.parts, seen, invitation, ask.now));
}

async function revoke(ask: Ask): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  await revokeInvitation(ask.parts, seen.doc.id, ask.who.staff.id);
  redirect(ask.res, `/inkorg/deltagare/${seen.doc.id}?klart=bort`);
}
