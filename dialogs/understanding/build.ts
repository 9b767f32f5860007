/** `npm run understand:build`: from the phrases in locales/phrases to model.bin. The same phrases give the same file. */

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Model, writeModel } from './classifier.ts';
import { hash32 } from './hash.ts';
import { filled, fingerprintOf, type Heard, labelsOf, readMessages, readPhrases } from './phrases.ts';
import {
  calibrate,
  learn,
  learnByHeart,
  type Phrase,
  rawSums,
  samplesOf,
  train,
  vocabularyOf,
} from './training.ts';

/** One message of so many is kept back once, to see how sure the figures may be. */
const KEPT_BACK = 4;

/**
 * @param phrases as written, with slots
 * @param messages by strangers; also what tells how sure a figure may be, since those who will write are strangers too
 */
export function buildModel(phrases: readonly Phrase[], messages: readonly Heard[]): Model {
  const labels = labelsOf(phrases);
  const all = [...filled(phrases), ...messages];
  // By the text itself, so that one message more does not keep others back.
  const kept = ({ text }: Phrase): boolean => hash32(text, 11) % KEPT_BACK === 0;
  const learnt = learn([...filled(phrases), ...messages.filter((one) => !kept(one))], labels);
  const samples = samplesOf(all, labels);
  const unseen = messages
    .filter(kept)
    .map(({ text, label }) => ({ logits: rawSums(learnt, text), label: labels.indexOf(label) }));
  return {
    ...train(samples, labels),
    vocabulary: vocabularyOf(all),
    temperature: calibrate(unseen),
    known: learnByHeart(all, labels),
    fingerprint: fingerprintOf(samples, labels),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const phrases = readPhrases();
  const messages = readMessages();
  const model = buildModel(phrases, messages);
  const file = writeModel(model);
  writeFileSync(new URL('model.bin', import.meta.url), file);
  console.log(
    `${phrases.length} phrases, ${messages.length} messages, ${model.labels.length} labels, temperature ${model.temperature}, ${file.length} bytes`,
  );
}
