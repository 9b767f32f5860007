import { z } from 'zod';

/** The chat inside a provider's own site: on which sites it may stand, under which name and in which colours. */

/** How a colour is written. */
export const COLOUR = /^#[0-9a-f]{6}$/i;
/** Sites that may hold the chat of one provider. */
export const MOST_ORIGINS = 20;

const colourSchema = z.string().regex(COLOUR, 'is not a colour such as #0a4a66');

const themeSchema = z
  .strictObject({
    /** Buttons and links; null: as usual. */
    accent: colourSchema.nullable().default(null),
    /** Behind everything; null: as usual. */
    ground: colourSchema.nullable().default(null),
  })
  .default({ accent: null, ground: null });

export const embeddingSchema = z.strictObject({
  /** Pages that may hold the chat, such as `https://www.exempel.example`. None: it can stand nowhere. */
  origins: z.array(z.string().max(200)).max(MOST_ORIGINS),
  /** Over the chat; null: the provider's name. */
  name: z.string().trim().min(1).max(60).nullable().default(null),
  /** On light and on dark screens. */
  light: themeSchema,
  dark: themeSchema,
});
export type Embedding = z.infer<typeof embeddingSchema>;

/** Contrast of two colours `#rrggbb`, 1 to 21. Source: WCAG 2.2, "contrast ratio" and "relative luminance" (w3.org/TR/WCAG22). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The origin as browsers name it, or null for what is none that may hold the chat. Https, because the page hands over a token; this machine's
 * own addresses go without where `local` is true (a demo).
 */
export function originOf(given: string, local: boolean): string | null {
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  const isBare = url.origin === given.replace(/\/$/, '').toLowerCase() && !url.hostname.includes('*');
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isSafe = url.protocol === 'https:' || (local && isLocal && url.protocol === 'http:');
  return isBare && isSafe ? url.origin : null;
}
