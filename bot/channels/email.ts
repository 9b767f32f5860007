import type { ChatLine } from '../../domain/participant.ts';
import type { Carried, Channel, EmailGateway } from '../../domain/ports.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import { words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import type { Parts } from '../parts.ts';
import { isToldOf, remindedStart } from './carried.ts';

/**
 * Reminders by e-mail, for whoever has chosen it. A letter says as little as an SMS: when the next time is, or that there is something to read.
 * What it is, where and why stands in the chat. Nothing can be answered by e-mail, so it says where to.
 */
export function emailChannel(
  parts: Pick<Parts, 'config' | 'clock' | 'store'>,
  email: EmailGateway,
  /** The same for a second try, so that it is known as the same letter. */
  messageId: (about: { readonly key: string }) => string,
): Channel {
  return {
    way: 'email',
    async send(carried: Carried) {
      const { doc, lines, key } = carried;
      const to = doc.plan.person.contact.email;
      if (to === null) return { kind: 'permanent', detail: 'no-address' };
      const start = remindedStart(lines);
      const isNews = (some: readonly ChatLine[]) => remindedStart(some) === null;
      if (start === null && (await isToldOf(parts, carried, isNews)))
        return { kind: 'dropped', detail: 'told-already' };
      const reader = readerOf(doc, parts.clock.now());
      const news =
        start === null
          ? words('channel:emailNews', undefined, reader)
          : words(
              'channel:emailRemind',
              { day: { date: dateOf(start), absolute: true }, time: { time: timeOf(start) } },
              reader,
            );
      return email.send({
        to,
        subject: words(
          start === null ? 'channel:emailNewsSubject' : 'channel:emailRemindSubject',
          undefined,
          reader,
        ),
        text: words('channel:emailLetter', { news, link: { name: `${parts.config.baseUrl}/` } }, reader),
        messageId: messageId({ key: `${doc.id} ${key}` }),
      });
    },
  };
}
