/** For tests of writing against the sandbox's Graph, in process: two people who share a chat and a channel. */
import { Faults } from '../../../../../sandbox/faults.ts';
import { createMicrosoftTenant, SigningKey } from '../../../../../sandbox/microsoft/index.ts';
import { generateOrganisation } from '../../../../../sandbox/organisation/generate.ts';
import { seededRandom } from '../../../../../sandbox/world.ts';
import {
  succeeded,
  type Change,
  type ConversationId,
  type FileReference,
  type Message,
  type MessageId,
  type PersonId,
  type Result,
} from '../../../../model/index.ts';
import type { Connector } from '../../../connector.ts';
import type { UploadedFile, UploadRequest, WritingCapability } from '../../../writing.ts';
import { createTeamsConnector } from '../../index.ts';
import { valueOf } from '../../testing/scripted.ts';
import { createTestWorld, testAccount } from '../../testing/test-world.ts';
import { never } from './drafting.ts';

const start = Date.UTC(2026, 10, 2, 9);
const graphUrl = 'https://graph.sandbox.example';
const scopes = [
  'User.Read',
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'ChatMessage.Send',
  'Team.ReadBasic.All',
  'Channel.ReadBasic.All',
  'ChannelMember.Read.All',
  'ChannelMessage.Read.All',
  'ChannelMessage.Send',
  'ChannelMessage.ReadWrite',
  'Files.ReadWrite.All',
];

export interface SandboxPerson {
  readonly id: PersonId;
  readonly connector: Connector;
  readonly writing: WritingCapability;
}

const signingKey = new SigningKey();

export const createSetting = () => {
  let now = start;
  const sandboxWorld = { now: () => now, random: seededRandom(11), after: () => () => undefined };
  const organisation = generateOrganisation({ seed: 11, messages: 60, now: start });
  const faults = new Faults(sandboxWorld);
  const tenant = createMicrosoftTenant({
    world: sandboxWorld,
    clientId: 'isthmus',
    faults,
    loginUrl: 'https://login.sandbox.example',
    graphUrl,
    settings: { throttling: false },
    signingKey,
  });
  tenant.acts.load(organisation);
  const me = organisation.sampleUser;
  const channel = tenant.acts
    .conversations()
    .find(({ kind, members }) => kind === 'channel' && members.includes(me));
  const colleague = channel?.members.find((member) => member !== me) ?? '';
  const chatId = tenant.acts.createChat([me, colleague], null);
  const person = (key: string): SandboxPerson => {
    const world = createTestWorld({
      fetch: (request) => {
        now += 1_000;
        return tenant.graph.fetch(request);
      },
      accessToken: () => Promise.resolve(succeeded(tenant.tokenFor(key, scopes))),
    });
    const userId = tenant.acts.truth(key).me;
    const connector = createTeamsConnector({
      accountId: testAccount,
      userId,
      tenantId: organisation.tenantId,
      graphUrl: `${graphUrl}/v1.0`,
      world,
    });
    if (!connector.writing) throw new Error('Teams can write');
    return { id: `${testAccount}/user/${userId}` as PersonId, connector, writing: connector.writing };
  };
  return {
    tenant,
    faults,
    me: person(me),
    other: person(colleague),
    chat: `${testAccount}/chat/${chatId}` as ConversationId,
    channel: `${testAccount}/channel/${channel?.id ?? ''}` as ConversationId,
    /** Writes a message in the colleague's name. */
    said: (text: string): MessageId => {
      now += 1_000;
      const id = tenant.acts.post(colleague, chatId, { content: `<p>${text}</p>` });
      return `${testAccount}/chat/${chatId}/${id}` as MessageId;
    },
  };
};

export const messagesOf = (changes: readonly Change[]): Message[] =>
  changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
export const newest = async (
  { connector }: SandboxPerson,
  conversationId: ConversationId,
): Promise<Message[]> => messagesOf(valueOf(await connector.history(conversationId, null, never)).changes);
export const found = async (
  reader: SandboxPerson,
  conversationId: ConversationId,
  id: MessageId,
): Promise<Message> => {
  const message = (await newest(reader, conversationId)).find((one) => one.id === id);
  if (!message) throw new Error('the message is not on the newest page');
  return message;
};

const pattern = Uint8Array.from({ length: 6 * 1024 * 1024 }, (_, at) => (at * 31 + (at >> 8)) & 255);
export const bytesOf = (size: number): Uint8Array<ArrayBuffer> => pattern.subarray(0, size);
export const streamOf = (bytes: Uint8Array<ArrayBuffer>, from: number): ReadableStream<Uint8Array> =>
  new Blob([bytes.subarray(from)]).stream();
export const upload = (
  conversationId: ConversationId,
  bytes: Uint8Array<ArrayBuffer>,
  more: Partial<UploadRequest> = {},
): UploadRequest => ({
  conversationId,
  of: null,
  name: 'notes.bin',
  size: bytes.byteLength,
  mimeType: 'application/octet-stream',
  session: null,
  bytes: (from) => Promise.resolve(succeeded(streamOf(bytes, from))),
  ...more,
});
export const uploadedToTeams = async (person: SandboxPerson, request: UploadRequest): Promise<UploadedFile> =>
  valueOf(await person.writing.upload(request, never));
export const downloaded = async (
  { writing }: SandboxPerson,
  file: FileReference | undefined,
  from = 0,
): Promise<Uint8Array> => {
  if (!file) throw new Error('no file');
  const stream: Result<ReadableStream<Uint8Array>> = await writing.download(file, from, never);
  return new Uint8Array(await new Response(valueOf(stream) as ReadableStream<BufferSource>).arrayBuffer());
};
export const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
