import type { Activity, Attachment } from 'botbuilder';
import type { ChatCard, ChatLine } from '../../../domain/participant.ts';
import type { StoredLine } from '../../../domain/ports.ts';
import { userIdOf } from './tokens.ts';

/** The chat's lines as Direct Line activities. The chat itself is what is stored; an activity is made when somebody asks for it. */

export interface Conversation {
  readonly participantId: string;
  readonly conversationId: string;
}

export function activityId(conversationId: string, n: number): string {
  return `${conversationId}|${String(n).padStart(7, '0')}`;
}

export function toActivity(line: StoredLine, conversation: Conversation): Partial<Activity> {
  // Lines are written by our own turns only, so their shape is known.
  const said = line.body as unknown as ChatLine;
  const base = activityBase(
    conversation,
    activityId(conversation.conversationId, line.n),
    said.at,
    said.text,
  );
  const stegvis = {
    n: line.n,
    from: said.from,
    ...(said.level ? { level: said.level } : {}),
    ...(said.kind ? { kind: said.kind } : {}),
    ...(said.card ? { card: said.card } : {}),
    ...(said.time ? { time: said.time } : {}),
    ...(said.step ? { step: said.step } : {}),
    ...(said.terms ? { terms: said.terms } : {}),
    ...(said.proactive ? { proactive: true } : {}),
    ...(said.quiet ? { quiet: true } : {}),
  };
  if (said.from === 'participant') {
    return {
      ...base,
      from: { id: userIdOf(conversation.participantId), name: '', role: 'user' },
      // Web Chat finds the message it sent by this, and takes it off its list of those under way.
      channelData: { ...(said.clientId ? { clientActivityID: said.clientId } : {}), stegvis },
    };
  }
  return {
    ...base,
    ...(said.language ? { locale: said.language } : {}),
    ...(said.speak ? { speak: said.speak } : {}),
    ...(said.choices?.length
      ? {
          suggestedActions: {
            to: [userIdOf(conversation.participantId)],
            actions: said.choices.map(({ title, value }) => ({
              // Carries both the words and which question they answer; a client that knows only text sends the words.
              type: 'messageBack',
              title,
              displayText: title,
              text: title,
              value,
            })),
          },
        }
      : {}),
    ...(said.card ? { attachments: [adaptiveCard(said.card, said.text)], attachmentLayout: 'list' } : {}),
    channelData: { stegvis },
  };
}

/** Something said that is not part of the chat: it is shown once and gone after a reload. */
export function passingActivity(
  conversation: Conversation,
  passing: { readonly id: string; readonly at: string; readonly text: string; readonly kind: string },
): Partial<Activity> {
  return {
    ...activityBase(conversation, `${conversation.conversationId}|${passing.id}`, passing.at, passing.text),
    channelData: { stegvis: { from: 'bot', kind: passing.kind, passing: true } },
  };
}

function activityBase(conversation: Conversation, id: string, at: string, text: string): Partial<Activity> {
  return {
    type: 'message',
    id,
    timestamp: at as unknown as Date,
    channelId: 'directline',
    conversation: { id: conversation.conversationId } as Activity['conversation'],
    from: { id: 'stegvis', name: 'Stegvis', role: 'bot' },
    locale: 'sv-SE',
    // Plan texts and names may hold * and _, which are not to be read as markup.
    textFormat: 'plain',
    text,
  };
}

/** Version 1.3 is what Web Chat and Teams both show. The whole content stands in the activity's text as well. */
function adaptiveCard(card: ChatCard, text: string): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.3',
      lang: 'sv',
      fallbackText: text,
      speak: text,
      body: [
        textBlock(card.heading, { weight: 'Bolder', size: 'Medium', style: 'heading' }),
        ...card.rows.map((row) => textBlock(row, {})),
      ],
      ...(card.links?.length
        ? { actions: card.links.map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url })) }
        : {}),
    },
  };
}

function textBlock(text: string, looks: Record<string, string>): Record<string, unknown> {
  // A text block reads markup, so its signs are written as themselves.
  return { type: 'TextBlock', text: text.replace(/[\\*_[\]`#]/g, '\\$&'), wrap: true, ...looks };
}
