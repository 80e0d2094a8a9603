/** Times in words. All functions take ms since 1970. */
import type { Locale } from './locale.ts';
import { say } from './catalogue/say.ts';

/** The beginning of the calendar day here, ms since 1970. */
export const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** Whole calendar days from `time` to `now` (0 today, 1 yesterday), independent of summer time. */
const daysAgo = (time: number, now: number): number =>
  Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);

const hours = ({ clock }: Locale): Intl.DateTimeFormatOptions => ({
  hour: clock === 24 ? '2-digit' : 'numeric',
  minute: '2-digit',
});

/** `14:05`, `2:05 pm`. */
export const clockTime = (time: number, locale: Locale): string => locale.dates(hours(locale)).format(time);

/** `14:05`, `2:05`: for a place with room for five characters, beside an element with the full time. */
export const clockDigits = (time: number, locale: Locale): string =>
  locale
    .dates(hours(locale))
    .formatToParts(time)
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();

/** For the list: the time today, `Yesterday`, the weekday within the week, else the date. `now` may be any time of today. */
export const shortWhen = (time: number, now: number, locale: Locale): string => {
  const days = daysAgo(time, now);
  if (days <= 0) return clockTime(time, locale);
  if (days === 1) return say('when.yesterday');
  if (days < 7) return locale.dates({ weekday: 'short' }).format(time);
  return locale.dates({ day: 'numeric', month: 'short', ...otherYear(time, now) }).format(time);
};

/** For the line between two days: `Today`, `Yesterday`, `Friday 20 November`, with the year when it is another one. */
export const dayName = (time: number, now: number, locale: Locale): string => {
  const days = daysAgo(time, now);
  if (days === 0) return say('when.today');
  if (days === 1) return say('when.yesterday');
  return locale
    .dates({ weekday: 'long', day: 'numeric', month: 'long', ...otherYear(time, now) })
    .format(time);
};

const otherYear = (time: number, now: number): Intl.DateTimeFormatOptions =>
  new Date(time).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' };

/** For hovering: date and time in full. */
export const fullWhen = (time: number, locale: Locale): string =>
  locale
    .dates({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      ...hours(locale),
      second: '2-digit',
    })
    .format(time);

/** True if both are on the same calendar day here. */
export const sameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

/** How long until `time`: `now`, `in 12 seconds`, `in 3 minutes`, `in 2 hours`. */
export const untilWhen = (time: number, now: number): string => {
  const seconds = Math.ceil((time - now) / 1000);
  if (seconds <= 0) return say('when.now');
  if (seconds < 90) return say('when.in-seconds', { seconds });
  if (seconds < 90 * 60) return say('when.in-minutes', { minutes: Math.round(seconds / 60) });
  return say('when.in-hours', { hours: Math.round(seconds / 3600) });
};
