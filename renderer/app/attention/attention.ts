/** What the user looks at, written for the engine as one row; it decides what is pulled first (design, decision 7). */
import type { ConversationId } from '../../model/index.ts';
import { writeAttentionRow, type AttentionRow, type PageWrites } from '../../store/index.ts';

type Looking = Pick<AttentionRow, 'conversationId' | 'focused' | 'wantsOlder'>;

/** How often a page that lives says so, ms: one small row, and the engine takes three minutes of silence for a page that is gone. */
export const renewEvery = 60_000;

export interface Attention {
  /** Writes what changed; nothing when nothing did. */
  readonly set: (change: Partial<Looking>) => void;
  /** Writes the row again with a fresh time, so that the engine can tell a living page from a dead one. */
  readonly renew: () => void;
  readonly conversationId: () => ConversationId | null;
}

/** Starts with nothing looked at. A write that fails (a full disk) is told to `caught` and let go: the next one carries everything again. */
export const createAttention = (
  database: PageWrites,
  now: () => number,
  caught: (place: string) => (error: unknown) => void,
): Attention => {
  let looking: Looking = { conversationId: null, focused: false, wantsOlder: false };
  const write = (): void => {
    writeAttentionRow(database, { ...looking, at: now() }).catch(caught('write-attention'));
  };
  return {
    set: (change) => {
      const next = { ...looking, ...change };
      const same =
        next.conversationId === looking.conversationId &&
        next.focused === looking.focused &&
        next.wantsOlder === looking.wantsOlder;
      if (same) return;
      looking = next;
      write();
    },
    renew: write,
    conversationId: () => looking.conversationId,
  };
};
