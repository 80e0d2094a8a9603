/** Times as people read them. All take ms since the epoch and the reader's locale (undefined: the system's). */

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** Whole calendar days from `time` to `now` (0 today, 1 yesterday), whatever summer time does in between. */
const daysAgo = (time: number, now: number): number =>
  Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl formatter costs more than formatting a thousand dates: keep them. */
const formatter = (locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale ?? ''}${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
};

/** `14:05`. */
export const clockTime = (time: number, locale?: string): string =>
  formatter(locale, { hour: '2-digit', minute: '2-digit' }).format(time);

/** For the list: the time today, `Yesterday`, the weekday within the week, else the date. */
export const shortWhen = (time: number, now: number, locale?: string): string => {
  const days = daysAgo(time, now);
  if (days <= 0) return clockTime(time, locale);
  if (days === 1) return 'Yesterday';
  if (days < 7) return formatter(locale, { weekday: 'short' }).format(time);
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return formatter(locale, sameYear ? { day: 'numeric', month: 'short' } : { dateStyle: 'short' }).format(
    time,
  );
};

/** For the line between two days: `Today`, `Yesterday`, `Friday 20 November`, with the year when it is another one. */
export const dayName = (time: number, now: number, locale?: string): string => {
  const days = daysAgo(time, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return formatter(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  }).format(time);
};

/** For hovering: date and time in full. */
export const fullWhen = (time: number, locale?: string): string =>
  formatter(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(time);

/** True when both are on the same calendar day here. */
export const sameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

/** How long until `time`: `now`, `in 12 seconds`, `in 3 minutes`, `in 2 hours`. */
export const untilWhen = (time: number, now: number): string => {
  const seconds = Math.ceil((time - now) / 1000);
  if (seconds <= 0) return 'now';
  if (seconds < 90) return `in ${counted(seconds, 'second')}`;
  if (seconds < 90 * 60) return `in ${counted(Math.round(seconds / 60), 'minute')}`;
  return `in ${counted(Math.round(seconds / 3600), 'hour')}`;
};

/** `1 message`, `1,204 messages`. */
export const counted = (count: number, one: string, many = `${one}s`, locale?: string): string =>
  `${count.toLocaleString(locale)} ${count === 1 ? one : many}`;
