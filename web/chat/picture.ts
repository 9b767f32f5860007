import { MOST_ON_STRIP, stripOf, weekday } from '../shared/strip.ts';
import type { Time } from './activity.ts';

/** The strip of the day beside its words, as the server makes it (bot/pages/pictures.ts). */

export function timePicture(time: Time | undefined, sheet: string | null): HTMLElement | null {
  if (!time || sheet === null || time.events.length === 0 || time.events.length > MOST_ON_STRIP) return null;
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
    const { start, width, now, from, to } = stripOf(event, time.now);
    const strip = svg('svg', { class: 'strip', viewBox: '-16 0 272 36' });
    strip.append(
      svg('path', { class: 'track', d: 'M0 4h240v14H0z' }),
      svg('path', { class: 'busy', d: `M${start} 2h${width}v18h-${width}z` }),
      ...(now === null ? [] : [svg('path', { class: 'now', d: `M${now} 0v22` })]),
      svg('text', { class: 'from', x: `${start + 2}`, y: '33' }, from),
      svg('text', { x: `${start + width - 2}`, y: '33' }, to),
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
