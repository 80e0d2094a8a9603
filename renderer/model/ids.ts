/**
 * Branded ids. All are plain strings, made and taken apart only by the connector they belong to; everybody else compares them.
 * Each starts with its account's id, so that two accounts on the same server never share a row and signing one out removes
 * exactly its own (design, "Words").
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One sign-in to one service. Short and stable: the same person signing in again gets the same id (main derives it). */
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
