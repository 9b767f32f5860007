import { ActivityHandlerBase, type TurnContext } from 'botbuilder';
import { levelQuestion, welcomeSayings } from '../dialogs/help.ts';
import { wholePlan } from '../dialogs/plan/sections.ts';
import { respond } from '../dialogs/respond.ts';
import { say } from '../dialogs/say.ts';
import { respondBySms } from '../dialogs/sms.ts';
import type { Env, Turn } from '../dialogs/turn.ts';
import { withReply } from '../domain/address.ts';
import { isWay, type Way } from '../domain/address-schema.ts';
import { supervisorOf } from '../domain/contact.ts';
import { NotFoundError } from '../domain/errors.ts';
import { linesSince, type Participant, withChatLine } from '../domain/participant.ts';
import type { Clock, Random, Store, StoredLine } from '../domain/ports.ts';
import { isSignedOut, SignedOutError } from '../domain/session.ts';
import { addMs, DAY, type Instant, MINUTE, today, toLocal } from '../domain/time.ts';
import { render, words } from '../locales/render.ts';
import type { Saying } from '../locales/saying.ts';
import { readerOf } from '../locales/tell.ts';
import type { Assistant, Incoming, Said } from './parts.ts';

/** Who is this, and run the turn: one lock, one write, and only then the answer. */

/** A repeat of a message within this time gets the stored answer. */
const SEEN_FOR = 7 * DAY;
/** A retry comes soon after; fifty messages later nobody sends the same one again. They stand in every document that is written. */
const SEEN_MOST = 50;
/** Longer than anybody writes to be understood; a pasted e-mail is cut, and the cut is said. */
const MAX_TEXT = 4000;

/** One write for a visit, not one for each time that the page is loaded. */
const VISIT = 10 * MINUTE;

/** Null when it is known already. */
function seenHere(doc: Participant, now: Instant): Participant | null {
  return doc.hereAt === null || doc.hereAt < addMs(now, -VISIT) ? { ...doc, hereAt: now } : null;
}

export function createAssistant(parts: {
  store: Store;
  clock: Clock;
  random: Random;
  /** The ways to people beside the chat. */
  ways?: readonly Way[];
  /** Where the pages are, for who writes elsewhere. */
  site?: string;
  /** Takes out what is known to go to nobody. */
  withoutUnheard?: (doc: Participant, now: Instant) => Participant;
}): Assistant {
  const { store, clock, random, ways = [], site, withoutUnheard = (doc) => doc } = parts;
  const envAt = (now: Instant, channel: string): Env => ({
    now,
    local: toLocal(now),
    today: today(now),
    random,
    channel,
    ways,
    ...(site === undefined ? {} : { site }),
  });

  return {
    open: (participantId, channel) =>
      run(participantId, (doc) => {
        const here = seenHere(doc, clock.now());
        if (doc.welcomedAt !== null && doc.recovery?.toldParticipant !== false) return here;
        const env = envAt(clock.now(), channel);
        const first = doc.welcomedAt === null ? [...welcomeSayings({ doc, env }), levelQuestion()] : [];
        const said = say(greeted(here ?? doc, env.now), [...recoveryNews(doc), ...first], env);
        return isWay(channel)
          ? withReply(said, doc.numbers.chat + 1, said.numbers.chat, channel, env.now)
          : said;
      }),

    say: async (incoming) => {
      const said = await store.turn<Said | { readonly repeat: { from: number; to: number } }>(
        incoming.participantId,
        (found) => {
          const doc = present(found, incoming.participantId);
          if (incoming.session !== undefined && isSignedOut(doc, incoming.session))
            throw new SignedOutError('The session was signed out');
          const seen = doc.seen.find((entry) => entry.id === incoming.messageId);
          if (seen) return { doc: null, result: { repeat: seen } };
          const env = envAt(clock.now(), incoming.channel);
          const turned = turn(doc, incoming, env);
          // The participant's own line is the first. What was written on the web is answered there alone.
          const after = isWay(incoming.channel)
            ? withReply(turned, doc.numbers.chat + 2, turned.numbers.chat, incoming.channel, env.now)
            : turned;
          return {
            doc: withoutUnheard(after, env.now),
            result: { lines: newChatLines(doc, after), repeated: false },
          };
        },
      );
      if (!('repeat' in said)) return said;
      const { from, to } = said.repeat;
      const lines = await store.lines(incoming.participantId, 'chat', from - 1, to - from + 1);
      return { lines, repeated: true };
    },

    plan: (doc) => {
      const env = envAt(clock.now(), 'web');
      const reader = readerOf(doc, env.now);
      return wholePlan({ doc, env }).map(({ heading, say }) => ({
        heading,
        texts: say.map((saying) => render(saying, reader).text),
      }));
    },

    foreseeSms: (doc, text) => {
      const cut = { text: text.slice(0, MAX_TEXT), pressed: null };
      const turn = respondBySms(doc, cut, envAt(clock.now(), 'sms'));
      const isOpen = doc.dialog.stack.length > 0 || turn.doc.dialog.stack.length > 0;
      return {
        help: turn.unkept ? (turn.say[0]?.key ?? null) : null,
        counts: turn.unkept === true || isOpen,
      };
    },
  };

  function run(participantId: string, change: (doc: Participant) => Participant | null): Promise<Said> {
    return store.turn<Said>(participantId, (found) => {
      const doc = present(found, participantId);
      const after = change(doc);
      return {
        doc: after,
        result: { lines: after === null ? [] : newChatLines(doc, after), repeated: false },
      };
    });
  }
}

