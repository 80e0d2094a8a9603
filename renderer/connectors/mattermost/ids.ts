/**
 * How this connector makes and takes apart the model's ids. No other code may. Each id starts with its account. A message's id also holds
 * its channel, because `POST /posts/ids` leaves out posts that are gone and does not name their channel.
 */
import {
  sharedKeyOf,
  type AccountId,
  type ConversationId,
  type FileId,
  type MessageId,
  type PersonId,
  type SharedKey,
  type TeamId,
} from '../../model/index.ts';

/** Where a message is, in Mattermost's own ids. */
export interface PostAddress {
  readonly channelId: string;
  readonly postId: string;
}

export interface Ids {
  readonly accountId: AccountId;
  person(userId: string): PersonId;
  team(teamId: string): TeamId;
  conversation(channelId: string): ConversationId;
  message(channelId: string, postId: string): MessageId;
  file(fileId: string): FileId;
  /** Mattermost's id inside one of ours; null if our id belongs to another account or is no id at all. */
  userIdOf(id: PersonId): string | null;
  teamIdOf(id: TeamId): string | null;
  channelIdOf(id: ConversationId): string | null;
  fileIdOf(id: FileId): string | null;
  addressOf(id: MessageId): PostAddress | null;
}

/** Mattermost's ids are 26 letters and digits. Nothing else may get into a path, because Client4 does not escape. */
const pattern = /^[a-z0-9]{1,64}$/i;

/** Whether a value from a payload can be one of Mattermost's ids. */
export const isServiceId = (value: unknown): value is string =>
  typeof value === 'string' && pattern.test(value);

/** What Isthmuses of an organisation call a user of Mattermost, from their id on the server. */
export const mattermostUserKey = (userId: string): SharedKey =>
  sharedKeyOf(makeIds('' as AccountId).person(userId));

/** The ids of one account. */
export const makeIds = (accountId: AccountId): Ids => {
  const prefix = `${accountId}/`;
  const rest = (id: string): string | null => {
    if (!id.startsWith(prefix)) return null;
    const inner = id.slice(prefix.length);
    return isServiceId(inner) ? inner : null;
  };
  return {
    accountId,
    person: (userId) => (prefix + userId) as PersonId,
    team: (teamId) => (prefix + teamId) as TeamId,
    conversation: (channelId) => (prefix + channelId) as ConversationId,
    message: (channelId, postId) => `${prefix}${channelId}/${postId}` as MessageId,
    file: (fileId) => (prefix + fileId) as FileId,
    userIdOf: rest,
    teamIdOf: rest,
    channelIdOf: rest,
    fileIdOf: rest,
    addressOf: (id) => {
      if (!id.startsWith(prefix)) return null;
      const [channelId, postId, ...more] = id.slice(prefix.length).split('/');
      return isServiceId(channelId) && isServiceId(postId) && more.length === 0
        ? { channelId, postId }
        : null;
    },
  };
};
