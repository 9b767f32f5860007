import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import { MINUTE } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING, MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { type Arrived, type Medium, PERSON, type Written } from '../support/media.ts';
import { examplePlan } from '../support/participants.ts';

/** Longest SMS: two parts of the GSM alphabet. */
const SMS_MOST = 306;

/** What every channel keeps, whoever carries the words. Played over the real wire format of each. */
export function channelContract(make: () => Medium): void {
  describe(make().name, () => {
    let medium: Medium;
    let running: TestApp;
    let store: Store;
    let clock: MovableClock;
    let ids = 0;

    beforeEach(async () => {
      medium = make();
      await medium.listen();
      clock = new MovableClock(EVENING);
      store = openMemoryStore({ clock, log: { info: () => {}, warn: () => {}, error: () => {} } });
      await store.turn(PERSON, (doc) => {
        const plan = { ...examplePlan('plan-rusta-och-matcha'), id: PERSON };
        const made = importPlan(doc, { plan, by: 'test', now: EVENING, expected: null });
        if (made.kind !== 'created') throw new Error(made.kind);
        const reminding = { ...made.doc.reminding, leads: [] };
        const wishes = { ...made.doc.wishes, level: 'plain' as const, reminders: false };
        return {
          doc: medium.known({ ...made.doc, welcomedAt: EVENING, wishes, reminding }, EVENING),
          result: null,
        };
      });
      running = await startTestApp({ store, clock, env: medium.env(), overrides: medium.overrides() });
      await arrived();
    });

    afterEach(async () => {
      await running.close();
      await medium.close();
    });

    async function doc(): Promise<Participant> {
      const read = await store.read(PERSON);
      if (!read) throw new Error('no participant');
      return read.doc;
    }

    async function arrived(): Promise<Arrived[]> {
      await running.app.scheduler.sweep();
      return medium.arrived(running.url);
    }

    async function write(text: string, more: Partial<Written> = {}): Promise<Arrived[]> {
      ids += 1;
      const status = await medium.write(running.url, { id: `m-${ids}`, text, ...more });
      expect(status).toBe(200);
      return arrived();
    }

    /** In the chat, whoever else is beside it. */
    async function onWeb(text: string): Promise<void> {
      ids += 1;
      await running.app.parts.assistant.say({
        participantId: PERSON,
        messageId: `web-${ids}`,
        text,
        pressed: null,
        channel: 'web',
      });
    }

    /** Something that nobody has asked for. */
    async function remind(): Promise<Arrived[]> {
      await store.turn(PERSON, (found) => ({
        doc: found && tell(found, [{ key: 'common:youAreWelcome' }], { now: clock.now(), proactive: true }),
        result: null,
      }));
      return arrived();
    }

    const inChat = async () =>
      (await store.lastLines(PERSON, 'chat', 50)).map(({ body }) => body as unknown as ChatLine);
    const carried = async () => (await doc()).outbox.filter(({ kind }) => kind === 'line');
    const isSms = () => medium.way === 'sms';

    /** What sends it: a yes, or by SMS the two digits that came to the registered number. */
    async function confirm(asked: readonly Arrived[]): Promise<Arrived[]> {
      const digits = /Svara (\d\d) /.exec(asked.map(({ text }) => text).join(' '))?.[1];
      expect(digits !== undefined).toBe(isSms());
      return write(digits ?? 'ja');
    }

    test('text: an answer comes whole and once, with its letters', async () => {
      const came = await write('jag är sjuk på torsdag');
      const text = came.map((one) => one.text).join('\n');
      expect(text).toMatch(/12 mars/);
      expect(text).toMatch(/[åäö]/);
      if (!isSms()) {
        const said = (await inChat()).filter(({ from, text: words }) => from !== 'participant' && words);
        for (const line of said) expect(text).toContain(line.text);
      }
      expect(await arrived()).toEqual([]);
    });

    test('choices: they are shown, and a number or the words of one is an answer', async () => {
      const [...came] = await write('jag kan inte komma i morgon');
      const offered = (await doc()).dialog.offered.map(({ title }) => title);
      expect(offered.length).toBeGreaterThan(1);
      if (medium.way === 'azure' || isSms()) {
        for (const [index, title] of offered.entries())
          expect(came.at(-1)?.text).toMatch(new RegExp(`\\b${index + 1}[.:] ${title}`));
      } else {
        expect(came.at(-1)?.choices).toEqual(offered);
      }
      const open = (await doc()).dialog.stack.at(-1)?.asked;
      await write('1');
      const next = (await doc()).dialog.stack.at(-1);
      expect(next?.asked).not.toBe(open);
    });

    test('a card: all of it stands in the text beside it', async () => {
      const receipt = await confirm(await write('jag är sjuk i morgon'));
      expect((await doc()).absences).toMatchObject([{ status: 'reported', channel: medium.way ?? 'web' }]);
      const text = receipt.map((one) => one.text).join('\n');
      expect(text).toContain('Kvitto');
      const cards = receipt.flatMap((one) => one.cards);
      // In Teams what is asked after them is a card too: its buttons would not be seen otherwise.
      expect(cards).toHaveLength(medium.way === null ? 2 : medium.way === 'teams' ? 3 : 0);
      for (const { version, blocks } of cards) {
        expect(Number(version)).toBeLessThanOrEqual(1.5);
        for (const block of blocks) expect(text).toContain(block.replace(/\\(.)/g, '$1'));
      }
    });

    test('long text: what is written does no harm, what is answered comes whole or says where the rest is', async () => {
      const before = (await doc()).absences;
      const long = `ÅÄÖ ${'mycket '.repeat(2000)}`;
      if (medium.way === null) {
        // The page says itself that it is too long, with what was written still in its field.
        expect(await medium.write(running.url, { id: 'long', text: long })).toBe(413);
      } else {
        expect((await write(long)).length).toBeGreaterThan(0);
      }
      expect((await doc()).absences).toEqual(before);
      expect(JSON.stringify(await inChat()).length).toBeLessThan(20_000);
      const plan = await write('visa hela min plan');
      for (const { text } of plan) {
        if (isSms()) expect(text.length).toBeLessThanOrEqual(SMS_MOST);
        else expect((await inChat()).some((line) => text.includes(line.text))).toBe(true);
      }
    });

    test('what nobody asked for comes once, and is not sent again after a restart', async () => {
      expect(await remind()).toHaveLength(1);
      await running.close();
      running = await startTestApp({ store, clock, env: medium.env(), overrides: medium.overrides() });
      clock.move(MINUTE);
      await running.app.scheduler.sweep();
      const before = (await inChat()).length;
      if (medium.way !== null) expect(await arrived()).toEqual([]);
      expect((await inChat()).length).toBe(before);
    });

    test('many lines at once come in their order, and none waits for a minute', async () => {
      const sayings = Array.from({ length: 6 }, () => ({ key: 'common:youAreWelcome' }) as const);
      await store.turn(PERSON, (found) => ({
        doc: found && tell(found, sayings, { now: clock.now(), proactive: true }),
        result: null,
      }));
      for (let looks = 0; looks < 7; looks += 1) await running.app.scheduler.sweep();
      // By SMS one tells of all.
      expect(await arrived()).toHaveLength(isSms() ? 1 : 6);
      const settled = (await carried()).map(({ params, settledAt }) => [params.from, settledAt !== null]);
      expect(settled).toEqual(settled.toSorted().map(([from]) => [from, true]));
    });

    test('the same message twice runs once', async () => {
      const came = await write('jag är sjuk i morgon', { id: 'same' });
      expect(came.length).toBeGreaterThan(0);
      const after = await doc();
      expect(await write('jag är sjuk i morgon', { id: 'same' })).toEqual([]);
      expect((await doc()).numbers).toEqual(after.numbers);
      expect((await doc()).dialog).toEqual(after.dialog);
    });

    test('two at once are taken one after the other, from here and from the web', async () => {
      await Promise.all([
        write('jag är sjuk i morgon'),
        onWeb('när är nästa möte?'),
        write('vad kan du göra?'),
        onWeb('hej'),
      ]);
      const lines = await inChat();
      expect(lines.filter(({ from }) => from === 'participant')).toHaveLength(4);
      expect((await doc()).seen).toHaveLength(4);
      // Nobody's turn was lost under somebody else's.
      expect((await doc()).numbers.chat).toBe(lines.length);
    });

    test('asked here, answered on the web; asked on the web, answered here', async () => {
      await write('jag är sjuk i morgon');
      await onWeb('ja');
      expect((await doc()).absences).toMatchObject([{ status: 'reported', channel: 'web' }]);
      await onWeb('jag är sjuk på torsdag');
      const came = await write(isSms() ? 'ja' : 'nej');
      expect(came.length).toBeGreaterThan(0);
      expect((await doc()).absences).toHaveLength(1);
      if (isSms()) await confirm(came);
      else await write('sjuk på torsdag').then(() => write('ja'));
      expect((await doc()).absences).toHaveLength(2);
    });

    test('a stranger learns nothing, and nothing is done', async () => {
      const before = await doc();
      await medium.writeAsStranger(running.url, 'jag är sjuk i morgon');
      const told = (await arrived()).map(({ text }) => text).join();
      for (const secret of ['Alva', before.plan.provider.name, before.plan.supervisor.name, 'mars'])
        expect(told).not.toContain(secret);
      expect({ ...(await doc()), nextDueAt: null }).toEqual({ ...before, nextDueAt: null });
    });

    test('nothing that was written or said stands in the log', async () => {
      await write('papegoja är sjuk i morgon');
      await medium.writeAsStranger(running.url, 'undulat');
      await remind();
      const logged = running.logged.join('');
      for (const canary of ['papegoja', 'undulat', 'sjuk', 'Alva', '70174', 'Zebrafink', 'aad-', '29:'])
        expect([canary, logged.includes(canary)]).toEqual([canary, false]);
    });

    if (make().way === null) return;

    test.each([
      [500, 'due'],
      [502, 'due'],
      [429, 'due'],
      [400, 'failed'],
    ] as const)('the other side answers %s: %s, and the words stand in the chat', async (answer, status) => {
      medium.answerNext(answer);
      await remind();
      expect(await carried()).toMatchObject([{ way: medium.way, status, attempts: 1 }]);
      expect((await inChat()).at(-1)?.text).toContain('Varsågod');
    });

    test('what failed for now is tried once more and comes once; what failed twice is let be', async () => {
      medium.answerNext(500);
      await remind();
      await medium.arrived(running.url);
      clock.move(MINUTE);
      expect(await arrived()).toHaveLength(1);
      expect(await carried()).toMatchObject([{ status: 'sent', attempts: 2 }]);
      clock.move(30 * MINUTE);
      medium.answerNext(500, 500);
      await remind();
      clock.move(MINUTE);
      await arrived();
      clock.move(10 * MINUTE);
      expect(await arrived()).toEqual([]);
      expect((await carried()).at(-1)).toMatchObject({ status: 'failed', attempts: 2 });
    });

    test('429 with Retry-After is waited for', async () => {
      medium.answerNext({ status: 429, retryAfter: 120 });
      await remind();
      await medium.arrived(running.url);
      clock.move(MINUTE);
      expect(await arrived()).toEqual([]);
      clock.move(MINUTE + 1000);
      expect(await arrived()).toHaveLength(1);
    });

    test('an other side that says nothing does not stop the conversation', async () => {
      medium.answerNext('silent');
      await remind();
      expect(['due', 'failed']).toContain((await carried())[0]?.status);
      clock.move(30 * MINUTE);
      await arrived();
      expect((await write('när är nästa möte?')).length).toBeGreaterThan(0);
    });

    test('closed: nothing more is sent there, everything stands in the chat, and who writes again is back', async () => {
      await medium.leave(running.url);
      await remind();
      await arrived();
      expect((await doc()).addresses).toMatchObject([{ way: medium.way, closed: { at: clock.now() } }]);
      await remind();
      expect(await arrived()).toEqual([]);
      expect((await inChat()).filter(({ text }) => text.includes('Varsågod'))).toHaveLength(2);
      await write(isSms() ? 'START' : 'hej');
      expect((await doc()).addresses).toMatchObject([{ way: medium.way, closed: null }]);
      expect(await remind()).toHaveLength(1);
    });
  });
}
