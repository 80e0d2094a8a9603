/** The change index: which chats have a new message, in one request (facts, graph §6). */
import {
  failed,
  succeeded,
  type Change,
  type ConversationFacts,
  type ConversationId,
  type Result,
} from '../../../model/index.ts';
import type { IndexPage } from '../../connector.ts';
import { Walk } from '../../walk.ts';
import {
  chatIndex,
  chatList,
  expandedPeople,
  listedPeople,
  previewAt,
  readAtOf,
  readChat,
} from '../reading/chats.ts';
import type { Connection } from '../connection.ts';
import { chatConversationId, isUsableId } from '../ids.ts';
import { asRecord, asText, parseRecord, type JsonRecord } from '../graph/json.ts';
import type { KnownChats } from './known-chats.ts';
import { contentOf, itemsOf } from '../graph/pages.ts';

/** How far the index was read: the time of the newest preview on the service's clock, and the chats with exactly this time. */
interface Since {
  readonly at: number;
  readonly chats: readonly string[];
}

const readSince = (text: string | null): Since | null => {
  const since = text === null ? null : parseRecord(text);
  if (typeof since?.at !== 'number' || !Array.isArray(since.chats)) return null;
  return { at: since.at, chats: since.chats.filter((id): id is string => typeof id === 'string') };
};

const isNew = (chat: JsonRecord, since: Since | null): boolean => {
  const at = previewAt(chat);
  if (since === null) return true;
  if (at === null) return false;
  return at > since.at || (at === since.at && !since.chats.includes(markOf(chat)));
};

/** A chat with its newest message: a second message of the same millisecond has another id. */
const markOf = (chat: JsonRecord): string =>
  `${asText(chat.id) ?? ''} ${asText(asRecord(chat.lastMessagePreview)?.id) ?? ''}`;

/** At most this many pages are read at once. The next overview brings the other chats. */
const mostPages = 20;

/**
 * The chats with a message newer than `since`, newest first; if it is null, all chats of the first page. Stops at the first page that holds
 * an older chat. The changes are the facts of chats that moved, and the read state of every chat on the pages.
 */
export const readTeamsMoved = async (
  connection: Connection,
  known: KnownChats,
  sinceText: string | null,
  signal: AbortSignal,
): Promise<Result<IndexPage>> => {
  const since = readSince(sinceText);
  const seen: JsonRecord[] = [];
  const fresh: JsonRecord[] = [];
  let next: string | null = chatIndex;
  const walk = new Walk();
  for (let pages = 0; next !== null && pages < mostPages; pages += 1) {
    const at = next;
    const answer: Result<JsonRecord> = await connection.client.get(at, signal);
    if (!answer.ok) return answer;
    const chats = itemsOf(answer.value).filter(({ id }) => isUsableId(id));
    const moved = chats.filter((chat) => isNew(chat, since));
    seen.push(...chats);
    fresh.push(...moved);
    next = since !== null && moved.length === chats.length ? asText(answer.value['@odata.nextLink']) : null;
    if (walk.step(at, next, contentOf(answer.value)) !== 'moves') return failed({ kind: 'stands-still' });
  }
  const facts = await factsOf(connection, known, fresh, signal);
  if (!facts.ok) return facts;
  const changes = [...facts.value, ...readStates(connection, known, seen)];
  return succeeded({ changes, moved: idsOf(connection, fresh), since: JSON.stringify(newest(since, seen)) });
};

const idsOf = (connection: Connection, chats: readonly JsonRecord[]): ConversationId[] => [
  ...new Set(
    chats.flatMap(({ id }) => (isUsableId(id) ? [chatConversationId(connection.accountId, id)] : [])),
  ),
];

const newest = (since: Since | null, seen: readonly JsonRecord[]): Since => {
  const at = seen.reduce((latest, chat) => Math.max(latest, previewAt(chat) ?? 0), since?.at ?? 0);
  const here = seen.filter((chat) => previewAt(chat) === at).map(markOf);
  return { at, chats: at === since?.at ? [...new Set([...since.chats, ...here])] : here };
};

/**
 * Facts of the chats that moved. The index has no members, so known chats keep theirs. For chats that are not known, the list with members
 * is asked for.
 */
const factsOf = async (
  connection: Connection,
  known: KnownChats,
  fresh: readonly JsonRecord[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const changes: Change[] = [];
  const tell = (facts: ConversationFacts): void => {
    known.set(facts);
    changes.push({ kind: 'conversation', conversation: facts });
  };
  let strangers = false;
  for (const chat of fresh) {
    const facts = readChat(connection, chat, []);
    const held = facts && known.get(facts.id);
    if (facts && held) tell({ ...facts, participants: held.participants });
    else strangers = true;
  }
  if (!strangers) return succeeded(changes);
  const listed = await connection.client.get(chatList, signal);
  if (!listed.ok) return listed;
  for (const chat of itemsOf(listed.value)) {
    const stranger = readChat(connection, chat, []);
    if (!stranger || known.get(stranger.id)) continue;
    for (const person of expandedPeople(connection, chat) ?? []) changes.push({ kind: 'person', person });
    tell({
      ...stranger,
      participants: readChat(connection, chat, listedPeople(connection, chat))?.participants,
    });
  }
  return succeeded(changes);
};

/** Read states that differ from those told before. */
const readStates = (connection: Connection, known: KnownChats, seen: readonly JsonRecord[]): Change[] =>
  seen.flatMap((chat): Change[] => {
    if (!isUsableId(chat.id)) return [];
    const conversationId = chatConversationId(connection.accountId, chat.id);
    const held = known.get(conversationId);
    const readAt = readAtOf(chat);
    if (!held || held.readAt === readAt) return [];
    known.set({ ...held, readAt });
    return [{ kind: 'read', conversationId, readAt }];
  });
