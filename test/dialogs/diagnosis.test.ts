import { describe, expect, test } from '@jest/globals';
import { namesIllness, tellsNoMore, withoutDiagnosis } from '../../dialogs/understanding/diagnosis.ts';

describe('an illness that is named', () => {
  test.each([
    ['jag har migrän och kan inte komma', 'jag har … och kan inte komma'],
    ['Jag har DEPRESSION, och ångest.', 'Jag har …, och ….'],
    ['magsjuk idag', '… idag'],
    ['Tumör! Diarré sen i går 🤕, müsli', '…! … sen i går 🤕, müsli'],
  ])('is left out of %j', (text, kept) => {
    expect(namesIllness(text)).toBe(true);
    expect(withoutDiagnosis(text)).toBe(kept);
  });

  test('takes all of the text with it where its place cannot be told', () => {
    expect(withoutDiagnosis('jag har mihgrän 🤕')).toBe('…');
    expect(withoutDiagnosis('İ dag har jag migrän')).toBe('…');
  });

  test.each(['jag är sjuk imorgon', 'jag blir 10 minuter sen'])('is not seen in %j', (text) => {
    expect(namesIllness(text)).toBe(false);
  });

  test.each([
    ['jag hade migrän', true],
    ['Migrän!', true],
    ['pga min ångest', true],
    ['jag har mihgrän 🤕', true],
    ['jag hade migrän och bussen gick inte', false],
    ['jag var där men hade migrän', false],
  ])('leaves nothing to tell of %j: %p', (text, isNothing) => {
    expect(tellsNoMore(withoutDiagnosis(text))).toBe(isNothing);
  });
});
