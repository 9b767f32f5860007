import { openAddresses, withoutAddress } from '../domain/address.ts';
import { isWay, type Way } from '../domain/address-schema.ts';
import type { Choice, Phrase, Saying } from '../locales/saying.ts';
import type { Ctx, Turn } from './turn.ts';
import { fold } from './understanding/normalise.ts';

/** "Vilka sätt kan du nå mig?": the addresses of a participant, listed and taken away in words. */

const REMOVE: Readonly<Record<Way, Choice>> = {
  teams: { id: 'do:reach:remove:teams', key: 'channel:removeTeams' },
  sms: { id: 'do:reach:remove:sms', key: 'channel:removeNumber' },
  azure: { id: 'do:reach:remove:azure', key: 'channel:removeApp' },
};

const REMOVED = {
  teams: 'channel:removedTeams',
  sms: 'channel:removedNumber',
  azure: 'channel:removedApp',
} as const;

export function reachCommand(argument: string, ctx: Ctx): Turn {
  const [what, way = ''] = argument.split(':');
  if (what === 'remove' && isWay(way)) return remove(way, ctx);
  return { doc: ctx.doc, say: [reachSaying(ctx)] };
}

function reachSaying({ doc }: Ctx): Saying {
  const open = openAddresses(doc);
  if (open.length === 0) {
    return { key: 'channel:webAlone', choices: [{ id: 'do:ask', key: 'common:askSupervisor' }] };
  }
  const rows: Phrase[] = [
    { key: 'channel:rowWeb' },
    ...open.map(
      ({ way, key }): Phrase =>
        way === 'sms'
          ? // The last digits tell one's own number apart, and tell it to nobody else.
            { key: 'channel:rowNumber', params: { end: key.slice(-2) } }
          : { key: way === 'teams' ? 'channel:rowTeams' : 'channel:rowApp' },
    ),
  ];
  return { key: 'channel:list', rows, choices: open.map(({ way }) => REMOVE[way]) };
}

function remove(way: Way, ctx: Ctx): Turn {
  const doc = withoutAddress(ctx.doc, way, ctx.env.now);
  if (doc === ctx.doc) return { doc, say: [{ key: 'channel:nothingToRemove' }] };
  return { doc, say: [{ key: REMOVED[way], choices: [{ id: 'do:reach', key: 'channel:howReached' }] }] };
}

const REACHED =
  /\b(?:vilka|vilket|hur m[åa]nga|p[åa] vilk\w+) s[äa]tt\b.*\b(?:n[åa]|kontakta|skriva)\b|\bhur (?:kan|n[åa]r|ska) du (?:n[åa] |kontakta )?mig\b/;
const APART = /\b(?:koppla (?:bort|ifr[åa]n|av)|ta bort|sluta|avsluta|inte)\b/;
const NUMBER = /\b(?:mitt (?:mobil|telefon)?nummer|min (?:mobil|telefon)|sms|sms:?a)\b/;
const TEAMS = /\bteams\b/;

/** The command that somebody's words mean; null for everything else. Narrow on purpose. */
export function reachWish(text: string): string | null {
  const said = fold(text.toLowerCase());
  if (REACHED.test(said)) return 'reach';
  if (said.split(/\s+/).length > 8 || !APART.test(said)) return null;
  if (TEAMS.test(said) && /\bkoppla|\bta bort|\bskriv/.test(said)) return 'reach:remove:teams';
  if (
    NUMBER.test(said) &&
    /\bkoppla|\bta bort|\bsluta (?:sms|skicka sms)|\bskicka inte sms|\binga sms/.test(said)
  )
    return 'reach:remove:sms';
  return null;
}
