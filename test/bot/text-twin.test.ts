import { expect, test } from '@jest/globals';
import { startTestApp } from '../support/app.ts';
import { enter, read, write } from '../support/direct-line.ts';

/** No meaning stands in a card alone: a client that shows text, and a voice that reads it, have all of it. */
test('every card of a report, a plan and a day has its whole content in the text beside it', async () => {
  const app = await startTestApp();
  const talk = await enter(app.url, 'alva-rom');
  for (const text of ['Jag är sjuk i morgon', 'Ja, skicka', 'När är mitt nästa möte?', 'Mina kvitton']) {
    await write(app.url, talk, text);
  }
  const { activities } = await read(app.url, talk);
  const cards = activities.flatMap(({ text, attachments = [] }) =>
    attachments.map(({ content }) => ({ text: text ?? '', content })),
  );
  expect(cards.length).toBeGreaterThan(3);
  for (const { text, content } of cards) {
    expect(content.fallbackText).toBe(text);
    expect(content.speak).toBe(text);
    for (const block of content.body as { text: string }[]) {
      const words = block.text.replace(/\\(?=[\\*_[\]`#])/g, '');
      for (const row of words.split('\n')) expect(text).toContain(row.trim());
    }
  }
  await app.close();
});
