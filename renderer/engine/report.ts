/** What the tray shows: unread, mentions, and whether something needs the user. */
import type { Account, Conversation } from '../model/index.ts';
import type { EngineRow, LinkRow } from '../store/index.ts';

export interface Report {
  readonly unread: number;
  readonly mentions: number;
  readonly attention: 'none' | 'sign-in-needed' | 'disk-full' | 'failed';
}

/**
 * Muted, hidden and archived conversations do not count, because users ask again and again for a badge without muted ones. Both sides of a
 * link that stands count as one conversation.
 */
export const reportOf = (
  accounts: readonly Account[],
  conversations: readonly Conversation[],
  links: readonly LinkRow[],
  engine: EngineRow | undefined,
): Report => {
  const counted = conversations.filter(({ muted, hidden, archived }) => !muted && !hidden && !archived);
  const pairs = new Map(
    links.flatMap(({ mattermost, teams, standing }) =>
      standing.kind === 'good' ? [[teams, mattermost] as const] : [],
    ),
  );
  const unread = counted.filter((conversation) => conversation.unread > 0);
  const states = new Set(accounts.map(({ state }) => state.kind));
  return {
    unread: new Set(unread.map(({ id }) => pairs.get(id) ?? id)).size,
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
