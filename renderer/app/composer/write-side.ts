/** On which side of a conversation the user writes, whether they may, and what becomes of it on the other: pure. */
import type {
  Account,
  AccountId,
  Conversation,
  MessageId,
  Service,
  TeamsFeature,
} from '../../model/index.ts';
import type { Halts } from '../carrying/halts.ts';
import type { Halt } from '../words/carry-sentences.ts';

/** A place that a message can be written to. */
export interface WriteSide {
  readonly conversation: Conversation;
  /** Undefined where its account was signed out. */
  readonly account: Account | undefined;
  /** The root that is answered there; '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
}

export type NotWritable =
  | { readonly kind: 'archived' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'not-granted'; readonly feature: TeamsFeature };

/** Why nothing can be written there; null where it can, as far as is known before. */
export const whyNotWritable = ({ conversation, account }: WriteSide): NotWritable | null => {
  if (account === undefined) return { kind: 'signed-out' };
  if (conversation.archived) return { kind: 'archived' };
  const feature = account.lacks?.find((lacking) => lacking === 'channels' || lacking === 'channel-writing');
  const isChannel = conversation.teamId !== null && conversation.service === 'teams';
  return isChannel && feature !== undefined ? { kind: 'not-granted', feature } : null;
};

/** Of a reply, the sides that have threads: a chat of Teams has none. */
export const hasThreads = ({ service, teamId }: Conversation): boolean =>
  service === 'mattermost' || teamId !== null;

/**
 * The side that is written on: the chosen one, else Mattermost's, whose form of a message keeps more; one that takes nothing gives way to
 * one that does.
 */
export const writtenSide = (sides: readonly WriteSide[], chosen: Service | null): WriteSide | undefined => {
  const writable = sides.filter((side) => whyNotWritable(side) === null);
  const by = (service: Service | null) =>
    writable.find(({ conversation }) => conversation.service === service);
  return by(chosen) ?? by('mattermost') ?? writable[0] ?? sides[0];
};

/** What becomes of a message on the other side of a pair. */
export type Carriage =
  | { readonly kind: 'carried' }
  | { readonly kind: 'not-carried' }
  | { readonly kind: 'held'; readonly halt: Halt }
  | { readonly kind: 'not-writable-there'; readonly why: NotWritable };

/** How a message that is written on one side gets to the `other`. `carried`: the user has this link carried. */
export const carriageTo = (other: WriteSide, carried: boolean, halts: Halts): Carriage => {
  if (!carried) return { kind: 'not-carried' };
  const why = whyNotWritable(other);
  if (why !== null) return { kind: 'not-writable-there', why };
  const halt = haltAt(other.conversation.accountId, halts);
  return halt === null ? { kind: 'carried' } : { kind: 'held', halt };
};

/** Why what is written with this account waits; null where it does not. */
export const haltAt = (account: AccountId, halts: Halts): Halt | null => halts.get(account) ?? null;
