import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { type SmtpGateway, smtpGateway } from '../../bot/outbox/smtp.ts';
import { changeAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { markAbsenceRead } from '../../domain/actions/staff.ts';
import type { Message } from '../../domain/message.ts';
import { addMs, DAY, HOUR, MINUTE } from '../../domain/time.ts';
import {
  ask,
  docOf,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

/** A mail server that answers as a test tells it to, and keeps what it took. */
class MailServer {
  readonly taken: ParsedMail[] = [];
  readonly envelopes: string[][] = [];
  readonly answers = { connect: 0, rcpt: 0, data: 0 };
  /** Runs when a letter has been read, before it is answered. */
  beforeAnswer: () => Promise<void> = async () => {};
  #server: SMTPServer;

  constructor() {
    const refused = (status: number) =>
      Object.assign(new Error('refused by the test'), { responseCode: status });
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, done) => done(this.answers.connect ? refused(this.answers.connect) : null),
      onRcptTo: (_address, _session, done) => done(this.answers.rcpt ? refused(this.answers.rcpt) : null),
      onData: (stream, session, done) => {
        simpleParser(stream).then(async (mail) => {
          await this.beforeAnswer();
          if (this.answers.data) return done(refused(this.answers.data));
          this.taken.push(mail);
          this.envelopes.push(session.envelope.rcptTo.map((entry) => entry.address));
          done(null);
        }, done);
      },
    });
    this.#server.on('error', () => {});
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

let mail: MailServer;
let port: number;
let gateway: SmtpGateway;
let side: ProviderSide;
const START = '2026-03-10T07:00:00.000Z';

beforeEach(async () => {
  mail = new MailServer();
  port = await mail.listen();
  gateway = smtpGateway({ url: `smtp://127.0.0.1:${port}`, from: 'Stegvis <no-reply@stegvis.example>' });
  side = await openProviderSide(() => [], { email: gateway });
  setClock(side, START);
  await takeIn(side, examplePlan('rusta-och-matcha'));
});
afterEach(async () => {
  await side.close();
  gateway.close();
  await mail.close();
});

async function outbox(): Promise<Message[]> {
  return (await docOf(side, 'alva-rom')).outbox.filter((message) => message.way === 'email');
}

async function staff(
  ...people: { id: string; email: string | null; role: 'supervisor' | 'manager' | 'administrator' }[]
) {
  for (const person of people) {
    await side.store.providerTurn('exempel', (found) => {
      const provider = found ?? newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: START });
      return { doc: withStaff(provider, { name: 'N', ...person }, START)?.provider ?? null, result: null };
    });
  }
}

function later(ms: number): void {
  setClock(side, addMs(side.clock.now(), ms));
}

describe('the letter', () => {
  test('says that there is an absence and where, and nothing of whom or why', async () => {
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect(mail.taken).toHaveLength(1);
    const [letter] = mail.taken;
    expect(letter?.subject).toBe('Ny frånvaro, logga in');
    expect(letter?.text).toContain('https://stegvis.example/inkorg');
    // The same words in both parts.
    expect(letter?.html).toContain(
      '<a href="https://stegvis.example/inkorg">https://stegvis.example/inkorg</a>',
    );
    const read = String(letter?.html).replace(/<title>.*?<\/title>|<[^>]+>/g, ' ');
    expect(read.split(/\s+/).join(' ').trim()).toBe(letter?.text?.split(/\s+/).join(' ').trim());
    expect(letter?.html).toContain('<html lang="sv">');
    const raw = JSON.stringify(letter);
    for (const word of ['Alva', 'Ek,', 'alva', 'sjuk', 'Sjuk', 'sick', '070-'])
      expect(raw).not.toContain(word);
    expect(letter?.from?.text).toBe('"Stegvis" <no-reply@stegvis.example>');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter?.messageId).toMatch(/^<[0-9a-f]{40}@stegvis\.example>$/);
    expect((await outbox()).map((message) => [message.status, message.attempts])).toEqual([['sent', 1]]);
  });

  test('each kind of news has its own subject', async () => {
    const acting = () => ({ now: side.clock.now(), channel: 'web' });
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    const input = { from: '2026-03-10', to: '2026-03-11', occurrences: [], reason: 'family' as const };
    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && changeAbsence(doc, 'a1', input, acting()).doc,
      result: null,
    }));
    await side.scheduler.sweep();
    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && withdrawAbsence(doc, 'a1', acting()).doc,
      result: null,
    }));
    await side.scheduler.sweep();
    await ask(side, 'alva-rom', 'Hemlig fråga');
    await side.scheduler.sweep();
    expect(mail.taken.map((letter) => letter.subject)).toEqual([
      'Ny frånvaro, logga in',
      'Ändrad frånvaro, logga in',
      'Frånvaro som togs tillbaka, logga in',
      'Ny fråga, logga in',
    ]);
    expect(new Set(mail.taken.map((letter) => letter.messageId)).size).toBe(4);
    expect(JSON.stringify(mail.taken)).not.toContain('Hemlig');
  });
});

