import { z } from 'zod';

/**
 * How a person wants the pages to look and behave ("Mina val"): theirs on every device. Nobody but the person is shown it, because a
 * choice of letters or colours can tell of a difficulty.
 */

/** Text size in per cent of the page's own. */
export const SIZES = ['100', '125', '150', '175', '200'] as const;
export const SPACES = ['normal', 'more', 'most'] as const;
/** `device`: as the phone or computer is set. */
export const COLOURS = ['device', 'light', 'dark', 'contrast'] as const;
export const FONTS = ['normal', 'dyslexic'] as const;
/** Read aloud never, when asked to, or each new message. */
export const ALOUD = ['off', 'request', 'each'] as const;

export const displaySchema = z.strictObject({
  size: z.enum(SIZES),
  lines: z.enum(SPACES),
  letters: z.enum(SPACES),
  colours: z.enum(COLOURS),
  font: z.enum(FONTS),
  aloud: z.enum(ALOUD),
  /** Pictures beside words, never instead of them. */
  pictures: z.boolean(),
  /** Words of the field are marked, and explained when they are pressed. */
  marks: z.boolean().default(true),
  /** At most three choices at a time, the others behind a button. */
  few: z.boolean(),
  /** One message at a time, with time to read. */
  slow: z.boolean(),
  /** The page never scrolls by itself. */
  still: z.boolean(),
  /** A button to speak instead of writing. Off until somebody has read where the sound goes. */
  voice: z.boolean(),
});
export type Display = z.infer<typeof displaySchema>;

export const DEFAULT_DISPLAY: Display = Object.freeze({
  size: '100',
  lines: 'normal',
  letters: 'normal',
  colours: 'device',
  font: 'normal',
  aloud: 'request',
  pictures: true,
  marks: true,
  few: false,
  slow: false,
  still: false,
  voice: false,
});
