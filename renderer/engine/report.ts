/** What the tray shows: unread, mentions, and whether something needs the user. */
import type { Account, Conversation } from '../model/index.ts';
import type { EngineRow } from '../store/index.ts';

export interface Report {
  readonly unread: number;
  readonly mentions: number;
  readonly attention: 'none' | 'sign-in-needed' | 'disk-full' | 'failed';
}

/** Muted, hidden and archived conversations do not count (asked for again and again: a badge that counts muted ones is wrong). */
export const reportOf = (
  accounts: readonly Account[],
  conversations: readonly Conversation[],
  engine: EngineRow | undefined,
): Report => {
  const counted = conversations.filter(({ muted, hidden, archived }) => !muted && !hidden && !archived);
  const states = new Set(accounts.map(({ state }) => state.kind));
  return {
    unread: counted.filter(({ unread }) => unread > 0).length,
    mentions: counted.reduce((sum, { mentions }) => sum + mentions, 0),
    attention:
      engine?.state.kind === 'disk-full'
        ? 'disk-full'
        : states.has('sign-in-needed')
          ? 'sign-in-needed'
          : states.has('failed')
            ? 'failed'
            : 'none',
  };
};
