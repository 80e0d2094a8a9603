import { useEffect, useState } from 'react';
import { useWorld } from './world.ts';

/** The current time (ms), renewed every `everyMs`; for countdowns and for "today" turning into a date. */
export const useNow = (everyMs: number): number => {
  const { now } = useWorld();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
};
