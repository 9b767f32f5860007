import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { StoredLine } from '../../../domain/ports.ts';

/** Who it is, as the token says, and what a repeat of the message is known by. */
export interface Identity {
  readonly participantId: string;
  readonly messageId: string;
  /** Of the token. What is written in one that was signed out rejects with SignedOutError. */
  readonly session: string;
}

/** The bot, seen from here. Answers with the chat lines of the turn: those of the first time for a message that was seen before. */
export interface BotLogic {
  run(context: TurnContext, identity: Identity): Promise<readonly StoredLine[]>;
}

/**
 * Carries an activity of a participant to the bot. It arrives there with the sender that the token says: `from.id` is `dl_` and the
 * participant's id, `channelId` is `directline`, `id` is what repeats are known by, `value` what a button carried.
 *
 * What the bot says is part of the chat when its turn is written, and goes out from there to every place where the chat is open.
 * So an activity that a turn sends by itself is one that need not last, such as typing.
 */
export class DirectLineAdapter extends BotAdapter {
  readonly #bot: BotLogic;

  constructor(bot: BotLogic) {
    super();
    this.#bot = bot;
  }

  /** Rejects as the bot's turn does. */
  async process(activity: Partial<Activity>, identity: Identity): Promise<readonly StoredLine[]> {
    const context = new TurnContext(this, activity);
    let lines: readonly StoredLine[] = [];
    await this.runMiddleware(context, async (inner) => {
      lines = await this.#bot.run(inner, identity);
    });
    return lines;
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map((activity) => ({ id: activity.id ?? '' }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('a line of the chat is never changed');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('a line of the chat is never deleted by itself');
  }

  /** Something that the bot does without having been asked. What it says is stored and goes out like everything else. */
  override async continueConversation(
    reference: Parameters<BotAdapter['continueConversation']>[0],
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const activity = TurnContext.applyConversationReference(
      { type: 'event', name: 'continueConversation' },
      reference,
      true,
    );
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}
