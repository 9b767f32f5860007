/** `npm run understand:build`: from the phrases in locales/phrases to model.bin. The same phrases give the same file. */

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Model, writeModel } from './classifier.ts';
import { hash32 } from './features.ts';
import { filled, fingerprintOf, LABELS, readPhrases } from './phrases.ts';
import { calibrate, learn, learnByHeart, type Phrase, rawSums, samplesOf } from './training.ts';

/** One phrase of so many is kept back once, to see how sure the figures may be. */
const KEPT_BACK = 4;

export function buildModel(phrases: readonly Phrase[]): Model {
  const labels = LABELS.filter((label) => phrases.some((phrase) => phrase.label === label));
  const all = filled(phrases);
  const samples = samplesOf(all, labels);
  // By the phrase itself, so that one phrase more does not keep others back.
  const kept = ({ text }: Phrase): boolean => hash32(text, 11) % KEPT_BACK === 0;
  const learnt = learn(filled(phrases.filter((phrase) => !kept(phrase))), labels);
  const unseen = phrases
    .filter((phrase) => kept(phrase) && !phrase.text.includes('{'))
    .map(({ text, label }) => ({ logits: rawSums(learnt, text), label: labels.indexOf(label) }));
  return {
    ...learn(all, labels),
    temperature: calibrate(unseen),
    known: learnByHeart(all, labels),
    fingerprint: fingerprintOf(samples, labels),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const phrases = readPhrases();
  const model = buildModel(phrases);
  const file = writeModel(model);
  writeFileSync(new URL('model.bin', import.meta.url), file);
  console.log(
    `${phrases.length} phrases, ${model.labels.length} labels, temperature ${model.temperature}, ${file.length} bytes`,
  );
}
