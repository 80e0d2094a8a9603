/** Decides on which side of a conversation the user writes, whether they may, and whether the other side gets it. Pure. */
import {
  isForbidden,
  type Account,
  type AccountId,
  type Conversation,
  type MessageId,
  type Service,
  type TeamsFeature,
} from '../../model/index.ts';
import type { CarryHalts, Halts } from '../carrying/halts.ts';
import type { CarryHalt, Halt } from '../words/carry-sentences.ts';

/** A place that a message can be written to. */
export interface WriteSide {
  readonly conversation: Conversation;
  /** Undefined if its account was signed out. */
  readonly account: Account | undefined;
  /** The answered root there; '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
}

export type NotWritable =
  | { readonly kind: 'archived' }
  | { readonly kind: 'signed-out' }
  /** The user's role there does not permit it: a channel in which only some people write. */
  | { readonly kind: 'no-right' }
  | { readonly kind: 'not-granted'; readonly feature: TeamsFeature };

/** Why the user cannot write there; null if no reason is known. */
export const whyNotWritable = ({ conversation, account }: WriteSide): NotWritable | null => {
  if (account === undefined) return { kind: 'signed-out' };
  if (conversation.archived) return { kind: 'archived' };
  if (isForbidden(conversation, 'write')) return { kind: 'no-right' };
  const feature = account.lacks?.find((lacking) => lacking === 'channels' || lacking === 'channel-writing');
  const isChannel = conversation.teamId !== null && conversation.service === 'teams';
  return isChannel && feature !== undefined ? { kind: 'not-granted', feature } : null;
};

/** Whether own messages can be edited where nothing new can be written: a role can forbid the one and permit the other. */
export const onlyEdits = (sides: readonly WriteSide[]): boolean => {
  const reasons = sides.map((side) => whyNotWritable(side)?.kind);
  return !reasons.includes(undefined) && reasons.includes('no-right');
};

/** The sides for a reply: only those with threads. A chat of Teams has none. */
export const hasThreads = ({ service, teamId }: Conversation): boolean =>
  service === 'mattermost' || teamId !== null;

/**
 * The side on which the user writes: the chosen one, else Mattermost's, whose form of a message keeps more. If the user cannot write on
 * that side, the other one is used.
 */
export const writtenSide = (sides: readonly WriteSide[], chosen: Service | null): WriteSide | undefined => {
  const writable = sides.filter((side) => whyNotWritable(side) === null);
  const by = (service: Service | null) =>
    writable.find(({ conversation }) => conversation.service === service);
  return by(chosen) ?? by('mattermost') ?? writable[0] ?? sides[0];
};

/** Whether the other side of a pair gets a message. */
export type Carriage =
  | { readonly kind: 'carried' }
  | { readonly kind: 'not-carried' }
  | { readonly kind: 'held'; readonly halt: CarryHalt }
  | { readonly kind: 'not-writable-there'; readonly why: NotWritable };

/** Whether and how a message of one side is carried to the `other`. `carried`: the user wants this link carried. */
export const carriageTo = (other: WriteSide, carried: boolean, halts: CarryHalts): Carriage => {
  if (!carried) return { kind: 'not-carried' };
  const why = whyNotWritable(other);
  if (why !== null) return { kind: 'not-writable-there', why };
  const halt = halts.get(other.conversation.accountId);
  return halt === undefined ? { kind: 'carried' } : { kind: 'held', halt };
};

/** Why a message of this account waits; null if it does not. */
export const haltAt = (account: AccountId, halts: Halts): Halt | null => halts.get(account) ?? null;
