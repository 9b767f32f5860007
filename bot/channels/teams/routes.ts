import type { Activity, TurnContext } from 'botbuilder';
import type { Request, Response } from 'restify';
import { closeAddress } from '../../../domain/address.ts';
import type { Channel } from '../../../domain/ports.ts';
import { today } from '../../../domain/time.ts';
import type { TextKey } from '../../../locales/keys.ts';
import { words } from '../../../locales/render.ts';
import { readerOf } from '../../../locales/tell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import type { AzureAdapter, BotRegistration, Cloud } from './adapter.ts';
import {
  accountOf,
  type IncomingActivity,
  isAlone,
  pressOf,
  readActivity,
  referenceOf,
  tenantOf,
} from './incoming.ts';
import { type Account, Linking } from './linking.ts';
import { azureChannel } from './send.ts';

type Needs = Pick<Parts, 'config' | 'store' | 'clock' | 'random' | 'log' | 'assistant'>;

export interface BotFramework {
  readonly routes: readonly Route[];
  readonly channels: readonly Channel[];
}

/**
 * The endpoint of Azure Bot Service, for Teams and for any other channel of it. It exists only with a registration: without one the SDK would
 * let anybody in, and send the answer wherever the caller says.
 */
export function makeBotFramework(
  parts: Needs,
  registration: BotRegistration,
  about: {
    readonly cloud: Cloud | null;
    /** Sends at once what a turn has left to send. */
    readonly attend: (participantId: string) => Promise<void>;
  },
): BotFramework {
  const linking = new Linking(parts);
  let made: Promise<AzureAdapter> | null = null;
  // Slow to load, and not needed before somebody calls.
  const adapter = () => {
    made ??= import('./adapter.ts').then(
      ({ AzureAdapter }) => new AzureAdapter(registration, about.cloud, parts.log),
    );
    return made;
  };

  const receive = async (req: Request, res: Response): Promise<void> => {
    const activity = readActivity(req.body);
    // Who shows no token learns nothing of what could be read.
    if (activity === null) return end(res, isTokenShaped(req) ? 400 : 401);
    if (registration.appId === '' && !isOfThisMachine(req, activity)) {
      parts.log.warn('bot-framework.not-of-this-machine', {});
      return end(res, 403);
    }
    if (isOtherTenant(activity, registration)) {
      parts.log.warn('bot-framework.other-tenant', {});
      return end(res, 403);
    }
    let isWho = false;
    try {
      await (await adapter()).receive(
        req.headers.authorization ?? '',
        activity as unknown as Activity,
        async (context) => {
          isWho = true;
          await run(activity, context);
        },
      );
    } catch (fault) {
      if (!isWho) return end(res, 401);
      throw fault;
    }
    end(res, activity.type === 'invoke' ? 501 : 200);
  };

  async function run(activity: IncomingActivity, context: TurnContext): Promise<void> {
    const account: Account = { ...accountOf(activity), reference: referenceOf(activity) };
    const say = (key: TextKey) => sayOnce(context, words(key, undefined, easy()));
    if (!isAlone(activity)) {
      // Nothing personal, and no word to every message of a group that only mentions the bot once.
      if (activity.type === 'message') await say('channel:onlyAlone');
      return;
    }
    const owner = await linking.ownerOf(account);
    if (owner === null) return stranger(activity, account, say);
    switch (activity.type) {
      case 'message':
        await linking.used(owner, account);
        return message(activity, account, owner, context);
      case 'conversationUpdate':
        if (!activity.membersAdded?.some(({ id }) => id === activity.recipient.id)) return;
        await linking.used(owner, account);
        await parts.assistant.open(owner, account.way);
        return about.attend(owner);
      case 'installationUpdate':
        return installation(activity, account, owner);
      case 'messageUpdate':
        // What was changed may have been sent to the provider already, as it was.
        return sayOnce(context, words('channel:edited', undefined, await readerFor(owner)));
      default:
        // Typing, reactions, deleted messages, and whatever there will be: nothing is done with it.
        parts.log.info('bot-framework.ignored', { type: activity.type.slice(0, 40) });
    }
  }

  async function stranger(
    activity: IncomingActivity,
    account: Account,
    say: (key: TextKey) => Promise<void>,
  ): Promise<void> {
    const isHere = activity.membersAdded?.some(({ id }) => id === activity.recipient.id);
    const unknown = parts.config.sms === null ? 'channel:notLinked' : 'channel:notLinkedSms';
    if (activity.type === 'conversationUpdate' && isHere) return say(unknown);
    if (activity.type !== 'message') return;
    const linked = await linking.link(account, activity.text ?? '');
    if (linked.kind === 'linked') {
      await parts.assistant.open(linked.participantId, account.way);
      return about.attend(linked.participantId);
    }
    const answers = {
      'no-code': unknown,
      'code-sent': 'channel:codeSent',
      'wrong-code': 'channel:wrongCode',
      'too-many': 'channel:tooManyCodes',
    } as const;
    await say(answers[linked.kind]);
  }

  async function message(
    activity: IncomingActivity,
    account: Account,
    owner: string,
    context: TurnContext,
  ): Promise<void> {
    const press = pressOf(activity.value);
    const text = activity.text?.trim() || (press?.title ?? '');
    if (text === '' && press === null) {
      return sayOnce(context, words('channel:onlyText', undefined, await readerFor(owner)));
    }
    await parts.assistant.say({
      participantId: owner,
      // Ids are one channel's own.
      messageId: `${account.way}:${activity.id ?? parts.random.token()}`,
      text,
      pressed: press && { q: press.q, id: press.id },
      channel: account.way,
    });
    await about.attend(owner);
  }

  async function installation(activity: IncomingActivity, account: Account, owner: string): Promise<void> {
    if (activity.action?.startsWith('remove')) {
      const now = parts.clock.now();
      await parts.store.turn(owner, (doc) => ({
        doc: doc && closeAddress(doc, account.way, 'uninstalled', now),
        result: null,
      }));
    } else {
      await linking.used(owner, account);
    }
  }

  const easy = () => ({ level: 'easy', today: today(parts.clock.now()) }) as const;

  async function readerFor(id: string) {
    const doc = (await parts.store.read(id))?.doc;
    return doc ? readerOf(doc, parts.clock.now()) : easy();
  }

  return {
    routes: [{ method: 'post', path: '/api/messages', surface: 'bot', handle: receive }],
    channels: [
      azureChannel('teams', registration.appId, adapter, () => parts.clock.now()),
      azureChannel('azure', registration.appId, adapter, () => parts.clock.now()),
    ],
  };
}

