/** Whether the user is told of a new message. Pure; the one place that decides it. */
import { type Message, type NoticeLevel, type PersonId, writerOf } from '../../model/index.ts';
import type { SuppressedReason } from '../../store/index.ts';
import type { BatchSource } from '../follower.ts';

/** What the user is told one by one. Of older messages they are told in one summary, ms. */
export const youngFor = 600_000;

/** Everything on which it depends. */
export interface NoticeFacts {
  readonly source: BatchSource;
  /** Null when it has left the mirror, or its conversation has. */
  readonly message: Message | null;
  /** The user as a person of the message's account. */
  readonly me: PersonId | null;
  /**
   * `copy`: another message became this one, and is told itself. `told-as-copy`: what this message became was told already. `alone`: neither.
   */
  readonly pair: 'alone' | 'copy' | 'told-as-copy';
  /** Whether it, or what it became, was read. */
  readonly isRead: boolean;
  /** Whether its conversation, or the one that is linked with it, is on the screen, in a window with the focus. */
  readonly isInView: boolean;
  /** Whether the user has muted one of these, on the service or here. */
  readonly isMuted: boolean;
  readonly level: NoticeLevel;
  /** Whether it is meant for the user (`isForUser`). */
  readonly isForUser: boolean;
  /** Why the user is not told of anything just now; null when they are. */
  readonly hush: Extract<SuppressedReason, 'quiet-hours' | 'do-not-disturb' | 'paused'> | null;
  /** How long ago it was written, ms; of what was pushed it does not matter. */
  readonly age: number;
}

export type NoticeDecision =
  | { readonly kind: 'told'; readonly as: 'message' | 'summary' }
  | { readonly kind: 'suppressed'; readonly reason: SuppressedReason };

/** Decides about a message that has been there long enough to be read elsewhere. The first reason that holds is the one that is given. */
export const decideNotice = (facts: NoticeFacts): NoticeDecision => {
  const reason = whyNot(facts);
  if (reason !== null) return { kind: 'suppressed', reason };
  return { kind: 'told', as: facts.source === 'live' || facts.age < youngFor ? 'message' : 'summary' };
};

/** Why a message is not told, as far as that is known when it comes, and stays so; null where it has to be looked at later. */
export const settledAtOnce = (
  source: BatchSource,
  message: Message,
  me: PersonId | null,
): SuppressedReason | null => {
  if (source === 'history' || source === 'own') return 'not-new';
  if (message.deletedAt !== null) return 'deleted';
  if (message.kind === 'system') return 'system';
  return me !== null && writerOf(message) === me ? 'own' : null;
};

const whyNot = (facts: NoticeFacts): SuppressedReason | null => {
  const { source, message, me, pair, level, hush } = facts;
  if (message === null) return 'gone';
  const atOnce = settledAtOnce(source, message, me);
  if (atOnce !== null) return atOnce;
  if (message.blocked) return 'blocked';
  if (pair !== 'alone') return pair;
  if (facts.isRead) return 'read';
  if (facts.isInView) return 'in-view';
  if (facts.isMuted) return 'muted';
  if (level === 'nothing') return 'nothing-wanted';
  if (level === 'mentions' && !facts.isForUser) return 'mentions-only';
  return hush;
};
