/** The place that the user is led to from outside of the app page: kept until the page takes it, which may be opened for it. */
import { type Goal, goal as goalShape } from '../../preload/contract/index.ts';

/** Ours: `isthmus://open?conversation=…&message=…&thread=…`, with the mirror's ids. */
export const ownScheme = 'isthmus';

export interface Goals {
  lead(goal: Goal): void;
  /** The place, once. */
  take(): Goal | null;
  /** An address that a stranger may have made. Whether it was one of ours; it leads nowhere where the mirror does not hold it. */
  heard(address: string): boolean;
}

/** @param waits tells the app page that there is something to take */
export function createGoals(waits: () => void): Goals {
  let waiting: Goal | null = null;
  const lead = (goal: Goal): void => {
    waiting = goal;
    waits();
  };
  return {
    lead,
    take: () => {
      const goal = waiting;
      waiting = null;
      return goal;
    },
    heard: (address) => {
      const goal = goalOf(address);
      if (goal !== null) lead(goal);
      return goal !== null;
    },
  };
}

/** The place that an address of ours names; null for every other text. */
export const goalOf = (address: string): Goal | null => {
  if (!address.startsWith(`${ownScheme}:`) || address.length > 4_000 || !URL.canParse(address)) return null;
  const { host, pathname, searchParams } = new URL(address);
  if (host !== 'open' || (pathname !== '' && pathname !== '/')) return null;
  const id = searchParams.get('message');
  const checked = goalShape.safeParse({
    conversation: searchParams.get('conversation'),
    message: id === null ? null : { id, thread: searchParams.get('thread') ?? '', createdAt: null },
  });
  return checked.success ? checked.data : null;
};
