import type { IncomingMessage, ServerResponse } from 'node:http';
import { DamagedError, StoreFullError, StoreWriteError } from '../../../domain/errors.ts';
import type { Participant } from '../../../domain/participant.ts';
import { STAFF_ROLES, type StaffRole } from '../../../domain/provider.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { checkForm, readForm } from '../../sign-in/forms.ts';
import { type SignedInStaff, staffOf } from '../../sign-in/sessions.ts';
import { mayHear, maySee, type Seen, visibleParticipant } from './access.ts';
import { type InboxPage, type Say, sayOn, sendInboxPage } from './shell.ts';
import { oldForm, pageOf } from './sign-in-pages.ts';

/** What every page of the inbox needs: who asks, may they, and what is answered when they may not. */

/** A request of somebody who is signed in. */
export interface Ask {
  readonly parts: Parts;
  readonly req: Parameters<Route['handle']>[0];
  readonly res: Parameters<Route['handle']>[1];
  readonly who: SignedInStaff;
  readonly now: Instant;
}

export const SETS_UP: readonly StaffRole[] = ['administrator'];

/** Makes routes. For a role that is not among `roles` a page is not there. A form is acted on only when it comes from a page made for this person. */
export function inboxRouter(parts: Parts) {
  const page = (
    path: string,
    handle: (ask: Ask) => Promise<void>,
    roles: readonly StaffRole[] = STAFF_ROLES,
  ): Route => ({
    method: 'get',
    path,
    surface: 'page',
    handle: (req, res) =>
      signedIn(parts, req, res, async (ask) =>
        roles.includes(ask.who.staff.role) ? handle(ask) : notFound(ask),
      ),
  });
  const form = (
    path: string,
    handle: (ask: Ask, fields: URLSearchParams) => Promise<void>,
    roles: readonly StaffRole[] = STAFF_ROLES,
  ): Route => ({
    method: 'post',
    path,
    surface: 'page',
    handle: (req, res) =>
      signedIn(parts, req, res, async (ask) => {
        const fields = await readForm(req);
        if (!checkForm(parts, req, fields, ask.who.session)) {
          await show(ask, 403, oldForm(sayOn(today(ask.now))));
        } else if (roles.includes(ask.who.staff.role)) await handle(ask, fields);
        else await notFound(ask);
      }),
  });
  return { page, form };
}

async function signedIn(
  parts: Parts,
  req: Ask['req'],
  res: Ask['res'],
  handle: (ask: Ask) => Promise<void>,
): Promise<void> {
  const quiet = req.headers['x-stegvis-look'] !== undefined;
  const who = await staffOf(parts, req, quiet ? withoutCookies(res) : res);
  if (who !== null) {
    const ask = { parts, req, res, who, now: parts.clock.now() };
    try {
      await handle(ask);
    } catch (error) {
      await showFault(ask, error);
    }
  } else if (quiet) {
    res.writeHead(401, { 'cache-control': 'no-store' });
    res.end();
  } else {
    redirect(res, '/inkorg/logga-in');
  }
}

/** A page that looks for news by itself must not keep somebody signed in who has gone home. */
function withoutCookies(res: ServerResponse): ServerResponse {
  return { getHeader: () => undefined, setHeader: () => res } as unknown as ServerResponse;
}

export async function show(ask: Ask, status: number, made: InboxPage): Promise<void> {
  await sendInboxPage({ ...ask, day: today(ask.now) }, status, made);
}

/** The same for what does not exist, what is another provider's and what is another handledare's. */
export async function notFound(ask: Ask): Promise<void> {
  const say = sayOn(today(ask.now));
  const content = html`<p>${say('inbox:notFoundText')}</p>${backHtml(say)}`;
  await show(ask, 404, pageOf(say('inbox:notFoundTitle'), content));
}

function backHtml(say: Say): Html {
  return html`<p><a class="big" href="/inkorg">${say('inbox:back')}</a></p>`;
}

