import type { Saying } from '../saying.ts';

/** The plan has a new version, and so many things are new in it. */
export function planNewsSaying(count: number): Saying {
  return {
    key: 'plan:newsHere',
    params: { count },
    choices: [
      { id: 'do:news', key: 'plan:newsChoice' },
      { id: 'do:plan', key: 'common:myPlan' },
    ],
  };
}
