import { readFileSync } from 'node:fs';
import { type App, createApp } from '../../bot/app.ts';
import { readConfig } from '../../bot/config.ts';
import { noShow, undoNoShow } from '../../bot/provider/no-show.ts';
import { readAbsence, readSignal, sendReport } from '../../bot/provider/read-notice.ts';
import { endOf } from '../../bot/provider/service-end-api.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { chooseLevel } from '../../domain/actions/participant.ts';
import { answerQuestion } from '../../domain/actions/staff.ts';
import type { Deviation } from '../../domain/deviation.ts';
import type { ChatLine, Notice, Participant } from '../../domain/participant.ts';
import { type Plan, parsePlan } from '../../domain/plan.ts';
import type { Clock, Email, Log, Random, Store } from '../../domain/ports.ts';
import { type Instant, toInstant } from '../../domain/time.ts';
import { answeredSaying } from '../../locales/sayings/question.ts';
import { tell } from '../../locales/tell.ts';
import { type Arrived, type Medium, Sms } from './media.ts';

/**
 * Conversations as text files that a coach or a language consultant can read. A file is a heading, a line that says when, who and in
 * which level, and then what happens: `du:` lines are given, everything else is what came of them and is compared whole, silence
 * (`(inget)`) included. `-- restart --` builds the program anew on the same store. After `-- skada --` an earlier version is served, from before
 * anything was told to the provider.
 */

export interface Transcript {
  readonly title: string;
  readonly now: Instant;
  readonly person: string;
  readonly level: 'plain' | 'easy' | null;
  /**
   * `web`: played in the chat, and in Teams with the same words. With `, sms` what the provider is told by SMS is the same too. `sms` alone:
   * the words are those of SMS. `only web`: it is about the chat itself.
   */
  readonly channels: readonly string[];
  readonly header: readonly string[];
  readonly steps: readonly Step[];
}

export interface Step {
  /** The line that makes it happen; null for what comes of arriving. */
  readonly cue: string | null;
  /** Blank lines and comments before the cue, kept when the file is written again. */
  readonly before: readonly string[];
  readonly bot: readonly string[];
  readonly effects: readonly string[];
}

/** A step as it went, with the lines of the chat that its `bot:` lines were written from. */
export interface PlayedStep extends Step {
  readonly told: readonly ChatLine[];
  /** What came to the person where they are. Nothing when that is the chat. */
  readonly arrived: readonly Arrived[];
}

const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);

