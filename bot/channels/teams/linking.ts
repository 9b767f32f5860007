import { addressKey, usedAddress, withAddress, withReply } from '../../../domain/address.ts';
import type { Way } from '../../../domain/address-schema.ts';
import { type Instant, MINUTE } from '../../../domain/time.ts';
import { tell } from '../../../locales/tell.ts';
import type { Parts } from '../../parts.ts';
import { redeemInvitation } from '../../sign-in/invitations.ts';
import { Limit } from '../../sign-in/limits.ts';

/** Whose account it is. An account is linked by a code that staff have handed over, written from there. */

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

/** Looks like a code: 8 characters, perhaps with a space or a line in the middle. */
const CODE = /^[A-Za-z0-9]{4}[ -]?[A-Za-z0-9]{4}$/;

export type Linked =
  | { readonly kind: 'linked'; readonly participantId: string }
  | { readonly kind: 'no-code' | 'wrong-code' | 'too-many' };

export class Linking {
  readonly #parts: Needs;
  readonly #wrong: Limit;
  readonly #wrongOfAll: Limit;

  constructor(parts: Needs) {
    this.#parts = parts;
    this.#wrong = new Limit(parts.clock, WRONG, WINDOW_MS);
    this.#wrongOfAll = new Limit(parts.clock, WRONG_OF_ALL, WINDOW_MS);
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
    if (!CODE.test(code)) return { kind: 'no-code' };
    if (this.#wrong.isReached(account.key) || this.#wrongOfAll.isReached('')) return { kind: 'too-many' };
    const participantId = await redeemInvitation(this.#parts, code);
    if (participantId === null) {
      this.#wrong.count(account.key);
      this.#wrongOfAll.count('');
      return { kind: 'wrong-code' };
    }
    const now: Instant = this.#parts.clock.now();
    await this.#parts.store.turn(participantId, (doc) => {
      if (!doc) return { doc: null, result: null };
      const linked = withAddress(doc, { ...account, verifiedBy: 'invitation' }, now);
      const told = tell(linked, [{ key: 'channel:linked' }], { now });
      return {
        doc: withReply(told, told.numbers.chat, told.numbers.chat, account.way, now),
        result: null,
      };
    });
    return { kind: 'linked', participantId };
  }
}
