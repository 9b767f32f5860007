import { dateOf, toLocal } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { words } from '../../locales/render.ts';
import { html } from '../html.ts';
import type { Parts } from '../parts.ts';
import { type Own, ownPage, printHtml } from './own-page.ts';
import { paragraphs } from './text.ts';

/** "Min plan": all of it on one page, to read in peace, print or save. */
export function planPages(parts: Pick<Parts, 'assistant'>): Own[] {
  return [
    ownPage('/min-plan', ({ doc, reader, now }) => {
      const say = (key: TextKey, params?: Parameters<typeof words>[1]) => words(key, params, reader);
      const { person, provider } = doc.plan;
      return {
        title: 'page:planTitle',
        main: html`<p>${say('page:planOf', {
          name: { name: `${person.firstName} ${person.lastName}` },
          provider: { name: provider.name },
        })}</p>
<p>${say('page:planOn', { day: { date: dateOf(toLocal(now)), absolute: true } })}</p>
${printHtml(reader)}
${parts.assistant
  .plan(doc)
  .map(
    ({ heading, texts }) =>
      html`<section class="box"><h2>${say(heading)}</h2>${texts.map((text) => paragraphs(text, { links: true }))}</section>`,
  )}`,
        assets: ['print.js'],
      };
    }),
  ];
}
