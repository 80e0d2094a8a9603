/** When things are said: two years, denser lately, mostly at working hours, never after now and never twice at the same millisecond. */
import type { Chooser } from '../random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const span = 730 * day;

/** A time in the past `span`; half of them in the last six months, one in thirty today. */
const moment = (now: number, chooser: Chooser): number => {
  const age = span * chooser.random() ** 2;
  const at = now - age;
  // Times of today are not moved, so that there is always something new.
  if (age < 10 * hour) return at;
  let midnight = Math.floor(at / day) * day;
  const weekday = new Date(midnight).getUTCDay();
  if ((weekday === 0 || weekday === 6) && chooser.chance(0.85)) midnight -= (weekday === 0 ? 2 : 1) * day;
  const workingHour = chooser.chance(0.93) ? 7 + chooser.random() * 10 : chooser.random() * 24;
  return midnight + Math.floor(workingHour * hour);
};

/**
 * Start times for stretches of talk that last `durations` ms, about oldest first; each ends before `now`.
 * @param apart whether one has to end before the next begins (a chat), or may overlap (threads of a channel)
 */
export const startTimes = (
  durations: readonly number[],
  now: number,
  apart: boolean,
  chooser: Chooser,
): number[] => {
  const starts = durations
    .map(() => Math.floor(moment(now - minute, chooser)))
    .sort((left, right) => left - right);
  let next = now - minute - chooser.random() ** 3 * 9 * hour;
  for (let at = starts.length - 1; at >= 0; at -= 1) {
    const planned = starts[at] ?? now;
    const latest = (apart ? next - 20_000 : now - minute) - (durations[at] ?? 0);
    // Talk that would not be over by now is moved some hours back. If all of it ended in this minute, it would look artificial.
    starts[at] = planned <= latest ? planned : Math.floor(latest - (apart ? 0 : chooser.random() * 9 * hour));
    next = starts[at] ?? next;
  }
  return starts;
};

/** Sorts by time and moves equal ones apart by a millisecond: ids of Teams messages are times (facts, Graph §3). */
export const inOrder = <Said extends { readonly at: number }>(said: readonly Said[]): Said[] => {
  const sorted = [...said].sort((left, right) => left.at - right.at);
  let last = -Infinity;
  return sorted.map((item) => {
    last = Math.max(item.at, last + 1);
    return last === item.at ? item : { ...item, at: last };
  });
};
