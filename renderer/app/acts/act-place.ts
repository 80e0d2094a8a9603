/** The place of the messages whose acts are offered. */
import { postAddress } from '../../connectors/mattermost/addresses.ts';
import { teamsMessageAddress } from '../../connectors/teams/addresses.ts';
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  Message,
  PersonId,
  Service,
} from '../../model/index.ts';
import { safeHref } from '../rich/links.ts';
import type { MessageAct, Forbidden } from './act-sentences.ts';
import type { ComposerHere } from './composer-here.ts';
import { forbiddenBecause, type RightsCase } from './rights.ts';
import type { ActWishes } from './wishes.ts';

export interface ActPlace {
  readonly accounts: readonly Account[];
  /** All accounts whose messages are shown: both of a pair. */
  readonly conversations: readonly Conversation[];
  readonly wishes: ActWishes;
  /** Opens a message's thread; with `box` its composer gets the focus. Absent in a thread. */
  readonly openThread?: (root: Message, focus?: 'box') => void;
  /** The messages from which on all messages become unread if the user marks this one: for a pair, one of each side. */
  readonly unreadFrom?: (message: Message) => readonly Message[];
  /** These messages become unread: the line of new messages moves there. */
  readonly markedUnread?: (from: readonly Message[]) => void;
}

/** The conversation with this id; undefined if the place does not have it. */
export const placeConversation = (
  { conversations }: Pick<ActPlace, 'conversations'>,
  id: ConversationId,
): Conversation | undefined => conversations.find((one) => one.id === id);

/** The account with this id; undefined if the place does not have it. */
export const placeAccount = ({ accounts }: Pick<ActPlace, 'accounts'>, id: AccountId): Account | undefined =>
  accounts.find((one) => one.id === id);

/** Whether messages of this conversation are answered in threads. */
const hasThreads = ({ service, kind }: Conversation): boolean =>
  service === 'mattermost' || kind.endsWith('channel');

/** The page's own means for an act, besides the user's rights: null if the page does not offer the act at all. */
export interface OfferedAct {
  readonly act: MessageAct;
  readonly forbidden: Forbidden | null;
}

const caseOf = (place: ActPlace, conversation: Conversation, message: Message, now: number): RightsCase => {
  const account = placeAccount(place, message.accountId);
  return {
    message,
    me: account?.me ?? null,
    conversation,
    address: messageAddressOf(place, message),
    lacks: account?.lacks,
    editableFor: account?.editableFor ?? null,
    now,
    isRemoved: place.wishes.get(message.id)?.isRemoved ?? false,
  };
};

/**
 * Why the user cannot set a reaction on a message, or take theirs back; null if nothing is known that forbids it. `now`: this machine's
 * clock, ms.
 */
export const reactionForbidden = (
  place: ActPlace,
  message: Message,
  set: boolean,
  now: number,
): Forbidden | null => {
  const conversation = placeConversation(place, message.conversationId);
  return conversation
    ? forbiddenBecause(set ? 'react' : 'unreact', caseOf(place, conversation, message, now))
    : null;
};

/** The acts that are offered on a message, in the order of a menu, each with why it cannot be done. `now`: this machine's clock, ms. */
export const offeredActs = (
  place: ActPlace,
  composer: ComposerHere | null,
  message: Message,
  now: number,
): readonly OfferedAct[] => {
  const conversation = placeConversation(place, message.conversationId);
  if (!conversation) return [];
  const given = caseOf(place, conversation, message, now);
  const canReply = hasThreads(conversation)
    ? place.openThread !== undefined || composer !== null
    : (composer?.quote ?? null) !== null;
  const acts: readonly (MessageAct | null)[] = [
    'react',
    canReply ? 'reply' : null,
    composer?.edit ? 'edit' : null,
    conversation.service === 'mattermost' ? (message.pinned ? 'unpin' : 'pin') : null,
    'mark-unread',
    'copy-text',
    'copy-markdown',
    'copy-link',
    'open',
    'delete',
  ];
  return acts.filter((act) => act !== null).map((act) => ({ act, forbidden: forbiddenBecause(act, given) }));
};

/** How a message is answered: in its thread, or with a quote. */
export const replyTo = (place: ActPlace, composer: ComposerHere | null, message: Message): void => {
  const conversation = placeConversation(place, message.conversationId);
  if (!conversation) return;
  if (!hasThreads(conversation)) composer?.quote?.(message);
  else if (place.openThread) place.openThread(message, 'box');
  else composer?.focus();
};

/** The service of a message. A message of an unknown conversation counts as one of Mattermost. */
export const serviceOf = (place: ActPlace, message: Message): Service =>
  placeConversation(place, message.conversationId)?.service ?? 'mattermost';

/** The account whose custom emoji a message can have; null in Teams, which has none for apps. */
export const emojiAccountOf = (place: ActPlace, message: Message): AccountId | null =>
  serviceOf(place, message) === 'mattermost' ? message.accountId : null;

/** The user in the account of a message; null while the account or its user is not known. */
export const whoActs = (place: ActPlace, message: Message): PersonId | null =>
  placeAccount(place, message.accountId)?.me ?? null;

/** The address that opens a message in its service's own app, as people share it; null if there is no safe address. */
export const messageAddressOf = (place: ActPlace, message: Message): string | null => {
  const conversation = placeConversation(place, message.conversationId);
  const account = placeAccount(place, message.accountId);
  if (!conversation || !account) return null;
  return safeHref(
    conversation.service === 'teams'
      ? teamsMessageAddress(account, conversation, message)
      : postAddress(account, conversation, message),
  );
};
