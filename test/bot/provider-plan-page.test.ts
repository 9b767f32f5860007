import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { partName, planParts } from '../../bot/provider/inbox/plan-parts.ts';
import { fieldName } from '../../bot/provider/inbox/question-words.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { sayOn } from '../../bot/provider/inbox/shell.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { textsOf } from '../../domain/plan-texts.ts';
import type { StaffRole } from '../../domain/provider.ts';
import {
  docOf,
  exampleInput,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { words } from '../support/staff-browser.ts';

let side: ProviderSide;
const PLAN = '/inkorg/deltagare/alva-rom/plan';
/** The part of it that these tests change. */
const GOAL = `${PLAN}?del=mal`;

beforeEach(async () => {
  side = await openProviderSide((parts) => inboxRoutes(parts));
  setClock(side, '2026-03-10T07:00:00.000Z');
  await takeIn(side, examplePlan('rusta-och-matcha'));
  await staff('karin', 'Karin Berg', 'karin.berg@exempelcoacherna.example', 'supervisor');
  await staff('omar', 'Omar Nilsson', 'omar@exempelcoacherna.example', 'supervisor');
  await staff('chef', 'Chefen Ek', 'chef@exempelcoacherna.example', 'manager');
});
afterEach(() => side.close());

async function staff(id: string, name: string, email: string, role: StaffRole): Promise<void> {
  await side.store.providerTurn('exempel', (found) => {
    const provider = found ?? newProvider({ id: 'exempel', name: 'exempel', now: side.clock.now() });
    return {
      doc: withStaff(provider, { id, name, email, role }, side.clock.now())?.provider ?? null,
      result: null,
    };
  });
}

class Browser {
  #cookie = '';

  async open(path: string, form?: URLSearchParams): Promise<{ status: number; text: string; url: string }> {
    const answer = await fetch(`${side.url}${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(form ? { origin: 'https://stegvis.example' } : {}),
      },
      ...(form ? { body: form } : {}),
      redirect: 'manual',
    });
    const cookie = answer.headers.get('set-cookie');
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    const to = answer.headers.get('location');
    if (to) return this.open(to);
    return { status: answer.status, text: await answer.text(), url: path };
  }

  /** Fills in the form of a page and presses one of its buttons. */
  async fill(
    path: string,
    fields: Record<string, string>,
    action = path.split('?')[0] ?? path,
  ): Promise<{ status: number; text: string; url: string }> {
    return this.open(action, new URLSearchParams({ ...formOf((await this.open(path)).text), ...fields }));
  }
}

function formOf(page: string): Record<string, string> {
  const form = page.slice(
    page.lastIndexOf('<form method="post" action="/inkorg/', page.indexOf('<textarea')),
  );
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)];
  return Object.fromEntries(
    [...hidden, ...areas].map(([, name, value]) => [name as string, plain(value as string)]),
  );
}

async function signedIn(id: string): Promise<Browser> {
  const browser = new Browser();
  const path = new URL(await staffSignInLink(side.parts, 'exempel', id)).pathname;
  const page = await browser.open(path);
  await browser.open(path, new URLSearchParams(formlessToken(page.text)));
  return browser;
}

function formlessToken(page: string): Record<string, string> {
  const [, token] = /name="form" value="([^"]+)"/.exec(page) ?? [];
  return token ? { form: token } : {};
}

const STIFF = 'Deltagaren skall erhålla stöd avseende språkutveckling i syfte att säkerställa progression.';

/** Whether LIX is said of a text, and what is said of its sentences. */
async function measured(who: Browser, text: string): Promise<[boolean, string | undefined]> {
  const piece = await who.fill(GOAL, { text, level: 'plain' }, `${PLAN}/kontroll`);
  return [piece.text.includes('LIX'), /Längsta meningen[^.]*\./.exec(piece.text)?.[0]];
}

describe("a plan's texts", () => {
  test('are shown with how readable each is, and saved untouched they make no new version', async () => {
    const karin = await signedIn('karin');
    const page = await karin.open(PLAN);
    expect(page.text).toContain('Arbete på lager eller i butik');
    expect(page.text).toMatch(/\d+ av \d+ texter har ett språk som är lätt nog/);
    expect(await measured(karin, 'Lagerarbete')).toEqual([false, 'Längsta meningen: 1 ord.']);
    const long = 'Du vill jobba på ett lager. '.repeat(5);
    expect(await measured(karin, long)).toEqual([true, 'Längsta meningen har 6 ord.']);
    const same = await karin.fill(GOAL, { do: 'spara' });
    expect(same.text).toContain('Inget är ändrat');
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(1);
  });

  test('are checked without being saved, and saved as a new version by whom it was', async () => {
    const karin = await signedIn('karin');
    const checked = await karin.fill(GOAL, { 'text:goal.what': STIFF, do: 'kontrollera' });
    expect(checked.text).toContain('regel M11');
    expect(checked.text).toContain('erhålla');
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(1);
    const saved = await karin.fill(GOAL, { 'text:goal.what': STIFF, 'easy:goal.what': '', do: 'spara' });
    expect(saved.text).toContain('Planen är sparad som en ny version.');
    const doc = await docOf(side, 'alva-rom');
    expect([doc.planVersion, doc.planBy]).toEqual([2, 'staff:karin']);
    // As it was typed: nothing is rewritten.
    expect(doc.plan.goal.what).toEqual({ text: STIFF, easy: null });
    expect({ ...doc.plan, goal: null }).toEqual({ ...examplePlan('rusta-och-matcha'), goal: null });
  });

  test('a text that was emptied is refused with the reason, and nothing is changed', async () => {
    const karin = await signedIn('karin');
    const page = await karin.fill(GOAL, { 'text:goal.what': '  ', do: 'spara' });
    expect(page.status).toBe(400);
    expect(page.text).toContain('Målet: skriv något. Texten får inte vara tom.');
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(1);
  });

  test('what was typed elsewhere stays in the form when a text is refused', async () => {
    const karin = await signedIn('karin');
    const page = await karin.fill(GOAL, {
      'text:goal.what': '',
      'easy:goal.why': 'Du gillar folk.',
      do: 'spara',
    });
    expect(page.status).toBe(400);
    expect(formOf(page.text)['easy:goal.why']).toBe('Du gillar folk.');
    expect(formOf(page.text)['text:goal.what']).toBe('');
  });

  test('a text that is too long is refused in Swedish, by the name that staff know', async () => {
    const karin = await signedIn('karin');
    const page = await karin.fill(GOAL, { 'easy:goal.what': 'a'.repeat(4001), do: 'spara' });
    expect([page.status, page.text.includes('Målet, på lätt svenska: texten är för lång.')]).toEqual([
      400,
      true,
    ]);
  });

  test('what is weak in the plan itself stands above its texts, in Swedish', async () => {
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, followUp: null, goal: { ...plan.goal, doneWhen: null } });
    const page = await (await signedIn('karin')).open(PLAN);
    expect(page.text).toContain('ingen uppföljning är bokad.');
    expect(page.text).toContain('Målet, klart när: det står inte hur deltagaren ser att det är klart.');
    const whole = await (await signedIn('karin')).open('/inkorg/deltagare/alva-rom/plan');
    expect(whole.text).not.toContain('does not say');
  });

  test('an edit of a version that is no longer the current one is refused, with both texts', async () => {
    const [karin, chef] = [await signedIn('karin'), await signedIn('chef')];
    const old = formOf((await karin.open(GOAL)).text);
    await chef.fill(GOAL, { 'text:goal.what': 'Bli kock', do: 'spara' });
    const late = await karin.open(
      PLAN,
      new URLSearchParams({ ...old, 'text:goal.what': 'Bli snickare', do: 'spara' }),
    );
    expect(late.status).toBe(409);
    expect(late.text).toContain('Någon annan har ändrat planen.');
    expect(late.text).toContain('Bli kock');
    expect(late.text).toContain('Bli snickare');
    expect(late.text).not.toContain('Något annat än texterna');
    const { plan, planVersion } = await docOf(side, 'alva-rom');
    expect([plan.goal.what.text, planVersion]).toEqual(['Bli kock', 2]);
  });

  test('what the other changed and what one typed oneself are told apart, wherever they stand', async () => {
    const [karin, chef] = [await signedIn('karin'), await signedIn('chef')];
    const old = formOf((await karin.open(GOAL)).text);
    const [before, mine] = [old['easy:goal.what'] ?? '', old['text:goal.what'] ?? ''];
    await chef.fill(GOAL, { 'easy:goal.what': 'Du vill laga mat.', do: 'spara' });
    const { plan } = await docOf(side, 'alva-rom');
    const [first, ...rest] = plan.steps;
    await takeIn(side, { ...plan, steps: rest });
    const late = await karin.open(
      PLAN,
      new URLSearchParams({ ...old, 'text:goal.what': 'Bli snickare', do: 'spara' }),
    );
    const text = words(late.text);
    expect(text).toContain(`Målet Nu står det: ${mine} Du skrev: Bli snickare`);
    // Karin did not write what stood there before.
    expect(text).toContain(
      `Målet, på lätt svenska När du öppnade sidan stod det: ${before} Nu står det: Du vill laga mat.`,
    );
    expect(text).not.toContain(`Du skrev: ${before}`);
    expect(text).toContain(`${first?.what.text} Texten finns inte längre i planen.`);
    // The steps that follow it are the same, though they have moved up.
    expect(text).not.toContain(rest[0]?.what.text);
    // The step itself is gone too, with its day.
    expect(text).toContain('Något annat än texterna är också ändrat');
  });

  test.each<Record<string, string>>([{ 'text:goal.what': '' }, { do: 'kontrollera' }])(
    'an old form with %j does not come back as one of the new version',
    async (fields) => {
      const [karin, chef] = [await signedIn('karin'), await signedIn('chef')];
      const old = formOf((await karin.open(GOAL)).text);
      await chef.fill(GOAL, { 'text:goal.what': 'Bli kock', do: 'spara' });
      const late = await karin.open(PLAN, new URLSearchParams({ ...old, do: 'spara', ...fields }));
      expect([late.status, late.text.includes('Bli kock'), late.text.includes('<textarea')]).toEqual([
        409,
        true,
        false,
      ]);
    },
  );

  test('one text is checked while it is typed, and nothing is kept', async () => {
    const karin = await signedIn('karin');
    const piece = await karin.fill(GOAL, { text: STIFF, level: 'easy' }, `${PLAN}/kontroll`);
    expect(piece.text).toContain('Svår att läsa.');
    expect(piece.text).not.toContain('<html');
    const good = await karin.fill(GOAL, { text: 'Du söker jobb.', level: 'easy' }, `${PLAN}/kontroll`);
    expect(good.text).toContain('Inom gränsen för lätt svenska.');
    expect((await karin.fill(GOAL, { text: '<b>&', level: 'plain' }, `${PLAN}/kontroll`)).text).not.toContain(
      '<b>&',
    );
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(1);
  });

  test("another handledare's participant is not there", async () => {
    const omar = await signedIn('omar');
    expect((await omar.open(PLAN)).status).toBe(404);
  });
});

describe('what a browser makes of it', () => {
  test('line breaks are no change, and the next change builds on the last', async () => {
    const karin = await signedIn('karin');
    await karin.fill(GOAL, { 'easy:goal.what': 'Du vill jobba.\r\nHelst hela dagar.', do: 'spara' });
    expect((await docOf(side, 'alva-rom')).plan.goal.what.easy).toBe('Du vill jobba.\nHelst hela dagar.');
    const same = await karin.fill(GOAL, {
      'easy:goal.what': 'Du vill jobba.\r\nHelst hela dagar.',
      do: 'spara',
    });
    expect(same.text).toContain('Inget är ändrat');
    await karin.fill(GOAL, { 'text:goal.what': 'Bli kock', do: 'spara' });
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(3);
  });

  test('more than one thing that is hard is told, and never more than five', async () => {
    const karin = await signedIn('karin');
    const checked = async (text: string) => {
      const piece = await karin.fill(GOAL, { text, level: 'easy' }, `${PLAN}/kontroll`);
      return [...piece.text.matchAll(/<li>/g)].length;
    };
    expect(await checked('Man skall erhålla stöd.')).toBeGreaterThan(1);
    expect(await checked(STIFF.repeat(3))).toBe(5);
  });
});

describe("a plan's parts", () => {
  const say = sayOn('2026-03-10');

  test.each(['rusta-och-matcha', 'steg-till-arbete', 'kommun'] as const)(
    '%s: each text in one part, by a name in Swedish',
    (example) => {
      const plan = examplePlan(example);
      const parts = planParts(plan);
      const fields = parts.flatMap(({ texts }) => texts.map(({ field }) => field));
      expect([...fields].sort()).toEqual(
        textsOf(plan)
          .map(({ field }) => field)
          .sort(),
      );
      expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
      for (const part of parts) {
        expect(part.texts.length).toBeLessThanOrEqual(6);
        expect(partName(part, say)).toMatch(/^[A-ZÅÄÖ][a-zåäö ]+(?: \d+)?$/);
      }
      for (const field of fields) expect([field, fieldName(field, say)]).not.toEqual([field, field]);
    },
  );

  test('are listed with how many texts are hard to read, the way to each, and no text to change', async () => {
    const plan = examplePlan('rusta-och-matcha');
    const hard = { ...plan, goal: { ...plan.goal, what: { text: STIFF, easy: null } } };
    await takeIn(side, hard);
    const page = await (await signedIn('karin')).open(PLAN);
    expect(page.text).not.toContain('<textarea');
    for (const { id } of planParts(hard)) expect(page.text).toContain(`href="${PLAN}?del=${id}"`);
    const goal = page.text.slice(page.text.indexOf('?del=mal'), page.text.indexOf('?del=andra-mal'));
    expect(goal).toMatch(/\d+ text(?:er)? är sv\S+ att läsa\./);
    expect(goal).toContain('1 text saknar lätt svenska.');
  });

  test('are saved by themselves: what stands in the others stays', async () => {
    const karin = await signedIn('karin');
    const step = `${PLAN}?del=steg-2`;
    expect(
      Object.keys(formOf((await karin.open(step)).text)).filter((name) => name.startsWith('text:')),
    ).toEqual(['text:steps[1].what', 'text:steps[1].why', 'text:steps[1].doneWhen']);
    await karin.fill(step, { 'text:steps[1].what': 'Skriv ditt cv.', do: 'spara' });
    const { plan } = await docOf(side, 'alva-rom');
    const before = examplePlan('rusta-och-matcha');
    expect(plan.steps[1]?.what.text).toBe('Skriv ditt cv.');
    expect({ ...plan, steps: null }).toEqual({ ...before, steps: null });
    expect(plan.steps.filter((_, index) => index !== 1)).toEqual(
      before.steps.filter((_, index) => index !== 1),
    );
  });

  test('end with the way to the next, and the last one with none', async () => {
    const karin = await signedIn('karin');
    expect((await karin.open(GOAL)).text).toContain(`href="${PLAN}?del=andra-mal"`);
    const last = planParts(examplePlan('rusta-och-matcha')).at(-1)?.id;
    expect((await karin.open(`${PLAN}?del=${last}`)).text).not.toContain('Nästa del');
    expect((await karin.open(`${PLAN}?del=finns-inte`)).text).toContain('Planens delar');
  });
});

describe('a plan that is pasted', () => {
  const input = () => ({ ...exampleInput('rusta-och-matcha'), id: 'ny-person' });
  const paste = (browser: Browser, document: unknown, more: Record<string, string> = {}) =>
    browser.fill('/inkorg/plan/ny', {
      document: typeof document === 'string' ? document : JSON.stringify(document),
      do: 'kontrollera',
      ...more,
    });

  test('is looked at first and then makes a participant', async () => {
    const karin = await signedIn('karin');
    const looked = await paste(karin, input());
    expect(looked.text).toContain('finns inte här än');
    expect(await side.store.read('ny-person')).toBeNull();
    const made = await paste(karin, input(), { do: 'spara', expected: '0' });
    expect(made.text).toContain('Planen är sparad. Skapa en inbjudan');
    expect((await docOf(side, 'ny-person')).planBy).toBe('staff:karin');
  });

  test('of somebody who is there is shown as a difference, and refused when it has changed again', async () => {
    const chef = await signedIn('chef');
    const changed = { ...exampleInput('rusta-och-matcha'), support: [] };
    const looked = await paste(chef, changed);
    expect(looked.text).toContain('finns redan med version 1');
    expect(looked.text).toContain('<code>support</code>');
    await chef.fill(GOAL, { 'text:goal.what': 'Bli kock', do: 'spara' });
    const late = await paste(chef, changed, { do: 'spara', expected: '1' });
    expect([late.status, late.text.includes('<code>goal.what.text</code>')]).toEqual([409, true]);
    const saved = await paste(chef, changed, { do: 'spara', expected: '2' });
    expect(saved.text).toContain('Planen är sparad som en ny version.');
    expect((await docOf(side, 'alva-rom')).plan.support).toEqual([]);
  });

  test.each([
    ['{', 'inte JSON'],
    ['{}', 'Rätta det här'],
    ['{}', '<code>person</code>: uppgiften saknas.'],
    [{ ...exampleInput('kommun'), id: 'x' }, 'provider.id'],
  ])('%j is refused', async (document, why) => {
    const page = await paste(await signedIn('chef'), document);
    expect([page.status, page.text.includes(why)]).toEqual([400, true]);
  });

  test('what is wrong with a time is said in Swedish, by the name of the activity', async () => {
    const [first, ...rest] = input().appointments as Record<string, unknown>[];
    const wrong = (change: object) => ({ ...input(), appointments: [{ ...first, ...change }, ...rest] });
    const chef = await signedIn('chef');
    const noDay = await paste(chef, wrong({ start: '2026-02-30T09:00' }));
    expect(noDay.text).toContain('Aktivitet 1, början: den dagen eller tiden finns inte.');
    const backwards = await paste(chef, wrong({ end: first?.start }));
    expect(backwards.text).toContain('Aktivitet 1, slut: slutet är inte efter början.');
    expect(backwards.text).not.toContain('is not after start');
    const titled = await paste(chef, wrong({ title: 'Möte' }));
    expect(titled.text).toContain('Aktivitet 1, rubrik: värdet är av fel slag.');
  });

  test("with another provider's participant's id is refused, and theirs stays", async () => {
    const theirs = examplePlan('kommun');
    await takeIn(side, theirs);
    const page = await paste(await signedIn('chef'), { ...input(), id: theirs.id });
    expect([page.status, page.text.includes('samma id hos någon annan')]).toEqual([400, true]);
    expect((await docOf(side, theirs.id)).plan).toEqual(theirs);
  });

  test("of another handledare's participant is refused to a handledare", async () => {
    const page = await paste(await signedIn('omar'), input());
    expect([page.status, page.text.includes('en annan handledare')]).toEqual([400, true]);
  });
});
