/** Everything that is on its way or did not get there, over all conversations. */
import { type AccountId, type Message, otherService, type PersonId } from '../../model/index.ts';
import type { LinkRow, OutboxRow } from '../../store/index.ts';
import type { Halts } from './halts.ts';
import { english } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

/** A message in the outbox. */
export interface OutboxItem {
  readonly row: OutboxRow;
  readonly message: Message;
  readonly link: LinkRow;
  /** The account it is to be written with. */
  readonly account: AccountId;
}

export interface CarryOverview {
  readonly failed: readonly OutboxItem[];
  /** What waits for something; oldest first. */
  readonly waiting: readonly OutboxItem[];
  /** What is just being carried. */
  readonly moving: readonly OutboxItem[];
}

/** Reading a whole backlog for a line at the bottom would cost more than it tells. */
export const overviewLimit = 200;

/**
 * Sorts the rows by what the user wants to know of them. What others wrote has a row for a moment, until it is clear that there is nothing
 * to do; it counts only where something does not get across (a reaction of the user's).
 */
export const overviewOf = (
  items: readonly OutboxItem[],
  me: ReadonlySet<PersonId>,
  halts: Halts,
): CarryOverview => {
  const failed: OutboxItem[] = [];
  const waiting: OutboxItem[] = [];
  const moving: OutboxItem[] = [];
  for (const item of items) {
    const { state } = item.row;
    const mine = item.message.authorId !== null && me.has(item.message.authorId);
    if (!item.link.carried) continue;
    switch (state.kind) {
      case 'failed':
        // It was carried: what became of it since is told at the message.
        if (state.reason.kind !== 'removed-there') failed.push(item);
        break;
      case 'waiting':
        waiting.push(item);
        break;
      case 'queued':
      case 'uploading':
      case 'sending':
        if (!mine) break;
        if (halts.has(item.account) || (state.kind === 'sending' && state.tries > 0)) waiting.push(item);
        else moving.push(item);
        break;
      case 'discarded':
        break;
    }
  }
  return { failed, waiting, moving };
};

/** A few on their way are gone before one has read that they are. */
const worthTelling = 4;

/** The overview in a few words; null when there is nothing to tell. */
export const overviewSentence = ({ failed, waiting, moving }: CarryOverview): string | null => {
  const lost = number(failed.length);
  const count = waiting.length;
  if (failed.length > 0)
    return count > 0
      ? say('overview.lost-and-waiting', { lost, waiting: number(count), count })
      : say('overview.lost', { lost });
  if (count > 0) return say('overview.waiting', { waiting: number(count), count });
  return moving.length >= worthTelling
    ? say('overview.moving', { moving: number(moving.length), count: moving.length })
    : null;
};

/** As many as are read at most are told as so many and more. */
const number = (count: number): string =>
  count >= overviewLimit ? say('overview.limit', { count: overviewLimit }) : english.number(count);

/** The account on the other side of where a row's message was written; null when that side is not in the mirror. */
export const targetOf = (
  row: OutboxRow,
  link: LinkRow,
  accountOf: (id: LinkRow['mattermost']) => AccountId | null,
): AccountId | null => accountOf(link[otherService(row.service)]);
