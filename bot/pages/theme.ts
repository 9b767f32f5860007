import { contrast, type Embedding } from '../../domain/embedding.ts';
import { DARK, LIGHT, type Palette, rule } from './palette.ts';

/** A provider's colours in the chat, as long as everything can still be read. */

/** WCAG 2.2, 1.4.6. */
export const LEAST_CONTRAST = 7;

/** One colour of a theme at its worst. */
export interface ThemeContrast {
  /** `light.accent`. */
  readonly field: string;
  /** The contrast it has, rounded down to a tenth. */
  readonly has: number;
  /** What it cannot be told from. */
  readonly against: string;
}

/** Colours that text cannot be read in, each with its worst figure; empty when all can be used. */
export function themeFaults(embedding: Embedding): ThemeContrast[] {
  return themeContrasts(embedding).filter(({ has }) => has < LEAST_CONTRAST);
}

/** Every colour that is chosen, with its worst figure. */
export function themeContrasts(embedding: Embedding): ThemeContrast[] {
  return (['light', 'dark'] as const).flatMap((scheme) => {
    const usual = scheme === 'light' ? LIGHT : DARK;
    const { accent, ground } = embedding[scheme];
    const palette = themed(usual, embedding[scheme]);
    // Text on the ground that is chosen, and what is written in, or on, the colour of buttons and links.
    const onGround = (['ink', 'quiet', 'alarm', 'accent'] as const).map(
      (name) => [name, palette[name]] as const,
    );
    const withAccent = (['paper', 'ground', 'sun', 'on-accent'] as const).map(
      (name) => [name, palette[name]] as const,
    );
    return [
      ...(ground ? worst(`${scheme}.ground`, ground, onGround) : []),
      ...(accent ? worst(`${scheme}.accent`, accent, withAccent) : []),
    ];
  });
}

function worst(
  field: string,
  colour: string,
  others: readonly (readonly [string, string])[],
): ThemeContrast[] {
  const [least] = others
    .map(([name, other]) => ({ ratio: contrast(colour, other), against: `${name} ${other}` }))
    .sort((a, b) => a.ratio - b.ratio);
  if (!least) return [];
  return [{ field, has: Math.floor(least.ratio * 10) / 10, against: least.against }];
}

function themed(usual: Palette, { accent, ground }: Embedding['light']): Palette {
  return {
    ...usual,
    ...(ground ? { ground } : {}),
    ...(accent
      ? {
          accent,
          'on-accent': contrast(accent, '#ffffff') > contrast(accent, '#0b1a22') ? '#ffffff' : '#0b1a22',
        }
      : {}),
  };
}

/** The style sheet of the theme. What somebody has chosen for themselves under "Mina val" goes before it. */
export function themeCss({ light, dark }: Embedding): string {
  const own = (usual: Palette, theme: Embedding['light']): Partial<Palette> => {
    const palette = themed(usual, theme);
    return {
      ...(theme.ground ? { ground: palette.ground } : {}),
      ...(theme.accent ? { accent: palette.accent, 'on-accent': palette['on-accent'] } : {}),
    };
  };
  // As heavy as :root alone, so that a chosen palette, which names its attribute too, is heavier.
  const on = (scheme: string, palette: Partial<Palette>) =>
    `@media (prefers-color-scheme:${scheme}){${rule(':root', palette)}}`;
  return `${on('light', own(LIGHT, light))}${on('dark', own(DARK, dark))}`;
}
