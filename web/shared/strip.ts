/** Where on the strip of a day something stands: pure, so that the server draws it with the same figures (bot/pages/pictures.ts). */

/** Clock times in Sweden, `2026-03-10T09:00`. */
export interface DayEvent {
  readonly start: string;
  readonly end: string;
}

/** More than this many at once are a list to read and no picture. */
export const MOST_ON_STRIP = 4;

/** From seven to six, or as far as it takes; in 240 parts. `now` is null on another day. */
export function stripOf(
  event: DayEvent,
  now: string,
): { start: number; width: number; now: number | null; from: string; to: string } {
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
    from: clock(event.start),
    to: clock(event.end),
  };
}

function hours(time: string): number {
  return Number(time.slice(11, 13)) + Number(time.slice(14, 16)) / 60;
}

/** `9`, `10.30`: as times are written in Swedish. */
function clock(time: string): string {
  const minutes = time.slice(14, 16);
  return `${Number(time.slice(11, 13))}${minutes === '00' ? '' : `.${minutes}`}`;
}

const weekdayName = new Intl.DateTimeFormat('sv-SE', { weekday: 'long', timeZone: 'UTC' });

export function weekday(time: string): string {
  const name = weekdayName.format(new Date(`${time.slice(0, 10)}T12:00:00Z`));
  return name.charAt(0).toUpperCase() + name.slice(1);
}
