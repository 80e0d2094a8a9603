import { useEffect, useState } from 'react';
import { useWorld } from './world.ts';

/** The current time (ms since 1970), updated every `everyMs`, for countdowns and for changes from "today" to a date. */
export const useNow = (everyMs: number): number => {
  const { now } = useWorld();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
};
