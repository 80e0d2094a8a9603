/** The content of a file for `npm run try`: one message as its service gives it, in a case or alone, and the known people. */
import type { Service } from '../../../renderer/model/index.ts';
import { isRecord, type Payload } from './json.ts';
import { readPeople, type Known } from './people.ts';

/** One message to try. */
export interface Tried {
  readonly service: Service;
  /** The message as the service gives it. Missing fields are made up (see `wholePost` and `wholeChatMessage`). */
  readonly payload: Payload;
  /** The people who are known on both sides. */
  readonly people: readonly Known[];
  /** The Mattermost server's public address, without a slash at its end. */
  readonly server: string;
}

export type Read =
  { readonly ok: true; readonly value: Tried } | { readonly ok: false; readonly sentence: string };

const refused = (sentence: string): Read => ({ ok: false, sentence });

/**
 * Reads a file's text. A case has an `input`, which is a `post`, a `chatMessage` or parts of one. Any other file counts as a payload of a
 * service. `people` and `server` may be beside the input.
 */
export const readTried = (text: string): Read => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return refused(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(file)) return refused('holds no JSON object.');
  const input = 'input' in file ? file.input : file;
  if (!isRecord(input)) return refused('has an input that is no object.');
  const found = messageIn(input);
  if (found === null)
    return refused('holds neither a Mattermost post nor a chatMessage of Graph that could be tried.');
  const people = readPeople(file.people ?? input.people);
  if (people === null) return refused('has people that are no list of names or of {"name", "username", …}.');
  const server = file.server ?? 'https://mattermost.example';
  if (typeof server !== 'string' || !/^https?:\/\/[^/]/.test(server))
    return refused('has a server that is no address.');
  return { ok: true, value: { ...found, people, server: server.replace(/(?<!\/)\/+$/, '') } };
};

type Found = Pick<Tried, 'service' | 'payload'>;

const post = (payload: unknown): Found | null =>
  isRecord(payload) ? { service: 'mattermost', payload } : null;
const chatMessage = (payload: unknown): Found | null =>
  isRecord(payload) ? { service: 'teams', payload } : null;

/** Keys that only posts have, and keys that only chatMessages have. */
const postKeys = ['channel_id', 'create_at', 'user_id', 'root_id', 'file_ids', 'props'];
const chatMessageKeys = ['body', 'messageType', 'eventDetail', 'createdDateTime', 'attachments', 'mentions'];

const messageIn = (input: Payload): Found | null => {
  if ('post' in input) return post(input.post);
  if (isRecord(input.message)) return chatMessage(input.message);
  // A websocket's `posted` event contains its post as text.
  if (isRecord(input.data) && typeof input.data.post === 'string') return post(nested(input.data.post));
  if (input.kind === 'post') return post(input);
  if (input.kind === 'chatMessage') return chatMessage(input);
  if (postKeys.some((key) => key in input)) return post(input);
  if (chatMessageKeys.some((key) => key in input)) return chatMessage(input);
  return typeof input.message === 'string' ? post(input) : null;
};

const nested = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** A post with the fields that every server adds. */
export const wholePost = (payload: Payload): Payload => ({
  id: 'post0000000000000000000001',
  create_at: 1_780_000_000_000,
  update_at: 1_780_000_000_000,
  edit_at: 0,
  delete_at: 0,
  user_id: 'someone0000000000000000001',
  channel_id: 'channel0000000000000000001',
  root_id: '',
  original_id: '',
  message: '',
  type: '',
  metadata: {},
  ...payload,
});

/** A chatMessage with the fields that Graph always gives. */
export const wholeChatMessage = (payload: Payload): Payload => ({
  id: '1780000000000',
  messageType: 'message',
  createdDateTime: '2026-05-28T20:26:40Z',
  lastModifiedDateTime: '2026-05-28T20:26:40Z',
  from: { user: { id: 'someone', displayName: 'Somebody', userIdentityType: 'aadUser' } },
  body: { contentType: 'html', content: '' },
  attachments: [],
  mentions: [],
  reactions: [],
  ...payload,
});
