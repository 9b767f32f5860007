import type { Time } from './activity.ts';

/** The strip of the day beside its words, as the server makes it (bot/pages/pictures.ts). */

const MOST = 4;

export function timePicture(time: Time | undefined, sheet: string | null): HTMLElement | null {
  if (!time || sheet === null || time.events.length === 0 || time.events.length > MOST) return null;
  const list = document.createElement('ul');
  list.className = 'times';
  list.setAttribute('aria-hidden', 'true');
  for (const event of time.events) {
    const item = document.createElement('li');
    if (event.kind) {
      const picture = svg('svg', { class: 'pic', viewBox: '0 0 24 24' });
      picture.append(svg('use', { href: `${sheet}#${event.kind}` }));
      item.append(picture);
    }
    const name = document.createElement('span');
    name.textContent = `${weekday(event.start)}: ${event.title}`;
    const { start, width, now } = stripOf(event, time.now);
    const strip = svg('svg', { class: 'strip', viewBox: '-16 0 272 36' });
    strip.append(
      svg('path', { class: 'track', d: 'M0 4h240v14H0z' }),
      svg('path', { class: 'busy', d: `M${start} 2h${width}v18h-${width}z` }),
      ...(now === null ? [] : [svg('path', { class: 'now', d: `M${now} 0v22` })]),
      svg('text', { class: 'from', x: `${start + 2}`, y: '33' }, clock(event.start)),
      svg('text', { x: `${start + width - 2}`, y: '33' }, clock(event.end)),
    );
    item.append(name, strip);
    list.append(item);
  }
  return list;
}

function svg(name: string, attributes: Record<string, string>, text = ''): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) made.setAttribute(key, attributes[key] as string);
  made.textContent = text;
  return made;
}

function stripOf(event: { start: string; end: string }, now: string) {
  const start = hours(event.start);
  const end = event.end.slice(0, 10) > event.start.slice(0, 10) ? 24 : hours(event.end);
  const first = Math.min(7, Math.floor(start) - 1);
  const last = Math.max(18, Math.ceil(end) + 1);
  const place = (hour: number) => Math.round(((hour - first) / (last - first)) * 240);
  const isToday = now.slice(0, 10) === event.start.slice(0, 10);
  const at = place(hours(now));
  return {
    start: place(start),
    width: Math.max(4, place(end) - place(start)),
    now: isToday && at >= 0 && at <= 240 ? at : null,
  };
}

function hours(time: string): number {
  return Number(time.slice(11, 13)) + Number(time.slice(14, 16)) / 60;
}

function clock(time: string): string {
  const minutes = time.slice(14, 16);
  return `${Number(time.slice(11, 13))}${minutes === '00' ? '' : `.${minutes}`}`;
}

const weekdayName = new Intl.DateTimeFormat('sv-SE', { weekday: 'long', timeZone: 'UTC' });

function weekday(time: string): string {
  const name = weekdayName.format(new Date(`${time.slice(0, 10)}T12:00:00Z`));
  return name.charAt(0).toUpperCase() + name.slice(1);
}
