import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Where a webhook may go. A provider chooses the address and our server calls it, so it must not become a way to what only our server
 * can reach: nothing but public addresses, looked at after the name has been resolved and in the same look that the connection uses.
 * Sources: RFC 6890 and IANA's registries of special-purpose addresses.
 */

const notPublic4 = new BlockList();
const notPublic6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  notPublic4.addSubnet(net, bits, 'ipv4');
}
// Only 2000::/3 is given out; within it these are special. The first ones carry an IPv4 address that would be reached.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  notPublic6.addSubnet(net, bits, 'ipv6');
}

/** `public`: nothing else, in production. `own`: only this machine, in a demo. `any`: the operator, or a developer, allows it. */
export type Reach = 'public' | 'own' | 'any';

export function mayReach(address: string, reach: Reach): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (reach === 'any') return true;
  if (reach === 'own') return address === '::1' || /^(::ffff:)?127\./i.test(address);
  return family === 4 ? !notPublic4.check(address, 'ipv4') : !notPublic6.check(address, 'ipv6');
}

/** An address that the connection may not be made to. */
export class NotAllowedError extends Error {
  readonly code = 'NOT_ALLOWED';
}

/** Resolves a name for a connection, and refuses it when any of its addresses may not be reached. */
export function guardedLookup(reach: Reach, resolve: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (addresses.length === 0 || addresses.some(({ address }) => !mayReach(address, reach))) {
        return callback(new NotAllowedError('an address that may not be reached'), '');
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

/** Why an address cannot be a webhook's, or null when it can. Names are resolved at each sending, not here. */
export function faultOfUrl(text: string, about: { https: boolean; reach: Reach }): string | null {
  if (text.length > 500 || !URL.canParse(text)) return 'is not an address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && (about.https || url.protocol !== 'http:'))
    return 'does not begin with https://';
  if (url.username !== '' || url.password !== '') return 'holds a name or a password';
  if (url.hash !== '') return 'holds a #';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayReach(host, about.reach)) return 'is not reachable from the internet';
  if (about.reach === 'public' && /(^|\.)(localhost|local|internal|home\.arpa)$/i.test(host)) {
    return 'is not reachable from the internet';
  }
  return null;
}
