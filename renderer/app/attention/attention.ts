/** Writes what the user looks at as one row. The engine decides by it what to pull first (design, decision 7). */
import type { ConversationId } from '../../model/index.ts';
import { writeAttentionRow, type AttentionRow, type PageWrites } from '../../store/index.ts';

type Looking = Pick<AttentionRow, 'conversationId' | 'focused' | 'wantsOlder'>;

/** How often a living page writes its row again, ms. After three minutes without a write the engine takes the page for gone. */
export const renewEvery = 60_000;

export interface Attention {
  /** Writes the row if it has changed. */
  readonly set: (change: Partial<Looking>) => void;
  /** Writes the row again with a fresh time, so that the engine can tell a living page from a dead one. */
  readonly renew: () => void;
  readonly conversationId: () => ConversationId | null;
}

/**
 * At first the user looks at nothing. If a write fails (on a full disk), `caught` gets the error, and nothing else is done: the next write
 * holds the whole row again.
 */
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
