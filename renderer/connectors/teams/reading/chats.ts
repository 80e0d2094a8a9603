/** Maps chats to conversations. */
import type { ConversationFacts, ConversationKind, Person } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { chatConversationId, isUsableId } from '../ids.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../graph/json.ts';
import { readMember } from './people.ts';
import { stampOrNull } from '../graph/stamps.ts';

/**
 * The chat list with members and previews, the chat with the newest message first. In this order a chat can only move to the front, so a
 * walk over the pages skips none (a skipped chat would look as if the user had left it).
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

/** How far the user has read, ms; 0 if never. */
export const readAtOf = (chat: JsonRecord): number =>
  stampOrNull(asRecord(chat.viewpoint)?.lastMessageReadDateTime) ?? 0;

/** The members that came with the chat; null if they were not expanded. */
export const expandedPeople = (connection: Connection, chat: JsonRecord): readonly Person[] | null =>
  Array.isArray(chat.members)
    ? asRecords(chat.members).flatMap((member) => readMember(connection, member) ?? [])
    : null;

const kindOf = (chatType: unknown): ConversationKind => {
  if (chatType === 'oneOnOne') return 'direct';
  return chatType === 'meeting' ? 'meeting' : 'group';
};

/**
 * All people in a listed chat; `undefined` if the expansion is full or was left out, because people may be missing then. The engine then
 * asks for the members, and lists the chat even if they cannot be read.
 */
export const listedPeople = (connection: Connection, chat: JsonRecord): readonly Person[] | undefined => {
  const people = expandedPeople(connection, chat) ?? [];
  return people.length > 0 && people.length < expandedMembers ? people : undefined;
};

/** A chat's facts with these people; null if it has no usable id. */
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
