/**
 * The place to which a notification or an address leads the user. It is kept until the app page takes it, because the page may be opened for
 * it.
 */
import { type Goal, goal as goalShape } from '../../preload/contract/index.ts';

/** Our own scheme: `isthmus://open?conversation=…&message=…&thread=…`, with the mirror's ids. */
export const ownScheme = 'isthmus';

export interface Goals {
  lead(goal: Goal): void;
  /** Gives the place once; afterwards null. */
  take(): Goal | null;
  /**
   * Reads an address, which a stranger may have made. Returns whether it is one of ours. If the mirror does not hold the place, the address
   * leads nowhere.
   */
  heard(address: string): boolean;
}

/** @param waits tells the app page that a place can be taken */
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

/** The place that an address of ours names; null for all other texts. */
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
