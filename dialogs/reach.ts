import {
  addressOf,
  type ChosenWay,
  canReach,
  chooseWay,
  openAddresses,
  withoutAddress,
} from '../domain/address.ts';
import { isWay, type Way } from '../domain/address-schema.ts';
import { setDetails } from '../domain/sms.ts';
import type { TextKey } from '../locales/keys.ts';
import {
  APART,
  ASKED_FOR,
  BY_EMAIL,
  BY_SMS,
  BY_TEAMS,
  BY_WEB,
  LESS,
  MORE,
  NO_EMAIL,
  NO_NUMBER,
  NO_SMS,
  NO_TEAMS,
  NOT,
  NUMBER,
  REACHED,
  TEAMS,
  WANTED,
} from '../locales/phrases/reach.ts';
import type { Choice, Phrase, Saying } from '../locales/saying.ts';
import type { Ctx, Turn } from './turn.ts';
import type { Normalised } from './understanding/normalise.ts';

/**
 * "Vilka sätt kan du nå mig?": the addresses of a participant, listed, chosen between and taken away in words; and how much an SMS may say, which
 * only somebody who is signed in decides.
 */

const REMOVE: Readonly<Record<Way, Choice>> = {
  teams: { id: 'do:reach:remove:teams', key: 'channel:removeTeams' },
  sms: { id: 'do:reach:remove:sms', key: 'channel:removeNumber' },
  email: { id: 'do:reach:remove:email', key: 'channel:removeEmail' },
  azure: { id: 'do:reach:remove:azure', key: 'channel:removeApp' },
};

const REMOVED = {
  teams: 'channel:removedTeams',
  sms: 'channel:removedNumber',
  email: 'channel:removedEmail',
  azure: 'channel:removedApp',
} as const;

const BY = {
  web: 'channel:byWeb',
  teams: 'channel:byTeams',
  sms: 'channel:byNumber',
  email: 'channel:byEmail',
} as const satisfies Record<ChosenWay, TextKey>;

const CHOOSE: Readonly<Record<ChosenWay, Choice>> = {
  web: { id: 'do:reach:by:web', key: 'channel:chooseWeb' },
  teams: { id: 'do:reach:by:teams', key: 'channel:chooseTeams' },
  sms: { id: 'do:reach:by:sms', key: 'channel:chooseNumber' },
  email: { id: 'do:reach:by:email', key: 'channel:chooseEmail' },
};

export function reachCommand(argument: string, ctx: Ctx): Turn {
  const [what, name = ''] = argument.split(':');
  if (what === 'remove' && isWay(name)) return remove(name, ctx);
  if (what === 'by' && name in BY) return chosen(name as ChosenWay, ctx);
  if (what === 'details') return details(name === 'on', ctx);
  return { doc: ctx.doc, say: [reachSaying(ctx)] };
}

const ROW = { teams: 'channel:rowTeams', email: 'channel:rowEmail', azure: 'channel:rowApp' } as const;

/** Of a way that does not lead to this person. */
const MISSING = {
  web: 'channel:noSuchWay',
  teams: 'channel:noTeams',
  sms: 'channel:noNumber',
  email: 'channel:noEmail',
} as const satisfies Record<ChosenWay, TextKey>;

function reachSaying(ctx: Ctx): Saying {
  const { doc } = ctx;
  const open = openAddresses(doc);
  if (open.length === 0) {
    return {
      key: 'channel:webAlone',
      choices: [...toChoose(ctx), { id: 'do:ask', key: 'common:askSupervisor' }],
    };
  }
  const rows: Phrase[] = [
    { key: 'channel:rowWeb' },
    ...open.map(
      ({ way, key }): Phrase =>
        way === 'sms'
          ? // The last digits tell one's own number apart, and tell it to nobody else.
            { key: 'channel:rowNumber', params: { end: key.slice(-2) } }
          : { key: ROW[way] },
    ),
  ];
  return {
    key: 'channel:list',
    rows,
    choices: [...toChoose(ctx), ...moreOrLess(ctx), ...open.map(({ way }) => REMOVE[way])],
  };
}

