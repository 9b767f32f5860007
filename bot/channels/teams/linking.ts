import { addressKey, usedAddress, withAddress, withReply } from '../../../domain/address.ts';
import type { Way } from '../../../domain/address-schema.ts';
import { phoneKey } from '../../../domain/contact-keys.ts';
import { addMs, type Instant, MINUTE } from '../../../domain/time.ts';
import { tell } from '../../../locales/tell.ts';
import type { Parts } from '../../parts.ts';
import { CODE_MS, redeemCode, sendCode } from '../../sign-in/codes.ts';
import { redeemInvitation } from '../../sign-in/invitations.ts';
import { Limit } from '../../sign-in/limits.ts';

/**
 * Whose account it is. An account is linked by a code that is written from there: one that staff have handed over, or one that was sent to the
 * registered number of whoever wrote that number here.
 */

type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;
export interface Account {
  readonly way: Way;
  readonly key: string;
  readonly reference: Record<string, unknown>;
}

/** Wrong codes from one account, and from all of them: eight characters cannot be found in so many tries. */
const WRONG = 5;
const WRONG_OF_ALL = 300;
const WINDOW_MS = 15 * MINUTE;

/** Codes that are asked for from one account, and from all of them. Each is an SMS that somebody gets. */
const ASKED = 3;
const ASKED_OF_ALL = 60;
const MOST_KEPT = 1000;

/** A mobile number as people write it, and the six digits that came there. */
const NUMBER = /^[+0][\d\s()-]{7,19}$/;
const SENT = /^\d{3} ?\d{3}$/;

/** Looks like a code: 8 characters, perhaps with a space or a line in the middle. */
const CODE = /^[A-Za-z0-9]{4}[ -]?[A-Za-z0-9]{4}$/;

export type Linked =
  | { readonly kind: 'linked'; readonly participantId: string }
  | { readonly kind: 'no-code' | 'code-sent' | 'wrong-code' | 'too-many' };

export class Linking {
  readonly #parts: Needs;
  readonly #wrong: Limit;
  readonly #wrongOfAll: Limit;

  readonly #asked: Limit;
  readonly #askedOfAll: Limit;
  /** Whose number an account has written last. Forgotten at a restart: then it is written again. */
  readonly #numbers = new Map<string, { readonly key: string; readonly until: Instant }>();

  constructor(parts: Needs) {
    this.#parts = parts;
    this.#wrong = new Limit(parts.clock, WRONG, WINDOW_MS);
    this.#wrongOfAll = new Limit(parts.clock, WRONG_OF_ALL, WINDOW_MS);
    this.#asked = new Limit(parts.clock, ASKED, WINDOW_MS);
    this.#askedOfAll = new Limit(parts.clock, ASKED_OF_ALL, WINDOW_MS);
  }

  /** Null when the account is nobody's. */
  async ownerOf(account: Account): Promise<string | null> {
    const [id = null] = await this.#parts.store.findByKey(addressKey(account));
    return id;
  }

  /** Keeps the latest reference: a channel moves a conversation to another server without telling otherwise. */
  async used(participantId: string, { way, reference }: Account): Promise<void> {
    const now = this.#parts.clock.now();
    await this.#parts.store.turn(participantId, (doc) => ({
      doc: doc && usedAddress(doc, way, reference, now),
      result: null,
    }));
  }

  async link(account: Account, text: string): Promise<Linked> {
    const code = text.trim();
    if (this.#parts.config.sms !== null && NUMBER.test(code)) return this.#sendTo(account, code);
    const number = this.#numbers.get(account.key);
    const isSent = number !== undefined && number.until > this.#parts.clock.now() && SENT.test(code);
    if (!isSent && !CODE.test(code)) return { kind: 'no-code' };
    if (this.#wrong.isReached(account.key) || this.#wrongOfAll.isReached('')) return { kind: 'too-many' };
    const participantId = isSent
      ? await redeemCode(this.#parts, number.key, code)
      : await redeemInvitation(this.#parts, code);
    if (participantId === null) {
      this.#wrong.count(account.key);
      this.#wrongOfAll.count('');
      return { kind: 'wrong-code' };
    }
    this.#numbers.delete(account.key);
    const verifiedBy = isSent ? 'code' : 'invitation';
    const now: Instant = this.#parts.clock.now();
    await this.#parts.store.turn(participantId, (doc) => {
      if (!doc) return { doc: null, result: null };
      const linked = withAddress(doc, { ...account, verifiedBy }, now);
      const told = tell(linked, [{ key: 'channel:linked' }], { now });
      return {
        doc: withReply(told, told.numbers.chat, told.numbers.chat, account.way, now),
        result: null,
      };
    });
    return { kind: 'linked', participantId };
  }

  /** Says the same whether there is such a number or not. */
  async #sendTo(account: Account, number: string): Promise<Linked> {
    if (this.#asked.isReached(account.key) || this.#askedOfAll.isReached('')) return { kind: 'too-many' };
    this.#asked.count(account.key);
    this.#askedOfAll.count('');
    const key = phoneKey(number);
    if (this.#numbers.size > MOST_KEPT) this.#numbers.clear();
    this.#numbers.set(account.key, { key, until: addMs(this.#parts.clock.now(), CODE_MS) });
    await sendCode(this.#parts, key, 'sms');
    return { kind: 'code-sent' };
  }
}
