import { REGIMES, type Regime } from '../../domain/plan.ts';
import type { RuleSource } from '../../domain/regimes/rule.ts';

/** A text of the glossary and the regimes it may be shown to. `key` is its name in `glossary.json`. */
export interface TermText {
  readonly key: string;
  readonly regimes: readonly Regime[];
}

/** A word the product explains. */
export interface Term extends RuleSource {
  /** Stable, ASCII. */
  readonly id: string;
  /** As written on a button. */
  readonly shown: string;
  /** Right spellings: singular, plural, definite. Marked in shown texts, and allowed to be long. */
  readonly forms: readonly string[];
  /** What people write when they ask: abbreviations, everyday words, common misspellings. Never shown. */
  readonly alsoFoundBy: readonly string[];
  readonly texts: readonly TermText[];
}

/**
 * municipal: the word means another thing, or has no duty of Arbetsförmedlingen, for a municipal participant.
 * unsure: for a-kassa without a programme, and where the regime is not known, no duty is said to be certain.
 */
export type Variant = 'municipal' | 'unsure';

const VARIANT_REGIMES: Readonly<Record<Variant, readonly Regime[]>> = {
  municipal: ['municipality'],
  unsure: ['a-kassa', 'unknown'],
};

/** Pages and papers the texts rest on. */
export const SOURCES = {
  sick: 'arbetsformedlingen.se, anmal-franvaro-nar-du-ar-sjuk',
  child: 'arbetsformedlingen.se, anmal-franvaro-for-vard-av-barn-nar-du-deltar-i-ett-program',
  week: 'arbetsformedlingen.se, om-du-ar-sjuk-i-mer-an-sju-dagar',
  warning: 'arbetsformedlingen.se, varning-eller-avstangning-fran-ersattning-i-program',
  terms: 'arbetsformedlingen.se, villkor-for-din-ersattning-i-program',
  money: 'arbetsformedlingen.se, aktivitetsstod-och-utvecklingsersattning',
  report: 'arbetsformedlingen.se, aktivitetsrapportera',
  deviation:
    'arbetsformedlingen.se, 2024-04-17-korrekt-avvikelserapport-vid-franvaro-underlattar-handlaggning',
  rusta: 'arbetsformedlingen.se, rusta-och-matcha',
  steg: 'article on Steg till arbete; arbetsformedlingen.se, stod-a-o',
  provider: 'supplier instruction on documentation in Rusta och matcha',
  nacka: 'nacka.se, kundval-arbete-och-etablering-2024 (NAF-2024-00045)',
  news: 'arbetsformedlingen.se, news on Rusta och matcha 2020 and 2021',
  law: 'offentlighets- och sekretesslagen; dataskyddsförordningen; förordning 2000:628',
  general: 'common knowledge, no rule depends on it',
} as const;

const CHECKED = '2026-11-22';

/**
 * Makes a term. Forms and other names are lists with commas.
 * @param reviewBy where the rules are moving, an earlier day than the usual.
 */
export function term(
  id: string,
  forms: string,
  source: keyof typeof SOURCES,
  options: { also?: string; variants?: readonly Variant[]; reviewBy?: string; shown?: string } = {},
): Term {
  const variants = options.variants ?? [];
  const taken = variants.flatMap((variant) => VARIANT_REGIMES[variant]);
  const words = list(forms);
  return {
    id,
    shown: options.shown ?? words[0] ?? id,
    forms: words,
    alsoFoundBy: list(options.also ?? ''),
    texts: [
      { key: id, regimes: REGIMES.filter((regime) => !taken.includes(regime)) },
      ...variants.map((variant) => ({ key: `${id}_${variant}`, regimes: VARIANT_REGIMES[variant] })),
    ],
    source: SOURCES[source],
    checked: CHECKED,
    reviewBy: options.reviewBy ?? '2027-06-30',
  };
}

function list(words: string): string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
