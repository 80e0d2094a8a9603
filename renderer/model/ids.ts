/**
 * Branded ids. All are plain strings. Only the connector that makes an id takes it apart; everybody else compares it. Each starts with its
 * account's id, so that two accounts on one server never share a row, and signing out removes exactly one account's rows (design, "Words").
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One sign-in to one service. Main derives it, so that the same person gets the same id when they sign in again. It is short. */
export type AccountId = Branded<'AccountId'>;
/** A person, bot or application as one account sees it. */
export type PersonId = Branded<'PersonId'>;
/** A Teams team or a Mattermost team. */
export type TeamId = Branded<'TeamId'>;
/** A Teams chat or channel; a Mattermost channel, direct or group message. */
export type ConversationId = Branded<'ConversationId'>;
/** A Teams chatMessage or a Mattermost post. */
export type MessageId = Branded<'MessageId'>;
/** A file or image that belongs to a message. */
export type FileId = Branded<'FileId'>;

export type Service = 'teams' | 'mattermost';

/** The service on the other side of a link. */
export const otherService = (service: Service): Service => (service === 'teams' ? 'mattermost' : 'teams');