/** What is said past the conversation, to somebody who is nobody yet. It matters to nobody whether it arrives. */
async function sayOnce(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity({ type: 'message', text, textFormat: 'plain', locale: 'sv-SE' }).catch(() => {});
}

/** A bot of one organisation is for the accounts of that organisation. */
function isOtherTenant(activity: IncomingActivity, { type, tenantId }: BotRegistration): boolean {
  return type !== 'MultiTenant' && activity.channelId === 'msteams' && tenantOf(activity) !== tenantId;
}

/** Without a registration nobody proves who they are: both the caller and where the answer goes must be this machine, with no proxy between. */
function isOfThisMachine(req: Request, { serviceUrl }: IncomingActivity): boolean {
  const caller = req.socket.remoteAddress ?? '';
  const isDirect = req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined;
  return (
    isDirect &&
    /^(?:::ffff:)?127\.|^::1$/.test(caller) &&
    /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(serviceUrl).hostname)
  );
}

/** Whether somebody shows what could be a token of the channel's; whether it is one the adapter finds out. */
function isTokenShaped(req: Request): boolean {
  return /^Bearer [\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}$/.test(req.headers.authorization ?? '');
}

function end(res: Response, status: number): void {
  res.sendRaw(status, '', { 'content-length': '0' });
}
