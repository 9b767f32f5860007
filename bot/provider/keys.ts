import { createHash, timingSafeEqual } from 'node:crypto';
import type { Parts } from '../parts.ts';

/**
 * API keys of providers' own systems. A key that we make carries the provider's id before a point, so that it is looked up and not
 * searched for. It is random enough that a plain hash of it is safe to keep.
 */

type Needs = Pick<Parts, 'config' | 'clock' | 'store'>;

/** The provider that the key belongs to, or null. Keys that are made, rotated or ended take effect at once. */
export async function providerOfKey(parts: Needs, key: string): Promise<string | null> {
  if (key === '') return null;
  const hash = hashOf(key);
  let owner: string | null = null;
  for (const entry of parts.config.providerKeys) {
    // All of them are compared, so that time tells nothing.
    if (equal(hash, hashOf(entry.key))) owner = entry.providerId;
  }
  if (owner !== null) return owner;
  const providerId = key.slice(0, Math.max(key.indexOf('.'), 0));
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(providerId)) return null;
  const provider = await parts.store.readProvider(providerId);
  const now = parts.clock.now();
  const living = (provider?.keys ?? []).filter((entry) => entry.endsAt === null || entry.endsAt > now);
  return living.filter((entry) => equal(hash, entry.hash)).length > 0 ? providerId : null;
}

/** A new key with what is kept of it. The key itself is shown once. */
export function makeKey(
  parts: Pick<Parts, 'random'>,
  providerId: string,
): { key: string; kept: { id: string; hash: string } } {
  const key = `${providerId}.${parts.random.token()}`;
  return { key, kept: { id: parts.random.code(6), hash: hashOf(key) } };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
