/** What one transaction writes, and its result. */
import type {
  AccountId,
  Change,
  ConversationId,
  Message,
  MessageId,
  PersonId,
} from '../../../model/index.ts';
import type { CursorRow } from '../../../store/index.ts';
import type { BatchSource, MirrorNews } from '../../follower.ts';

export interface Batch {
  readonly accountId: AccountId;
  readonly source: BatchSource;
  readonly changes: readonly Change[];
  /** The cursor, stored with the batch; null for changes without one (live events). */
  readonly cursor: CursorRow | null;
  /**
   * The range that the page covers: the service no longer has any message of this conversation that was created in [from, to] and is not in
   * `changes`.
   */
  readonly covers: {
    readonly conversationId: ConversationId;
    readonly from: number;
    readonly to: number;
  } | null;
  /** Messages that were created before this (ms) are not stored, unless something newer answers them; null for no limit. */
  readonly notBefore: number | null;
  /** Messages that are known to be deleted, with their stamp in ms, although an answer that is under way may still hold them. */
  readonly gone: ReadonlyMap<MessageId, number>;
}

/** A batch of changes without a cursor, of any age. */
export const bareBatch = (accountId: AccountId, source: BatchSource, changes: readonly Change[]): Batch => ({
  accountId,
  source,
  changes,
  cursor: null,
  covers: null,
  notBefore: null,
  gone: new Map(),
});

export interface Ingested {
  readonly added: number;
  readonly changed: number;
  /** People that messages speak of. */
  readonly people: ReadonlySet<PersonId>;
  /** The messages that are new or changed, as stored. */
  readonly messages: readonly Message[];
  /** What followers have to do afterwards. */
  readonly news: readonly MirrorNews[];
}

export type Sorted = { [Kind in Change['kind']]: Extract<Change, { kind: Kind }>[] };

/** The changes by kind, in their order. */
export const sort = (changes: readonly Change[]): Sorted => {
  const sorted: Sorted = {
    message: [],
    'message-gone': [],
    conversation: [],
    'conversation-gone': [],
    members: [],
    read: [],
    chosen: [],
    team: [],
    'team-gone': [],
    person: [],
    name: [],
    presence: [],
    discarded: [],
  };
  for (const change of changes) (sorted[change.kind] as Change[]).push(change);
  return sorted;
};
