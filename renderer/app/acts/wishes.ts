/**
 * The user's open wishes about existing messages, by message. They are joined from the page's intents and the acts that the engine has made
 * of them. Pure.
 */
import {
  type AccountId,
  type CarryKey,
  type ConversationId,
  type Message,
  type MessageId,
  type PersonId,
  type Reaction,
  reactionName,
} from '../../model/index.ts';
import type {
  AttemptFailure,
  AttemptRow,
  AttemptWant,
  IntentRow,
  SettledAttemptRow,
  WaitReason,
  WrittenReaction,
  WrittenText,
} from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import { readEditableText } from '../../text/editable-text.ts';

/** The open wishes about one message. */
export interface Wish {
  /** By name (`reactionName`), the last wish of each. */
  readonly reactions: ReadonlyMap<string, { readonly reaction: WrittenReaction; readonly set: boolean }>;
  readonly text: WrittenText | null;
  /** Whether the message shall be pinned; null if there is no wish about its pin. */
  readonly pinned: boolean | null;
  readonly isRemoved: boolean;
  /** Why it waits, if the service cannot be asked at the moment; null while it is being done. */
  readonly waits: WaitReason | null;
  /** The refused acts, oldest first, without those that an open wish replaces. The message is unchanged by them. */
  readonly refused: readonly RefusedAct[];
}

export interface RefusedAct {
  readonly key: CarryKey;
  readonly accountId: AccountId;
  readonly target: ConversationId;
  readonly act: ChangeWant['kind'];
  /** The text of the refused edit. */
  readonly text: WrittenText | null;
  readonly reason: AttemptFailure;
}

/** The wishes by message. Messages without a wish are left out. */
export type ActWishes = ReadonlyMap<MessageId, Wish>;

type ChangeWant = Exclude<AttemptWant, { readonly kind: 'send' }>;

/** The rows that were read. Acts and failed ones in order; intents are newer than both. */
export interface WishRows {
  readonly attempts: readonly AttemptRow[];
  readonly failed: readonly SettledAttemptRow[];
  readonly intents: readonly IntentRow[];
}

/** A message without a wish. */
export const noWish: Wish = {
  reactions: new Map(),
  text: null,
  pinned: null,
  isRemoved: false,
  waits: null,
  refused: [],
};

export const actWishesOf = ({ attempts, failed, intents }: WishRows): ActWishes => {
  const all = new Map<MessageId, Wish>();
  const change = (id: MessageId, by: (wish: Wish) => Wish): void => {
    all.set(id, by(all.get(id) ?? noWish));
  };
  for (const { want, state } of attempts) {
    if (want.kind === 'send' || want.of.kind !== 'message') continue;
    const waits = state.kind === 'waiting' ? state.why : null;
    change(want.of.id, (wish) => ({ ...wanted(wish, want), waits: wish.waits ?? waits }));
  }
  for (const intent of intents)
    if (
      intent.kind === 'react' ||
      intent.kind === 'pin' ||
      intent.kind === 'edit' ||
      intent.kind === 'remove'
    )
      change(intent.messageId, (wish) => wanted(wish, intent));
  // The user's answer to a refusal counts at once.
  const answered = new Set<CarryKey>();
  for (const intent of intents)
    if (intent.kind === 'let-go' || intent.kind === 'send-again') answered.add(intent.key);
  for (const { key, accountId, target, want, state } of failed) {
    if (want.kind === 'send' || want.of.kind !== 'message') continue;
    if (state.kind !== 'failed' || answered.has(key)) continue;
    if (isReplaced(want, all.get(want.of.id) ?? noWish)) continue;
    const { reason } = state;
    change(want.of.id, (wish) => ({
      ...wish,
      refused: [
        ...wish.refused,
        { key, accountId, target, act: want.kind, text: want.kind === 'edit' ? want.text : null, reason },
      ],
    }));
  }
  return all;
};

/**
 * Whether an open wish takes the place of this refused act: a deletion of any, else another wish of its own kind. It is the rule by which the
 * engine removes the refused act when the new one is settled (`engine/sending/settling.ts`).
 */
const isReplaced = (refused: ChangeWant, open: Wish): boolean => {
  if (open.isRemoved) return true;
  switch (refused.kind) {
    case 'react':
      return open.reactions.has(reactionName(refused.reaction));
    case 'pin':
      return open.pinned !== null;
    case 'edit':
      return open.text !== null;
    case 'remove':
      return false;
  }
};

type OneWish =
  | Pick<Extract<ChangeWant, { readonly kind: 'react' }>, 'kind' | 'reaction' | 'set'>
  | Pick<Extract<ChangeWant, { readonly kind: 'pin' }>, 'kind' | 'set'>
  | Pick<Extract<ChangeWant, { readonly kind: 'edit' }>, 'kind' | 'text'>
  | Pick<Extract<ChangeWant, { readonly kind: 'remove' }>, 'kind'>;

const wanted = (wish: Wish, want: OneWish): Wish => {
  switch (want.kind) {
    case 'react': {
      const { reaction, set } = want;
      return {
        ...wish,
        reactions: new Map([...wish.reactions, [reactionName(reaction), { reaction, set }]]),
      };
    }
    case 'pin':
      return { ...wish, pinned: want.set };
    case 'edit':
      return { ...wish, text: want.text };
    case 'remove':
      return { ...wish, isRemoved: true };
  }
};

/** The text with which an edit of a message begins: the user's last wish, if that is not done yet. */
export const textToEdit = (message: Message, wish: Wish | undefined): Document =>
  wish?.text?.document ?? readEditableText(message);

/** Whether the shown message has this reaction of the user. */
export const hasReacted = (message: Message, reaction: WrittenReaction, me: PersonId | null): boolean =>
  me !== null &&
  message.reactions.some((one) => reactionName(one) === reactionName(reaction) && one.personIds.includes(me));

/** A message with the reactions and the pin that the user wants; the same object if there is no such wish. */
export const withWishes = (message: Message, wish: Wish | undefined, me: PersonId | null): Message => {
  if (wish === undefined) return message;
  const pinned = wish.pinned ?? message.pinned;
  const isPinnedSo = pinned === message.pinned;
  if (wish.reactions.size === 0 || me === null) return isPinnedSo ? message : { ...message, pinned };
  return { ...message, pinned, reactions: reactionsWith(message.reactions, wish.reactions, me) };
};

const reactionsWith = (
  before: readonly Reaction[],
  wanted: Wish['reactions'],
  me: PersonId,
): readonly Reaction[] => {
  let reactions = before;
  for (const [name, { reaction, set }] of wanted) {
    const known = reactions.find((one) => reactionName(one) === name);
    const others = (known?.personIds ?? []).filter((id) => id !== me);
    const now: Reaction = {
      ...(known ?? reaction),
      personIds: set ? [...others, me].sort() : others,
    };
    reactions = known ? reactions.map((one) => (one === known ? now : one)) : [...reactions, now];
  }
  return reactions.filter(({ personIds, unnamed = 0 }) => personIds.length + unnamed > 0);
};
