import type { CarryPause } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import type { Locale } from '../words/locale.ts';
import { clockTime, sameDay } from '../words/when.ts';

/** Until when carrying is paused. `now` is this machine's clock, ms. */
export const carryPauseSentence = (
  pause: Exclude<CarryPause, { readonly kind: 'none' }>,
  now: number,
  locale: Locale,
): string => {
  if (pause.kind === 'handed-over') return say('carry.pause.handed-over');
  if (pause.kind === 'until-ended') return say('carry.pause.now');
  const { until } = pause;
  const time = clockTime(until, locale);
  if (sameDay(until, now)) return say('carry.pause.now.until', { time });
  // A pause ends tomorrow at the latest.
  return say('carry.pause.now.until-day', { day: locale.dates({ weekday: 'long' }).format(until), time });
};
