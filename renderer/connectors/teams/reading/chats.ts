/** Chats as conversations. */
import type { ConversationFacts, ConversationKind, Person } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { chatConversationId, isUsableId } from '../ids.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../graph/json.ts';
import { readMember } from './people.ts';
import { stampOrNull } from '../graph/stamps.ts';

/**
 * The chat list with members and previews, most lately spoken in first. The order is not for beauty: in it a chat can only move to
 * the front, so that reading page after page never skips one (a skipped chat would look as if the user had left it).
 */
export const chatList =
  '/me/chats?$expand=members,lastMessagePreview&$orderby=lastMessagePreview/createdDateTime desc&$top=50';

/** The chat list without members: the change index (facts, graph §6). */
export const chatIndex =
  '/me/chats?$expand=lastMessagePreview&$orderby=lastMessagePreview/createdDateTime desc&$top=50';

/** Known issue: `$expand=members` gives at most 25 of a chat's members (facts, graph §1). */
export const expandedMembers = 25;

/** When the newest message of a chat was written, ms; null without a preview. */
export const previewAt = (chat: JsonRecord): number | null =>
  stampOrNull(asRecord(chat.lastMessagePreview)?.createdDateTime);

/** How far the user has read, ms; 0 when never. */
export const readAtOf = (chat: JsonRecord): number =>
  stampOrNull(asRecord(chat.viewpoint)?.lastMessageReadDateTime) ?? 0;

/** The members that came with the chat, null when they were not expanded. */
export const expandedPeople = (connection: Connection, chat: JsonRecord): readonly Person[] | null =>
  Array.isArray(chat.members)
    ? asRecords(chat.members).flatMap((member) => readMember(connection, member) ?? [])
    : null;

const kindOf = (chatType: unknown): ConversationKind => {
  if (chatType === 'oneOnOne') return 'direct';
  return chatType === 'meeting' ? 'meeting' : 'group';
};

/**
 * The people in a listed chat as far as the list tells all of them; `undefined` where the expansion is full or was left out: then the
 * members have to be asked for by themselves, and a chat whose members cannot be read is listed all the same.
 */
export const listedPeople = (connection: Connection, chat: JsonRecord): readonly Person[] | undefined => {
  const people = expandedPeople(connection, chat) ?? [];
  return people.length > 0 && people.length < expandedMembers ? people : undefined;
};

/** A chat as the service tells of it, with the people that are known to be in it; null for one without a usable id. */
export const readChat = (
  connection: Connection,
  chat: JsonRecord,
  people: readonly Person[] | undefined,
): ConversationFacts | null => {
  if (!isUsableId(chat.id)) return null;
  return {
    id: chatConversationId(connection.accountId, chat.id),
    accountId: connection.accountId,
    service: 'teams',
    kind: kindOf(chat.chatType),
    teamId: null,
    name: asText(chat.topic),
    topic: '',
    participants: people && [...new Set(people.map(({ id }) => id))].sort(),
    archived: false,
    // Graph does not tell whether a chat is muted.
    muted: false,
    hidden: asRecord(chat.viewpoint)?.isHidden === true,
    webUrl: asWebAddress(chat.webUrl),
    lastActivityAt: previewAt(chat) ?? 0,
    readAt: readAtOf(chat),
  };
};
