/** Everything that is on its way or did not get there, over all conversations. */
import type { AccountId, Message, PersonId } from '../../model/index.ts';
import type { LinkRow, OutboxRow } from '../../store/index.ts';
import { counted } from '../words/when.ts';
import { otherService } from './carry.ts';
import type { Halts } from './halts.ts';
import { english } from '../words/locale.ts';

/** A message in the outbox. */
export interface OutboxItem {
  readonly row: OutboxRow;
  readonly message: Message;
  readonly link: LinkRow;
  /** The account it is to be written with. */
  readonly account: AccountId;
}

export interface Overview {
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
): Overview => {
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
export const overviewSentence = ({ failed, waiting, moving }: Overview): string | null => {
  const wait = waiting.length === 1 ? 'waits' : 'wait';
  if (failed.length > 0) {
    const lost = `${number(failed.length)} could not be carried`;
    return waiting.length > 0 ? `${lost}, ${number(waiting.length)} ${wait}` : lost;
  }
  if (waiting.length > 0) return `${many(waiting.length, 'message')} ${wait}`;
  return moving.length >= worthTelling ? `Carrying ${many(moving.length, 'message')}…` : null;
};

const number = (count: number): string =>
  count >= overviewLimit ? `${overviewLimit}+` : english.number(count);

const many = (count: number, what: string): string =>
  count >= overviewLimit ? `${number(count)} ${what}s` : counted(count, what);

/** The account on the other side of where a row's message was written; null when that side is not in the mirror. */
export const targetOf = (
  row: OutboxRow,
  link: LinkRow,
  accountOf: (id: LinkRow['mattermost']) => AccountId | null,
): AccountId | null => accountOf(link[otherService(row.service)]);
