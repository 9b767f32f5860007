/**
 * The colours of every page, each once: as the device has it (base.css), as somebody has chosen (display.css), and as what a theme is held
 * against. Text on its ground is at least 7:1 (WCAG 1.4.6), lines at least 3:1 (1.4.11).
 */

const NAMES = [
  'ground',
  'paper',
  'ink',
  'quiet',
  'line',
  'soft',
  'accent',
  'on-accent',
  'tint',
  'sun',
  'alarm',
  'good',
] as const;

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

export const LIGHT: Palette = {
  ground: '#f7f4ed',
  paper: '#ffffff',
  ink: '#1b2530',
  quiet: '#3d4854',
  line: '#68737f',
  soft: '#ddd6c8',
  accent: '#0a4a66',
  'on-accent': '#ffffff',
  tint: '#dbeaf1',
  sun: '#fbe7b2',
  alarm: '#8a1c0b',
  good: '#1f5132',
};

export const DARK: Palette = {
  ground: '#12181e',
  paper: '#1c242c',
  ink: '#f3f0e9',
  quiet: '#cdd3d9',
  line: '#8a96a3',
  soft: '#3a444f',
  accent: '#9ad7f0',
  'on-accent': '#0b1a22',
  tint: '#173a4b',
  sun: '#43361a',
  alarm: '#ffb4a3',
  good: '#a5dfb9',
};

const CONTRAST: Palette = {
  ground: '#000000',
  paper: '#000000',
  ink: '#ffffff',
  quiet: '#ffffff',
  line: '#ffffff',
  soft: '#ffffff',
  accent: '#ffe600',
  'on-accent': '#000000',
  tint: '#000000',
  sun: '#000000',
  alarm: '#ffb4a3',
  good: '#a5ffc0',
};

/** What is put before a style sheet of that name; empty for most. */
export function coloursFor(sheet: string): string {
  if (sheet === 'base.css') {
    return `${rule(':root', LIGHT)}@media (prefers-color-scheme:dark){${rule(':root', DARK)}}`;
  }
  if (sheet !== 'display.css') return '';
  const chosen = { light: LIGHT, dark: DARK, contrast: CONTRAST };
  return Object.entries(chosen)
    .map(([name, palette]) => rule(`:root[data-colours=${name}]`, palette))
    .join('');
}

/** One CSS rule that sets the colours of the palette, or some of them. */
export function rule(selector: string, palette: Partial<Palette>): string {
  return `${selector}{${NAMES.flatMap((name) => (palette[name] ? `--${name}:${palette[name]};` : [])).join('')}}`;
}
