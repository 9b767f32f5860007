import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const readme = readFileSync('README.md', 'utf8');

test('the conversation in the README is one that is played', () => {
  const played = readFileSync('test/conversations/sick-tomorrow-easy.chat', 'utf8')
    .split('\n')
    .map((line) =>
      line
        .replace(/^(du:|bot:)/, '')
        .replace(/^\s+(- )?/, '')
        .trim(),
    );
  const quoted = readme
    .split('\n')
    .filter((line) => line.startsWith('> '))
    .map((line) =>
      line
        .slice(2)
        .replace(/^\*\*(Du|Stegvis):\*\* /, '')
        .trim(),
    );
  expect(quoted.length).toBeGreaterThan(10);
  for (const line of quoted) {
    const choices = [...line.matchAll(/`([^`]+)`/g)].map((match) => `[${match[1]}]`);
    expect(played).toContain(choices.length > 0 ? choices.join(' ') : line);
  }
});

test('every npm script that the documents name exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = ['README.md', 'docs/architecture.md', 'docs/running.md', 'docs/provider-api.md']
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((text) => [...text.matchAll(/npm run (?:--silent |-s )?([a-z:]+)/g)].map((match) => match[1]));
  expect(named.length).toBeGreaterThan(3);
  for (const script of named) expect(Object.keys(scripts)).toContain(script);
});

test('every page of the documents that the README names exists', () => {
  for (const match of readme.matchAll(/\]\(((?:docs|test|examples|LICENSE)[^)]*)\)/g)) {
    expect(() => readFileSync(match[1] ?? '')).not.toThrow(/ENOENT/);
  }
});