/** "tisdag 10 mars 2026 17:05" */
function parseMoment(words: string): Instant {
  const match = /(\d{1,2}) (\p{L}+) (\d{4}) (\d{2}:\d{2})/u.exec(words);
  const month = MONTHS.indexOf(match?.[2] ?? '') + 1;
  if (!match || month === 0) throw new Error(`not a moment: ${words}`);
  const [, day, , year, time] = match;
  return toInstant(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${time}`);
}

export function parseTranscript(text: string): Transcript {
  const lines = text.split('\n');
  const headerEnd = lines.findIndex((line) => line.startsWith('now:'));
  const head = lines[headerEnd] ?? '';
  const field = (name: string) => new RegExp(`${name}: (.*?)(?:\\s{2,}|$)`).exec(head)?.[1]?.trim() ?? null;
  const level = field('level');
  const steps: { cue: string | null; before: string[]; bot: string[]; effects: string[] }[] = [
    { cue: null, before: [], bot: [], effects: [] },
  ];
  let pending: string[] = [];
  let inBot = false;
  for (const line of lines.slice(headerEnd + 1)) {
    const step = steps.at(-1);
    if (!step) break;
    if (/^(du|tryck|handledare):/.test(line) || /^-- .* --$/.test(line)) {
      steps.push({ cue: line, before: pending, bot: [], effects: [] });
      pending = [];
      inBot = false;
    } else if (line.startsWith('bot:') || (inBot && line.startsWith('     '))) {
      step.bot.push(line.trimEnd());
      inBot = true;
    } else if (line.trim() === '' || line.startsWith('#')) {
      pending.push(line);
      inBot = false;
    } else {
      step.effects.push(line.trimEnd());
      inBot = false;
    }
  }
  return {
    title: (lines[0] ?? '').replace(/^# /, ''),
    now: parseMoment(field('now') ?? ''),
    person: field('person') ?? '',
    level: level === 'easy' || level === 'plain' ? level : null,
    channels: (field('channel') ?? 'web').split(', '),
    header: lines.slice(0, headerEnd + 1),
    steps,
  };
}

/** Every plan that the person of a transcript has had. */
export function plansOf(transcript: Transcript): Plan[] {
  const later = transcript.steps.flatMap(
    ({ cue }) => /^handledare: ny plan (.*)$/.exec(cue ?? '')?.slice(1) ?? [],
  );
  return [transcript.person, ...later].map(readPlan);
}

function readPlan(file: string): Plan {
  const parsed = parsePlan(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

/** What really happens, in the shape of the file. Somewhere else than in the chat when a medium is given, or when the file says so. */
export async function playTranscript(transcript: Transcript, given?: Medium): Promise<PlayedStep[]> {
  const medium = given ?? (transcript.channels.join() === 'sms' ? new Sms('elks') : null);
  await medium?.listen();
  const stage = await openStage(transcript, medium);
  const played: PlayedStep[] = [];
  try {
    for (const step of transcript.steps) {
      const { told, effects, arrived } = await stage.play(step.cue);
      const bot =
        medium?.way === 'sms' ? arrived.flatMap(({ text }) => linesOf(text)) : told.flatMap(botLines);
      played.push({ cue: step.cue, before: step.before, bot, effects, told, arrived });
    }
  } finally {
    await stage.close();
    await medium?.close();
  }
  return played;
}

export function formatTranscript(transcript: Transcript, steps: readonly Step[]): string {
  const body = steps.flatMap((step) => [
    ...step.before,
    ...(step.cue === null ? [] : [step.cue]),
    ...step.bot,
    ...step.effects,
  ]);
  return `${[...transcript.header, ...body].join('\n').trimEnd()}\n`;
}

const QUIET: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** One program on one store: the real one, without a network and with a clock that stands still. */
class Stage {
  now: Instant;
  readonly id: string;
  readonly #store: Store;
  readonly #clock: Clock = { now: () => this.now };
  readonly random: Random = {
    code: (length) => `NR${String(++this.#codes).padStart(length - 2, '0')}`,
    digits: (length) => '4'.repeat(length),
    token: () => 'token',
  };
  #app: App | null = null;
  #emails: Email[] = [];
  #codes = 0;
  #messages = 0;
  #chatLine = 0;
  #notices = 0;
  readonly #medium: Medium | null;
  #url = '';
  /** The digits that an SMS has asked for. */
  #digits: string | null = null;

  /** The file was written for this medium. */
  readonly #isOwn: boolean;

  constructor(store: Store, id: string, transcript: Transcript, medium: Medium | null) {
    this.#store = store;
    this.now = transcript.now;
    this.id = id;
    this.#medium = medium;
    this.#isOwn = transcript.channels.join() === 'sms';
  }

  async start(): Promise<App> {
    const read = readConfig({ PORT: '0', ...this.#medium?.env() });
    if (!read.ok) throw new Error(read.faults.join(' '));
    const { random } = this;
    this.#app = await createApp(read.config, {
      store: this.#store,
      clock: this.#clock,
      random,
      log: QUIET,
      email: {
        send: async (email) => {
          this.#emails.push(email);
          return { kind: 'sent' };
        },
      },
      print: () => {},
      background: false,
      ...this.#medium?.overrides(),
    });
    if (this.#medium) this.#url = await this.#app.start();
    return this.#app;
  }

  async app(): Promise<App> {
    return this.#app ?? (await this.start());
  }

  async close(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async play(cue: string | null): Promise<{ told: ChatLine[]; effects: string[]; arrived: Arrived[] }> {
    const app = await this.app();
    if (cue !== null) await this.act(cue, app);
    // By SMS nobody arrives: they write.
    else if (this.#medium?.way !== 'sms') await app.parts.assistant.open(this.id, this.#medium?.way ?? 'web');
    // One line after the other is brought, each when the one before has arrived.
    for (let lines = 0; lines < (this.#medium ? 12 : 1); lines += 1)
      await (await this.app()).scheduler.sweep();
    const arrived = (await this.#medium?.arrived(this.#url)) ?? [];
    for (const { text } of arrived)
      this.#digits = /Svara (\d\d) (?:för att|om du vill)/.exec(text)?.[1] ?? this.#digits;
    const lines = await this.#store.lines(this.id, 'chat', this.#chatLine, 1000);
    this.#chatLine = lines.at(-1)?.n ?? this.#chatLine;
    const doc = await this.doc();
    const notices = doc.notices.slice(this.#notices);
    this.#notices = doc.notices.length;
    const told = lines
      .map((line) => line.body as unknown as ChatLine)
      .filter((line) => line.from !== 'participant');
    const emails = this.#emails.splice(0);
    const effects = [
      ...notices.map((notice) => effectLine(notice, doc)),
      ...emails.map((email) => `e-post till ${email.to}: ${email.subject}`),
    ];
    const nothing = this.#medium?.way === 'sms' ? arrived.length === 0 : told.length === 0;
    const silent =
      cue !== null && nothing && effects.length === 0 && !['-- restart --', '-- skada --'].includes(cue);
    return { told, effects: silent ? ['(inget)'] : effects, arrived };
  }

  async act(cue: string, app: App): Promise<void> {
    if (cue === '-- restart --') return this.close();
    if (cue === '-- skada --') return this.damage();
    const moment = /^-- (.*) --$/.exec(cue)?.[1];
    if (moment) {
      this.now = parseMoment(moment);
      return;
    }
    const [who = '', ...rest] = cue.split(':');
    const words = rest.join(':').trim();
    if (who === 'handledare' && words.startsWith('ny plan '))
      return this.newPlan(words.slice('ny plan '.length));
    if (who === 'handledare') return this.staffAct(words);
    const id = `m${++this.#messages}`;
    if (this.#medium?.way === 'sms') {
      // There is nothing to press, and a yes is two digits.
      const isYes = !this.#isOwn && this.#digits !== null && /^(ja\b|Ja, )/i.test(words);
      const text = isYes ? (this.#digits ?? '') : words;
      if (isYes) this.#digits = null;
      await this.#medium.write(this.#url, { id, text });
      return;
    }
    const pressed = who === 'tryck' ? await this.press(words) : null;
    if (this.#medium) {
      await this.#medium.write(this.#url, { id, text: words, pressed });
      return;
    }
    await app.parts.assistant.say({
      participantId: this.id,
      messageId: id,
      text: words,
      pressed,
      channel: 'web',
    });
  }

  /** The newest button with that title, wherever in the chat it stands: people press old ones too. */
  async press(title: string): Promise<{ q: number; id: string }> {
    const told = await this.#store.lastLines(this.id, 'chat', 200);
    const wanted = /^(gammal )?(.*)$/.exec(title);
    const found = told
      .flatMap((line) => (line.body as unknown as ChatLine).choices ?? [])
      .filter((choice) => choice.title === wanted?.[2]);
    const choice = wanted?.[1] ? found[0] : found.at(-1);
    if (!choice) throw new Error(`there is no button "${title}"`);
    return choice.value;
  }

  /** As the store serves it when the newest version cannot be read. */
  async damage(): Promise<void> {
    const recovery = { at: this.now, toldParticipant: false, seenByStaff: false };
    await this.#store.turn(this.id, (doc) => ({
      doc: doc && { ...doc, absences: [], signals: [], questions: [], notices: [], recovery },
      result: null,
    }));
  }

  /** A new version of the plan, from a file. */
  async newPlan(file: string): Promise<void> {
    const plan = readPlan(file);
    await this.#store.turn(this.id, (doc) => {
      const made = importPlan(doc, { plan, by: 'test', now: this.now, expected: null });
      if (made.kind !== 'updated') throw new Error(made.kind);
      return { doc: made.doc, result: null };
    });
  }

  async staffAct(words: string): Promise<void> {
    const acting = { now: this.now, staffId: 's1', staffName: 'Karin Berg' };
    await this.#store.turn(this.id, (doc) => {
      if (doc === null) throw new Error('no participant');
      const absence = doc.absences.at(-1);
      const question = doc.questions.at(-1);
      if (words === 'har sett att något kan saknas') {
        return {
          doc: doc.recovery && { ...doc, recovery: { ...doc.recovery, seenByStaff: true } },
          result: null,
        };
      }
      if (words === 'läser' && absence) {
        return { doc: readAbsence(doc, absence.id, acting), result: null };
      }
      if (words.startsWith('svarar ') && question) {
        const answered = answerQuestion(doc, question.id, words.slice('svarar '.length), acting);
        const told =
          answered &&
          tell(answered.doc, [answeredSaying(answered.question, acting.staffName)], {
            now: this.now,
            proactive: true,
          });
        return { doc: told, result: null };
      }
      if (words.startsWith('avslutar ')) {
        const on = words.slice('avslutar '.length);
        return { doc: endOf(doc, on, { now: this.now, by: acting.staffId }), result: null };
      }
      if (words.startsWith('utebliven ')) {
        const marked = noShow(doc, words.slice('utebliven '.length), { ...acting, random: this.random });
        if (marked.kind !== 'done') throw new Error(`no no-show: ${marked.kind}`);
        return { doc: marked.doc, result: null };
      }
      if (words === 'tar tillbaka utebliven' && absence) {
        return { doc: undoNoShow(doc, absence.id, acting), result: null };
      }
      if (words === 'läser signalen') {
        return { doc: readSignal(doc, doc.signals.at(-1)?.id ?? '', acting), result: null };
      }
      if (words === 'skickad till AF' && absence) {
        let after: Participant = doc;
        for (const deviation of absence.deviations) {
          after = sendReport(after, deviation.id, acting) ?? after;
        }
        return { doc: after, result: null };
      }
      // By SMS there may be nothing to act on: what the file tells was never asked there.
      if (this.#medium?.way === 'sms') return { doc: null, result: null };
      throw new Error(`staff cannot do this: ${words}`);
    });
  }

  async doc(): Promise<Participant> {
    const read = await this.#store.read(this.id);
    if (!read) throw new Error('no participant');
    return read.doc;
  }
}

async function openStage(transcript: Transcript, medium: Medium | null): Promise<Stage> {
  const plan = readPlan(transcript.person);
  const created: Instant = new Date(Date.parse(transcript.now) - 86_400_000).toISOString();
  let stage: Stage | null = null;
  // The store looks at the clock too, when it works out who is due.
  const store = openMemoryStore({ clock: { now: () => stage?.now ?? created }, log: QUIET });
  await store.turn(plan.id, (doc) => {
    const made = importPlan(doc, { plan, by: 'test', now: created, expected: null });
    if (made.kind !== 'created') throw new Error(made.kind);
    const met =
      transcript.level === null
        ? made.doc
        : { ...chooseLevel(made.doc, transcript.level), welcomedAt: created };
    return { doc: medium?.known(met, created) ?? met, result: null };
  });
  stage = new Stage(store, plan.id, transcript, medium);
  return stage;
}

function botLines(line: ChatLine): string[] {
  const choices = (line.choices ?? []).map((choice) => `[${choice.title}]`).join(' ');
  return [...linesOf(line.text), ...(choices ? [`     ${choices}`] : [])];
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line, index) => `${index === 0 ? 'bot:' : '    '} ${line}`);
}

const KINDS: Readonly<Record<Notice['kind'], string>> = {
  'absence.reported': 'ny frånvaro',
  'absence.changed': 'ändrad frånvaro',
  'absence.withdrawn': 'tillbakatagen frånvaro',
  'absence.ended': 'avslutad frånvaro',
  'absence.explained': 'förklarad frånvaro',
  'signal.work_or_studies': 'signal om arbete eller studier',
  'signal.withdrawn': 'tillbakatagen signal',
  'question.asked': 'ny fråga',
};

/** One line per notice: what staff have in the inbox now. */
function effectLine(notice: Notice, doc: Participant): string {
  const question = doc.questions.find((entry) => entry.id === notice.subject);
  if (question) {
    const about = question.about
      ? ` (om »${question.about.fact.replaceAll('\n', ' ')}« i ${question.about.field ?? 'planen'})`
      : '';
    const kind = { question: KINDS[notice.kind], 'not-right': 'det stämmer inte', needs: 'det här hjälper' }[
      question.kind
    ];
    return `leverantör: ${kind}: ${question.text.replaceAll('\n', ' ')}${about}`;
  }
  const signal = doc.signals.find((entry) => entry.id === notice.subject);
  if (signal) {
    const from = signal.startsOn ?? 'ingen dag';
    return `leverantör: ${KINDS[notice.kind]}, ${signal.kind}${signal.applied ? ' (sökt)' : ''}, ${from}, ${signal.where ?? 'ingen plats'}`;
  }
  const absence = doc.absences.find((entry) => entry.id === notice.subject);
  if (!absence) return `leverantör: ${KINDS[notice.kind]}`;
  const days = absence.from === absence.to ? absence.from : `${absence.from} till ${absence.to}`;
  const drafts = absence.caseworkerNote
    ? 'notering till handläggaren'
    : absence.deviations.length === 0
      ? 'inget utkast'
      : `utkast ${absence.deviations.map(draftWords).join(', ')}`;
  const away = absence.away === null ? '' : ` (${absence.extent} ${spanWords(absence.away)})`;
  const { explanation } = absence;
  const own = absence.ownWork ? ', eget arbete' : '';
  const explained =
    explanation === null
      ? ''
      : `, förklaring: ${explanation.wasThere ? 'var där' : (explanation.reason ?? 'inget skäl')}${explanation.text === null ? '' : ` »${explanation.text}«`}`;
  return `leverantör: ${KINDS[notice.kind]}, ${days}${away}, ${absence.reason}, ${drafts}${own}${explained}`;
}

/** The absent times only where they are not the whole activity. */
function draftWords(draft: Deviation): string {
  const whole = draft.absentStart === draft.expectedStart && draft.absentEnd === draft.expectedEnd;
  const absent = { start: draft.absentStart, end: draft.absentEnd };
  return `${draft.code ?? 'utan kod'} ${draft.expectedStart}${whole ? '' : ` borta ${spanWords(absent)}`}`;
}

function spanWords({ start, end }: { readonly start: string; readonly end: string }): string {
  return `${start.slice(11)}-${end.slice(11)}`;
}
