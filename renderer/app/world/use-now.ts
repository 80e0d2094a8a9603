import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { useWorld } from './world.ts';

/** The current time (ms since 1970), updated every `everyMs`, for changes from "today" to a date. */
export const useNow = (everyMs: number): number => {
  const { now } = useWorld();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
};

/** How often what says a time is looked at again, ms: a countdown counts seconds. */
const second = 1_000;

/**
 * What `read` says of the current time (ms since 1970): plain values that JSON can say. It is read again every second, and the component is drawn
 * again only where it says something else. For countdowns: most components that may show one show none.
 */
export const useOfNow = <Said>(read: (now: number) => Said): Said => {
  const { now } = useWorld();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const said = read(now());
  const shown = useRef({ read, said });
  useLayoutEffect(() => {
    shown.current = { read, said };
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const before = shown.current;
      if (JSON.stringify(before.read(now())) !== JSON.stringify(before.said)) drawAgain();
    }, second);
    return () => clearInterval(timer);
  }, [now]);
  return said;
};
