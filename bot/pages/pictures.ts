import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AppointmentKind } from '../../domain/appointment.ts';
import type { CardTime } from '../../domain/participant.ts';
import { MOST_ON_STRIP, stripOf, weekday } from '../../web/shared/strip.ts';
import { type Html, html } from '../html.ts';

/**
 * Pictures beside words: one for each kind of activity, and a strip of the day that shows when it is. Everything they show stands in the
 * text as well, so they are hidden from those who listen. web/chat/picture.ts draws the same with the same figures; a test compares the two.
 */

/** Names of outline pictures in the package heroicons (MIT). */
const PICTURES: Readonly<Record<AppointmentKind, string>> = {
  'supervisor-meeting': 'chat-bubble-left-right',
  'start-meeting': 'flag',
  'follow-up-meeting': 'clipboard-document-check',
  'three-party-meeting': 'user-group',
  mapping: 'map',
  'group-activity': 'users',
  workshop: 'presentation-chart-bar',
  'cv-help': 'document-text',
  'job-search': 'magnifying-glass',
  'study-visit': 'building-office-2',
  'interview-practice': 'microphone',
  'work-training': 'wrench-screwdriver',
  internship: 'building-storefront',
  course: 'academic-cap',
  'language-training': 'language',
  'health-activity': 'heart',
  'care-contact': 'building-library',
  other: 'calendar-days',
};

/** All pictures in one file, each under its kind, so that a page names the ones it shows and the browser keeps the file. */
export function pictureSheet(): string {
  const require = createRequire(import.meta.url);
  const symbols = Object.entries(PICTURES).map(([kind, name]) => {
    const picture = readFileSync(require.resolve(`heroicons/24/outline/${name}.svg`), 'utf8');
    const paths = picture.replace(/^[^>]*>|<\/svg>\s*$/g, '').trim();
    return `<symbol id="${kind}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5">${paths}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

/** `sheet`: address of the pictures; null for somebody who wants none. */
export function timePicture(time: CardTime | undefined, sheet: string | null): Html | '' {
  if (!time || sheet === null || time.events.length === 0 || time.events.length > MOST_ON_STRIP) return '';
  return html`<ul class="times" aria-hidden="true">${time.events.map((event) => {
    const strip = stripOf(event, time.now);
    return html`<li>${event.kind ? html`<svg class="pic" viewBox="0 0 24 24"><use href="${`${sheet}#${event.kind}`}"></use></svg>` : ''}<span>${weekday(event.start)}: ${event.title}</span><svg class="strip" viewBox="-16 0 272 36"><path class="track" d="M0 4h240v14H0z"></path><path class="busy" d="M${strip.start} 2h${strip.width}v18h-${strip.width}z"></path>${strip.now === null ? '' : html`<path class="now" d="M${strip.now} 0v22"></path>`}<text class="from" x="${strip.start + 2}" y="33">${strip.from}</text><text x="${strip.start + strip.width - 2}" y="33">${strip.to}</text></svg></li>`;
  })}</ul>`;
}
