'use strict';

// It comes with jest, and always in its version.
const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take longest, the longest first: ten seconds of a processor or more. */
const LONG = [
  'service/kill',
  'contracts/transcripts',
  'browser/pages',
  'browser/inbox-pages',
  'understanding/model',
  'bot/start',
  'dialogs/plan-regimes',
  'storage/damage',
  'conversations/conversations',
  'bot/provider-cli',
  'storage/faults',
  'browser/chat',
  'browser/embedding',
  'browser/tired',
  'browser/heard',
  'browser/display',
];

/**
 * The long files first, so that none of them is begun when the others are done and its processor's neighbour has nothing left to do. Jest
 * knows how long each took the last time, but not in a fresh copy: there it goes by the size of the files, and some of the longest are small.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONG.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return place === -1 ? LONG.length : place;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
