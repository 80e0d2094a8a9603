/** What is written in one transaction, and what came of it. */
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
  /** Stored with the batch; null for changes that no cursor stands for (live events). */
  readonly cursor: CursorRow | null;
  /** Messages of this conversation that the service no longer has: everything created in [from, to] and not in `changes`. */
  readonly covers: {
    readonly conversationId: ConversationId;
    readonly from: number;
    readonly to: number;
  } | null;
  /** Messages created before this (ms) stay out, unless something newer answers them; null for no limit. */
  readonly notBefore: number | null;
  /** Ids known to be gone although an answer that is still under way may hold them; their stamp in ms. */
  readonly gone: ReadonlyMap<MessageId, number>;
}

/** Changes that no cursor stands for, of any age. */
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
  /** What followers have to do now. */
  readonly news: readonly MirrorNews[];
}

export type Sorted = { [Kind in Change['kind']]: Extract<Change, { kind: Kind }>[] };

/** The changes by kind, order kept. */
export const sort = (changes: readonly Change[]): Sorted => {
  const sorted: Sorted = {
    message: [],
    'message-gone': [],
    conversation: [],
    'conversation-gone': [],
    members: [],
    read: [],
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
