import type { Activity, Attachment, CardAction } from 'botbuilder';
import type { ChatLine } from '../../../domain/participant.ts';

/**
 * Chat lines as one activity, so that they arrive together or not at all. The text says all of it; a card and buttons are beside it, for
 * those whose client shows them.
 */
export function activityOf(lines: readonly ChatLine[], about: { readonly rich: boolean }): Partial<Activity> {
  const choices = lines.at(-1)?.choices ?? [];
  const text = lines.map((line) => line.text).join('\n\n');
  const speak = lines.map((line) => line.speak ?? line.text).join('\n\n');
  const common = { type: 'message', textFormat: 'plain', locale: 'sv-SE' } as const;
  if (!about.rich) return { ...common, text: [text, ...numbered(choices)].join('\n') };
  const attachments = cardsOf(lines);
  return {
    ...common,
    text,
    speak,
    inputHint: choices.length > 0 ? 'expectingInput' : 'acceptingInput',
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(choices.length > 0 ? { suggestedActions: { to: [], actions: choices.map(actionOf) } } : {}),
  };
}

/**
 * Teams shows no suggested actions beside cards, so a question that comes with cards is a card itself, with its buttons.
 * Source: learn.microsoft.com, messages in bot conversations.
 */
function cardsOf(lines: readonly ChatLine[]): Attachment[] {
  const cards = lines.filter((line) => line.card).map(cardOf);
  const last = lines.at(-1);
  const isAsked = last !== undefined && !last.card && (last.choices ?? []).length > 0;
  return cards.length > 0 && isAsked ? [...cards, cardOf(last)] : cards;
}

/** A number is an answer, as everywhere. */
function numbered(choices: NonNullable<ChatLine['choices']>): string[] {
  return choices.map(({ title }, index) => `${index + 1}. ${title}`);
}

/** Sends the words of the button as if they were written, which is what Teams shows as well. */
function actionOf({ title }: { readonly title: string }): CardAction {
  return { type: 'imBack', title, value: title } as CardAction;
}

/** Teams shows Adaptive Cards up to 1.5. */
export const CARD_VERSION = '1.5';

function cardOf(line: ChatLine): Attachment {
  const [first = '', ...rest] = line.text.split('\n');
  const { heading = first, rows = rest, links = [] } = line.card ?? {};
  const submits = (line.choices ?? []).map(({ title, value }) => ({
    type: 'Action.Submit',
    title,
    // What was pressed, and its words for the chat. The plain form: not every client sends those that Teams has beside it.
    data: { ...value, title },
  }));
  const opens = links
    .filter(({ url }) => url.startsWith('https://'))
    .map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url }));
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: CARD_VERSION,
      lang: 'sv',
      speak: line.speak ?? line.text,
      fallbackText: line.text,
      body: [
        { type: 'TextBlock', text: plain(heading), weight: 'Bolder', wrap: true, style: 'heading' },
        ...rows.map((row) => ({ type: 'TextBlock', text: plain(row), wrap: true, spacing: 'Small' })),
      ],
      actions: [...opens, ...submits],
    },
  };
}

/** The words of a plan are shown as they stand: a TextBlock would read marks and links into them. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]#~]/g, '\\$&');
}
