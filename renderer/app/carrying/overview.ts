/** The overview of all messages that are being carried or failed, in all conversations. */
import { type AccountId, type Message, otherService, type PersonId } from '../../model/index.ts';
import type { LinkRow, OutboxRow } from '../../store/index.ts';
import type { CarryHalts } from './halts.ts';
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
  /** The messages that wait; oldest first. */
  readonly waiting: readonly OutboxItem[];
  /** The messages that are being carried now. */
  readonly moving: readonly OutboxItem[];
}

/** At most this many rows are read, because the whole outbox would be too much for one line of status. */
export const overviewLimit = 200;

/**
 * Sorts the rows by what the user wants to know. Messages of other people have a row for a moment, until the engine finds that there is
 * nothing to do. They count only if something of the user (a reaction) cannot be carried.
 */
export const overviewOf = (
  items: readonly OutboxItem[],
  me: ReadonlySet<PersonId>,
  halts: CarryHalts,
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
        // It was carried. Its later state is told at the message itself.
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

/** If only a few are being carried, nothing is told, because they are done before anybody has read it. */
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

/** If the most rows were read, the count is shown as "and more". */
const number = (count: number): string =>
  count >= overviewLimit ? say('overview.limit', { count: overviewLimit }) : english.number(count);

/** The account on the other side of where a row's message was written; null when that side is not in the mirror. */
export const targetOf = (
  row: OutboxRow,
  link: LinkRow,
  accountOf: (id: LinkRow['mattermost']) => AccountId | null,
): AccountId | null => accountOf(link[otherService(row.service)]);