function turn(doc: Participant, incoming: Incoming, env: Env): Participant {
  const heard = withChatLine(doc, {
    at: env.now,
    from: 'participant',
    text: incoming.text.slice(0, MAX_TEXT),
    clientId: incoming.messageId,
  });
  // Who never saw the first words gets them now, but what they wrote is taken first.
  // Greeted, and told of what may be missing, in the chat, where there is room for it.
  const isSms = env.channel === 'sms';
  const first: Saying[] = doc.welcomedAt === null && !isSms ? welcomeSayings({ doc, env }) : [];
  const answer = (env.channel === 'sms' ? respondBySms : respond)(
    isSms ? heard : greeted({ ...heard, hereAt: env.now }, env.now),
    { text: incoming.text.slice(0, MAX_TEXT), pressed: incoming.pressed },
    env,
  );
  const news = isSms ? [] : recoveryNews(doc);
  const answered = say(answer.doc, [...news, ...first, ...answer.say], env);
  return {
    ...keptOf(answer, answered, incoming.messageId, env.now),
    seen: withSeen(answered, incoming.messageId, doc.numbers.chat + 1, env.now),
  };
}

/**
 * What somebody writes in a crisis is answered and then written nowhere: the chat tells that it was not kept. An illness that was named is
 * left out of what is kept.
 */
function keptOf(answer: Turn, doc: Participant, messageId: string, now: Instant): Participant {
  if (!answer.unkept && answer.keptAs === undefined) return doc;
  const text = answer.unkept ? words('help:notKept', undefined, readerOf(doc, now)) : (answer.keptAs ?? '');
  const lines = doc.lines.map((line) =>
    line.file === 'chat' && line.body.clientId === messageId
      ? { ...line, body: { ...line.body, text } }
      : line,
  );
  return { ...doc, lines };
}

function withSeen(doc: Participant, id: string, from: number, now: Instant): Participant['seen'] {
  const since = addMs(now, -SEEN_FOR);
  // In the order in which they came.
  const old = doc.seen.findIndex((entry) => entry.at > since);
  const kept = old === -1 ? [] : doc.seen.slice(Math.max(old, doc.seen.length + 1 - SEEN_MOST));
  return [...kept, { id, at: now, from, to: doc.numbers.chat }];
}

function recoveryNews(doc: Participant): Saying[] {
  const supervisor = supervisorOf(doc);
  return doc.recovery?.toldParticipant === false
    ? [
        {
          key: 'fault:mayLack',
          params: {
            supervisor: { name: supervisor.name },
            phone: { name: supervisor.phone },
          },
          choices: [{ id: 'do:receipts', key: 'common:receipts' }],
        },
      ]
    : [];
}

function greeted(doc: Participant, now: Instant): Participant {
  return {
    ...doc,
    welcomedAt: doc.welcomedAt ?? now,
    recovery: doc.recovery === null ? null : { ...doc.recovery, toldParticipant: true },
  };
}

function newChatLines(before: Participant, after: Participant): StoredLine[] {
  return linesSince(before.numbers, after).flatMap(({ file, n, body }) =>
    file === 'chat' ? { n, body } : [],
  );
}

function present(doc: Participant | null, id: string): Participant {
  if (doc === null) throw new NotFoundError(id);
  return doc;
}

/** Whose activity it is, as the channel's adapter has made sure, and what a repeat of it is known by. */
export interface StegvisChannelData {
  readonly participantId: string;
  readonly messageId: string;
  readonly session?: string;
}

/**
 * The Bot Framework's side of the assistant. It carries an activity in and the lines out; the channel's adapter decides how the lines
 * reach the person.
 */
export class StegvisBot extends ActivityHandlerBase {
  readonly #assistant: Assistant;

  constructor(assistant: Assistant) {
    super();
    this.#assistant = assistant;
  }

  protected override async onConversationUpdateActivity(context: TurnContext): Promise<void> {
    const { participantId } = identity(context);
    await this.#assistant.open(participantId, channelOf(context));
  }

  protected override async onMessageActivity(context: TurnContext): Promise<void> {
    const said = await this.#assistant.say({
      ...identity(context),
      text: context.activity.text ?? '',
      pressed: pressedOf(context.activity.value),
      channel: channelOf(context),
    });
    context.turnState.set(SAID, said);
  }
}

/** The product's own name of a channel, as it is kept with an absence. */
function channelOf(context: TurnContext): string {
  const { channelId } = context.activity;
  return channelId === 'directline' ? 'web' : channelId;
}

/** Where the bot leaves what was said, for the adapter that carried the activity. */
export const SAID = Symbol('said');
/** Where the adapter leaves who it is. */
export const IDENTITY = Symbol('identity');

function identity(context: TurnContext): StegvisChannelData {
  const found = context.turnState.get<StegvisChannelData | undefined>(IDENTITY);
  if (!found) throw new Error('the adapter has not said whose activity this is');
  return found;
}

/** A press carries the question's number and the choice's id; anything else in `value` is not ours. */
function pressedOf(value: unknown): Incoming['pressed'] {
  if (typeof value !== 'object' || value === null) return null;
  const { q, id } = value as { q?: unknown; id?: unknown };
  return typeof q === 'number' && typeof id === 'string' ? { q, id } : null;
}

export function createBot(assistant: Assistant): ActivityHandlerBase {
  return new StegvisBot(assistant);
}
