import { z } from 'zod';
import { emailKey, phoneKey } from '../../domain/due.ts';
import type { ProviderContact } from '../../domain/errors.ts';
import { textSchema } from '../../domain/text.ts';

/** The little that is wanted of a plan when the document itself cannot be read. Anything else in it may be of another version. */
const contactsSchema = z.object({
  provider: z.object({
    id: z.string(),
    name: z.string(),
    phone: z.string(),
    hours: textSchema.nullable().catch(null),
  }),
  supervisor: z.object({ email: z.string().nullable() }).nullable().catch(null),
  person: z
    .object({ contact: z.object({ email: z.string().nullable(), phone: z.string().nullable() }) })
    .nullable()
    .catch(null),
});

export interface Salvaged {
  readonly provider: ProviderContact;
  /** The supervisor's e-mail; null when there is none, or it cannot be read. */
  readonly supervisor: string | null;
  readonly keys: readonly string[];
}

/** Whom to ring, whose it is, and how the person signs in; null when the stored plan does not say. */
export function contactsIn(plan: unknown): Salvaged | null {
  const found = contactsSchema.safeParse(plan);
  if (!found.success) return null;
  const { provider, supervisor, person } = found.data;
  const keys: string[] = [];
  if (person?.contact.email) keys.push(emailKey(person.contact.email));
  if (person?.contact.phone) keys.push(phoneKey(person.contact.phone));
  return { provider, supervisor: supervisor?.email ?? null, keys };
}
