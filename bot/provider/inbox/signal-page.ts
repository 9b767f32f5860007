import { unmarkSignalSent } from '../../../domain/actions/signals.ts';
import type { Participant } from '../../../domain/participant.ts';
import { type SignalStepId, signalSteps, signalStepsSource } from '../../../domain/regimes/signal-steps.ts';
import type { Signal } from '../../../domain/signal.ts';
import { today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { formField } from '../../sign-in/forms.ts';
import { readSignal, sendSignal } from '../read-notice.ts';
import { nameOf, type Seen } from './access.ts';
import {
  type Ask,
  actingOf,
  changeShown,
  doneOf,
  inboxRouter,
  notFound,
  readWord,
  seenOf,
  sentWord,
  show,
} from './ask.ts';
import { capital, facts, type InboxPage, sayOn } from './shell.ts';
import { signalStatus } from './signal-words.ts';
import { moment } from './words.ts';

/** Work or studies, as the participant told it, with what is sent where and in which order. */

const DONE: Readonly<Record<string, StaffKey>> = {
  last: 'inbox:readDone',
  lastfore: 'inbox:readBefore',
  lasttillbaka: 'inbox:readDoneWithdrawn',
  skickad: 'todo:signalSentDone',
  skickadfore: 'todo:signalSentBefore',
  inteskickad: 'todo:signalUnsentDone',
  andrat: 'inbox:tooLateText',
};

export function signalRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [
    page('/inkorg/signal/:participant/:signal', showSignal),
    form('/inkorg/signal/:participant/:signal/last', (ask, fields) =>
      onSignal(ask, fields, readSignal, (signal) => readWord(signal, ask)),
    ),
    form('/inkorg/signal/:participant/:signal/skickad', (ask, fields) =>
      onSignal(ask, fields, sendSignal, ({ sentAt }, isDone) => sentWord(sentAt, isDone)),
    ),
    form('/inkorg/signal/:participant/:signal/inte-skickad', (ask, fields) =>
      onSignal(ask, fields, unmarkSignalSent, ({ sentAt }) => (sentAt === null ? 'inteskickad' : null)),
    ),
  ];
}

async function showSignal(ask: Ask): Promise<void> {
  const seen = await seenOf(ask);
  const signal = seen?.doc.signals.find((entry) => entry.id === ask.req.params.signal);
  if (!seen || !signal) return notFound(ask);
  await show(ask, 200, signalPage(ask, seen, signal));
}

const stepKeys: Readonly<Record<SignalStepId, StaffKey>> = {
  msfaSoa: 'todo:stepMsfaSoa',
  msfaResultAfter: 'todo:stepMsfaResultAfter',
  msfaMayDiffer: 'todo:stepMsfaMayDiffer',
  kaWebbFirst: 'todo:stepKaWebbFirst',
  kaWebbSameReason: 'todo:stepKaWebbSameReason',
  kaWebbNewFirst: 'todo:stepKaWebbNewFirst',
  municipalTellCaseworker: 'todo:stepMunicipal',
  asAgreed: 'todo:stepAsAgreed',
};

function signalPage(ask: Ask, { doc }: Seen, signal: Signal): InboxPage {
  const { parts, who, now } = ask;
  const say = sayOn(today(now));
  const name = { name: nameOf(doc) };
  const studies = signal.applied ? 'todo:signalAppliedTitle' : 'todo:signalStudiesTitle';
  const title = say(signal.kind === 'work' ? 'todo:signalWorkTitle' : studies, { name });
  const path = `/inkorg/signal/${doc.id}/${signal.id}`;
  const hidden = html`${formField(parts, who.session)}<input type="hidden" name="version" value="${signal.version}">`;
  const done = doneOf(ask.req, DONE);
  const withdrawn = signal.status === 'withdrawn';
  const steps = signalSteps(doc.plan);
  return {
    title,
    main: html`<p><a class="big" href="/inkorg">${say('inbox:back')}</a></p>
<h1>${title}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
${withdrawn ? html`<p class="box warn">${say('todo:signalWithdrawn')}</p>` : ''}
${doc.plan.person.protectedIdentity ? html`<p class="box warn">${say('inbox:protected')}</p>` : ''}
${facts([
  [
    say('todo:signalStarts'),
    signal.startsOn === null
      ? say('todo:signalNotSaid')
      : capital(say('inbox:dayOne', { day: { date: signal.startsOn } })),
  ],
  [
    say(signal.kind === 'work' ? 'todo:signalEmployer' : 'todo:signalSchool'),
    signal.where ?? say('todo:signalNotSaid'),
  ],
  [say('inbox:reportedAt'), capital(say('inbox:moment', { moment: moment(signal.reportedAt) }))],
  [say('inbox:number'), signal.number],
  [say('inbox:status'), signalStatus(signal, say)],
])}
${
  signal.readAt === null
    ? html`<form method="post" action="${path}/last" class="box">${hidden}
<button class="main" aria-describedby="read-hint">${say('inbox:readButton')}</button>
<p class="hint block" id="read-hint">${say(withdrawn ? 'inbox:readHintWithdrawn' : 'inbox:readHint')}</p></form>`
    : ''
}
${
  withdrawn
    ? ''
    : html`<h2>${say('todo:signalStepsHeading')}</h2>
<ol>${steps.map((step) => html`<li>${say(stepKeys[step])}</li>`)}</ol>
<p class="quiet">${
        signalStepsSource.reviewBy < today(now)
          ? say('report:ruleOld', { day: { date: signalStepsSource.reviewBy, absolute: true } })
          : say('report:ruleChecked', { day: { date: signalStepsSource.checked, absolute: true } })
      }</p>
${
  signal.sentAt === null
    ? html`<form method="post" action="${path}/skickad" class="box">${hidden}
<button aria-describedby="sent-hint">${say('todo:signalSentButton')}</button>
<p class="hint block" id="sent-hint">${say('todo:signalSentHint')}</p></form>`
    : html`<form method="post" action="${path}/inte-skickad" class="box">${hidden}
<button aria-describedby="unsent-hint">${say('todo:signalUnsentButton')}</button>
<p class="hint block" id="unsent-hint">${say('todo:signalUnsentHint')}</p></form>`
}`
}`,
  };
}

async function onSignal(
  ask: Ask,
  fields: URLSearchParams,
  act: typeof readSignal,
  told: (signal: Signal, isDone: boolean) => string | null,
): Promise<void> {
  const id = String(ask.req.params.signal);
  const find = (doc: Participant) => doc.signals.find((entry) => entry.id === id);
  const seen = await seenOf(ask);
  if (!seen || !find(seen.doc)) return notFound(ask);
  await changeShown(ask, `/inkorg/signal/${seen.doc.id}/${id}`, fields.get('version'), {
    find,
    act: (doc) => act(doc, id, actingOf(ask)),
    told,
  });
}