describe('who gets it', () => {
  const karin = { id: 'karin', email: 'Karin.Berg@exempelcoacherna.example', role: 'supervisor' } as const;
  const chef = { id: 'chef', email: 'chef@exempelcoacherna.example', role: 'manager' } as const;
  const admin = { id: 'admin', email: 'admin@exempelcoacherna.example', role: 'administrator' } as const;
  const omar = { id: 'omar', email: 'omar@exempelcoacherna.example', role: 'supervisor' } as const;

  test.each([
    ['the handledare, when among the staff', [chef, karin, omar], ['karin.berg@exempelcoacherna.example']],
    [
      'those who answer for the provider, when the handledare is not',
      [chef, admin, omar],
      [chef.email, admin.email],
    ],
    ['the address of the plan, when nobody else is known', [omar], ['karin.berg@exempelcoacherna.example']],
    ['the address of the plan, when there is no provider here', [], ['karin.berg@exempelcoacherna.example']],
  ])('%s', async (_name, people, expected) => {
    await staff(...people);
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect(mail.envelopes).toEqual([expected]);
  });

  test('the handledare, however the address is written in the plan', async () => {
    const plan = examplePlan('rusta-och-matcha');
    const email = 'KARIN.Berg@Exempelcoacherna.example';
    await takeIn(side, { ...plan, supervisor: { ...plan.supervisor, email } });
    await staff(chef, karin);
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect(mail.envelopes.flat().map((address) => address.toLowerCase())).toEqual([email.toLowerCase()]);
  });

  test('as things are at delivery, not when it was reported', async () => {
    mail.answers.rcpt = 451;
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    await staff(chef);
    mail.answers.rcpt = 0;
    later(5 * MINUTE);
    await side.scheduler.sweep();
    expect(mail.envelopes).toEqual([[chef.email]]);
  });

  test('nobody: it is dropped with the reason', async () => {
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, supervisor: { ...plan.supervisor, email: null } });
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect((await outbox())[0]).toMatchObject({ status: 'dropped', detail: 'no-recipient' });
  });

  test('nobody needs it when the notice has been read meanwhile', async () => {
    mail.answers.data = 421;
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    const acting = { now: START, staffId: 's', staffName: 'S' };
    await side.store.turn('alva-rom', (doc) => ({
      doc: (doc && markAbsenceRead(doc, 'a1', acting)?.doc) ?? null,
      result: null,
    }));
    mail.answers.data = 0;
    later(5 * MINUTE);
    await side.scheduler.sweep();
    expect([(await outbox())[0]?.detail, mail.taken.length]).toEqual(['already-read', 0]);
  });

  test('EMAIL=off: it is dropped with the reason', async () => {
    await side.close();
    side = await openProviderSide(() => [], { email: null });
    await takeIn(side, examplePlan('rusta-och-matcha'));
    await report(side, 'alva-rom', { from: '2026-03-11', to: '2026-03-11' });
    await side.scheduler.sweep();
    expect((await outbox())[0]).toMatchObject({ status: 'dropped', detail: 'email-off' });
  });
});

