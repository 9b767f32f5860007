import type { ServerResponse } from 'node:http';
import { findOccurrence } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { parsePlan } from '../../domain/plan.ts';
import { appointmentsLeft, isClosed } from '../../domain/service-end.ts';
import { today } from '../../domain/time.ts';
import { readerOf } from '../../locales/tell.ts';
import { notFoundPage } from '../pages/errors.ts';
import { sendPage } from '../pages/shell.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { participantOf } from '../sign-in/sessions.ts';
import { type EarlierPlan, eventText, feedText } from './calendar.ts';
import { calendarOwner } from './link.ts';

/** The calendar that others subscribe to under its private address, and one appointment as a file for who is signed in. */

/** Older versions that are looked through for what has left the plan. */
const EARLIER_PLANS = 6;

export function calendarRoutes(parts: Parts): Route[] {
  return [
    {
      method: 'get',
      path: '/kalender/:file',
      surface: 'asset',
      handle: async (req, res) => {
        const token = /^([\w-]{20,100})\.ics$/.exec(String(req.params.file))?.[1];
        const doc = token === undefined ? null : await calendarOwner(parts, token);
        const now = parts.clock.now();
        // Nobody's whereabouts leave the page when they are protected, whatever was set up before.
        if (doc === null || doc.plan.person.protectedIdentity || isClosed(doc, today(now))) {
          await sendPage(req, res, 404, notFoundPage({ level: 'easy', today: today(now) }));
          return;
        }
        sendCalendar(res, feedText(doc, await earlierPlans(parts, doc), now), null);
      },
    },
    {
      method: 'get',
      path: '/kalender/traff/:key',
      surface: 'asset',
      handle: async (req, res) => {
        const found = await participantOf(parts, req, res);
        const now = parts.clock.now();
        const key = String(req.params.key).replace(/\.ics$/, '');
        const occurrence = found && findOccurrence(appointmentsLeft(found.doc), key);
        if (!found || !occurrence || found.doc.plan.person.protectedIdentity) {
          await sendPage(
            req,
            res,
            404,
            notFoundPage(found ? readerOf(found.doc, now) : { level: 'easy', today: today(now) }),
          );
          return;
        }
        sendCalendar(res, eventText(found.doc, occurrence, now), `${occurrence.start.slice(0, 10)}.ics`);
      },
    },
  ];
}

async function earlierPlans(parts: Pick<Parts, 'store'>, doc: Participant): Promise<EarlierPlan[]> {
  const stored = await parts.store.lastLines(doc.id, 'plans', EARLIER_PLANS);
  return stored
    .filter(({ body }) => body.version !== doc.planVersion)
    .reverse()
    .flatMap(({ body }) => {
      const parsed = parsePlan(body.plan);
      return parsed.ok ? [parsed.plan] : [];
    });
}

function sendCalendar(res: ServerResponse, text: string, download: string | null): void {
  const body = Buffer.from(text);
  res.writeHead(200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    ...(download === null ? {} : { 'content-disposition': `attachment; filename="${download}"` }),
  });
  res.end(body);
}
