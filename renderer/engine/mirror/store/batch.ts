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

export interface Batch {
  readonly accountId: AccountId;
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

export interface Ingested {
  readonly added: number;
  readonly changed: number;
  /** People that messages speak of. */
  readonly people: ReadonlySet<PersonId>;
  /** How many messages came into the outbox, to be looked at by the bridge. */
  readonly touched: number;
  /** Link posts, conversations or claims changed: what is linked may be otherwise now. */
  readonly linksTouched: boolean;
  /** Where the user has read on, or something came that may have been read on the other side of its link. */
  readonly readMoved: ReadonlySet<ConversationId>;
  /** The messages that are new or changed, as stored. */
  readonly messages: readonly Message[];
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