/** Another way to be reminded than now, where there is one. */
function toChoose({ doc, env }: Ctx): Choice[] {
  const now = doc.reminding.channel;
  const ways = (['sms', 'email', 'teams'] as const).filter(
    (way) => env.ways?.includes(way) && canReach(doc, way),
  );
  const offered = ways.filter((way) => way !== now).map((way) => CHOOSE[way]);
  return ways.length > 0 && openAddresses(doc).length > 0 && now !== 'web'
    ? [...offered, CHOOSE.web]
    : offered;
}

function chosen(way: ChosenWay, ctx: Ctx): Turn {
  if (way !== 'web' && !ctx.env.ways?.includes(way))
    return { doc: ctx.doc, say: [{ key: 'channel:noSuchWay', choices: [HOW] }] };
  const doc = chooseWay(ctx.doc, way, ctx.env.now);
  if (doc === ctx.doc) {
    const ask: Choice = { id: 'do:ask', key: 'common:askSupervisor' };
    return { doc, say: [{ key: MISSING[way], choices: [ask] }] };
  }
  const end = addressOf(doc, 'sms')?.key.slice(-2) ?? '';
  const say: Saying = {
    key: BY[way],
    ...(way === 'sms' ? { params: { end } } : {}),
    choices: [...(way === 'sms' ? moreOrLess({ ...ctx, doc }) : []), HOW],
  };
  return { doc, say: [say] };
}

const HOW: Choice = { id: 'do:reach', key: 'channel:howReached' };

/** How much an SMS says: for somebody who gets any. */
function moreOrLess({ doc }: Ctx): Choice[] {
  if (addressOf(doc, 'sms') === null || doc.plan.person.protectedIdentity) return [];
  return doc.sms.details
    ? [{ id: 'do:reach:details:off', key: 'channel:lessBySms' }]
    : [{ id: 'do:reach:details:on', key: 'channel:moreBySms' }];
}

function details(on: boolean, ctx: Ctx): Turn {
  // Whoever writes by SMS may only pretend to have the number.
  if (ctx.env.channel === 'sms') return { doc: ctx.doc, say: [] };
  if (ctx.doc.plan.person.protectedIdentity)
    return { doc: ctx.doc, say: [{ key: 'channel:moreOff', choices: [HOW] }] };
  const doc = { ...ctx.doc, sms: setDetails(ctx.doc.sms, on) };
  return {
    doc,
    say: [{ key: on ? 'channel:moreOn' : 'channel:moreOff', choices: [...moreOrLess({ ...ctx, doc }), HOW] }],
  };
}

function remove(way: Way, ctx: Ctx): Turn {
  const doc = withoutAddress(ctx.doc, way, ctx.env.now);
  if (doc === ctx.doc) return { doc, say: [{ key: 'channel:nothingToRemove' }] };
  return { doc, say: [{ key: REMOVED[way], choices: [HOW] }] };
}

/** The command that somebody's words mean; null for everything else. Narrow on purpose. */
export function reachWish({ folded: said }: Normalised): string | null {
  if (REACHED.test(said)) return 'reach';
  if (said.split(' ').length > 8) return null;
  if (LESS.test(said)) return 'reach:details:off';
  if (ASKED_FOR.test(said) && MORE.test(said) && !APART.test(said)) return 'reach:details:on';
  if (WANTED.test(said) && !NOT.test(said)) {
    if (BY_WEB.test(said)) return 'reach:by:web';
    if (BY_SMS.test(said)) return 'reach:by:sms';
    if (BY_EMAIL.test(said)) return 'reach:by:email';
    if (BY_TEAMS.test(said)) return 'reach:by:teams';
  }
  if (NO_SMS.test(said)) return 'reach:remove:sms';
  if (NO_EMAIL.test(said)) return 'reach:remove:email';
  if (!APART.test(said)) return null;
  if (TEAMS.test(said) && NO_TEAMS.test(said)) return 'reach:remove:teams';
  if (NUMBER.test(said) && NO_NUMBER.test(said)) return 'reach:remove:sms';
  return null;
}