/** What staff can do something about is said in their words. The rest is answered, and logged, as any fault is. */
async function showFault(ask: Ask, error: unknown): Promise<void> {
  const say = sayOn(today(ask.now));
  if (error instanceof DamagedError) {
    // Met by a form that nobody gave them: whether somebody else's is damaged is nobody's business.
    if (!mayHear(ask.who, error)) return notFound(ask);
    const content = html`<p>${say('inbox:unreadable', { id: { name: error.id } })}</p>${backHtml(say)}`;
    return show(ask, 503, pageOf(say('inbox:unreadableTitle'), content));
  }
  if (error instanceof StoreFullError || error instanceof StoreWriteError) {
    ask.parts.log.error('inbox.not-saved', { code: error.code });
    return show(ask, 503, pageOf(say('inbox:oldFormTitle'), html`<p>${say('inbox:notSavedText')}</p>`));
  }
  throw error;
}

/** The participant of the address, if this person may see them. */
export async function seenOf(ask: Ask): Promise<Seen | null> {
  return visibleParticipant(ask.parts, ask.who, String(ask.req.params.participant));
}

/** One write, if the person may still see the participant. Null when nothing was to be changed. */
export async function changeSeen(
  ask: Ask,
  act: (doc: Participant) => Participant | null,
): Promise<Participant | null> {
  return ask.parts.store.turn(String(ask.req.params.participant), (doc) => {
    const mayChange = doc?.providerId === ask.who.provider.id && maySee(ask.who.staff, doc);
    const changed = doc !== null && mayChange ? act(doc) : null;
    return { doc: changed, result: changed };
  });
}

/**
 * Does something to a thing as the page showed it: one that has been changed since is shown instead. Two colleagues who press at the same
 * time both see the same end, and who did it. Gives where to go on: `path`, with the word for what was done, which `told` finds in the
 * thing as it is then; null for none.
 */
export async function changeShown<Thing extends { readonly version: number }>(
  ask: Ask,
  path: string,
  version: string | null,
  {
    find,
    act,
    told,
  }: {
    readonly find: (doc: Participant) => Thing | undefined;
    readonly act: (doc: Participant) => Participant | null;
    readonly told: (thing: Thing, isDone: boolean) => string | null;
  },
): Promise<void> {
  let current: Thing | undefined;
  let isStale = false;
  const changed = await changeSeen(ask, (doc) => {
    current = find(doc);
    isStale = version !== String(current?.version);
    return isStale ? null : act(doc);
  });
  const thing = (changed && find(changed)) ?? current;
  const done = isStale ? 'andrat' : thing ? told(thing, changed !== null) : null;
  redirect(ask.res, done === null ? path : `${path}?klart=${done}`);
}

/** The word for what was done to something that staff read. Only the first of them is named in the chat. */
export function readWord(
  { status, readBy }: { readonly status: string; readonly readBy: string | null },
  { who }: Ask,
): string {
  if (status === 'withdrawn') return 'lasttillbaka';
  return readBy === who.staff.name ? 'last' : 'lastfore';
}

/** The same for something that staff send on. */
export function sentWord(sentAt: Instant | null, isDone: boolean): string | null {
  if (isDone) return 'skickad';
  return sentAt === null ? null : 'skickadfore';
}

export function actingOf({ who, now }: Ask) {
  return { now, staffId: who.staff.id, staffName: who.staff.name };
}

/** What was just done, by the word that stands in the address: nobody's own words stand there. */
export function doneOf(req: IncomingMessage, names: Readonly<Record<string, StaffKey>>): StaffKey | null {
  const done = queryOf(req).get('klart') ?? '';
  return Object.hasOwn(names, done) ? (names[done] ?? null) : null;
}

export function queryOf(req: IncomingMessage): URLSearchParams {
  return new URL(req.url ?? '/', 'http://localhost').searchParams;
}