describe('what goes wrong', () => {
  test.each([
    ['a greeting of 421', { connect: 421 }, 'due', 'smtp-421'],
    ['a greeting of 554, which is about ourselves', { connect: 554 }, 'due', 'smtp-554'],
    ['a receiver refused for now', { rcpt: 450 }, 'due', 'smtp-450'],
    ['a receiver that does not exist', { rcpt: 550 }, 'failed', 'smtp-550'],
    ['a full disk over there', { data: 452 }, 'due', 'smtp-452'],
    ['a letter that is refused for good', { data: 554 }, 'failed', 'smtp-554'],
  ])('%s', async (_name, answers, status, detail) => {
    Object.assign(mail.answers, answers);
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect((await outbox())[0]).toMatchObject({ status, detail, attempts: 1 });
    expect(side.log.entries.join()).not.toContain('refused by the test');
  });

  test('nobody answers at the address', async () => {
    await mail.close();
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect((await outbox())[0]).toMatchObject({ status: 'due', nextAt: addMs(START, 5 * MINUTE) });
    mail = new MailServer();
    await mail.listen();
  });

  test('every attempt has the same Message-ID, and one letter arrives', async () => {
    const ids: (string | undefined)[] = [];
    const { send } = gateway;
    gateway.send = (email) => {
      ids.push(email.messageId);
      return send(email);
    };
    mail.answers.data = 451;
    // Its report is not what this is about: nobody is reminded of that.
    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && { ...doc, settings: { ...doc.settings, deadlineDays: 20 } },
      result: null,
    }));
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    await side.scheduler.sweep();
    later(5 * MINUTE);
    await side.scheduler.sweep();
    mail.answers.data = 0;
    later(5 * MINUTE);
    await side.scheduler.sweep();
    later(DAY);
    await side.scheduler.sweep();
    expect([ids.length, new Set(ids).size, mail.taken.length]).toEqual([3, 1, 1]);
  });

  test('every 5 minutes for 4 hours, then hourly to 3 days, then it has failed', async () => {
    mail.answers.data = 451;
    await report(side, 'alva-rom');
    const attempts: number[] = [];
    for (let n = 0; n < 200; n++) {
      await side.scheduler.sweep();
      attempts.push(Date.parse(side.clock.now()) - Date.parse(START));
      const [message] = await outbox();
      if (message?.status === 'failed') break;
      setClock(side, message?.nextAt ?? '');
    }
    expect((await outbox())[0]).toMatchObject({ status: 'failed', detail: 'gave-up:smtp-451', nextAt: null });
    const gaps = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(gaps.slice(0, 48).every((gap) => gap === 5 * MINUTE)).toBe(true);
    expect(gaps.slice(48).every((gap) => gap === HOUR)).toBe(true);
    expect(attempts.at(-1)).toBe(3 * DAY);
  }, 60_000);

  test('settled ones leave the document after a week', async () => {
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    later(8 * DAY);
    await side.scheduler.sweep();
    expect(await outbox()).toEqual([]);
  });
});

describe('cut off and at once', () => {
  test('a sending that was cut off is taken over when its lease has run out, not before, as the same letter', async () => {
    await report(side, 'alva-rom');
    let died = false;
    const dead = new Promise<never>(() => {});
    const { send } = gateway;
    gateway.send = (email) => {
      if (died) return send(email);
      died = true;
      return dead;
    };
    // The process that had it is gone: its promise never settles, and nobody waits for it.
    const gone = side.scheduler.sweep();
    void gone;
    while (!died) await new Promise((resolve) => setImmediate(resolve));
    expect((await outbox())[0]?.status).toBe('sending');
    const { makeScheduler } = await import('../../bot/scheduler/scheduler.ts');
    const { makeDeliver } = await import('../../bot/outbox/deliver.ts');
    const none = async () => ({ kind: 'dropped', detail: 'no-webhook' }) as const;
    const next = makeScheduler(side.parts, makeDeliver(side.parts, none));
    later(MINUTE);
    await next.sweep();
    expect(mail.taken).toHaveLength(0);
    later(2 * MINUTE);
    await next.sweep();
    expect(mail.taken).toHaveLength(1);
    expect((await outbox())[0]).toMatchObject({ status: 'sent', attempts: 2 });
    await next.stop();
    side.scheduler.stop = async () => {};
  });

  test('a slow mail server holds up no turn', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = () => {};
    const arrived = new Promise<void>((resolve) => {
      reached = resolve;
    });
    mail.beforeAnswer = () => {
      reached();
      return held;
    };
    await report(side, 'alva-rom');
    const sweep = side.scheduler.sweep();
    await arrived;
    // The letter is on its way and unanswered: the participant writes on.
    await ask(side, 'alva-rom', 'Går det att skriva nu?');
    expect((await docOf(side, 'alva-rom')).questions).toHaveLength(1);
    release();
    await sweep;
    expect((await outbox())[0]?.status).toBe('sent');
  });

  test('a slow mail server holds up nobody else', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    mail.beforeAnswer = () => held;
    await report(side, 'alva-rom');
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, {
      ...plan,
      id: 'bo',
      appointments: plan.appointments.filter((entry) => entry.id === 'cvhjalp'),
    });
    const reminded = new Promise<void>((resolve) => {
      side.store.onCommitted(({ participantId, lines }) => {
        if (participantId === 'bo' && lines.some((line) => line.file === 'chat')) resolve();
      });
    });
    const first = side.scheduler.sweep();
    setClock(side, '2026-03-11T16:00:00.000Z');
    const second = side.scheduler.sweep();
    await reminded;
    release();
    await Promise.all([first, second]);
  });

  test('a hundred participants at once: one letter each', async () => {
    const plan = examplePlan('rusta-och-matcha');
    for (let n = 0; n < 100; n++) {
      await takeIn(side, { ...plan, id: `p-${n}` });
      await report(side, `p-${n}`);
    }
    await Promise.all([side.scheduler.sweep(), side.scheduler.sweep(), side.scheduler.sweep()]);
    expect([mail.taken.length, new Set(mail.taken.map((letter) => letter.messageId)).size]).toEqual([
      100, 100,
    ]);
  }, 60_000);
});
