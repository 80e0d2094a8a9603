/** Writing against the sandbox's Graph, in process: what was written comes back through the mirror's own reading. */
import { describe, expect, it } from 'vitest';
import { Faults, type Fault } from '../../../../sandbox/faults.ts';
import { createMicrosoftTenant, SigningKey } from '../../../../sandbox/microsoft/index.ts';
import { generateOrganisation } from '../../../../sandbox/organisation/generate.ts';
import { seededRandom } from '../../../../sandbox/world.ts';
import {
  canonicalForm,
  paragraph,
  succeeded,
  textInline,
  type Block,
  type CarryKey,
  type Change,
  type ConversationId,
  type Document,
  type FileReference,
  type Message,
  type MessageId,
  type PersonId,
  type Result,
} from '../../../model/index.ts';
import type { Connector } from '../../connector.ts';
import type { Draft, UploadedFile, UploadRequest, WritingCapability } from '../../writing.ts';
import { createTeamsConnector } from '../index.ts';
import { valueOf } from '../scripted.ts';
import { createTestWorld, testAccount } from '../test-world.ts';
import { pieceSize } from './upload-session.ts';

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
const never = new AbortController().signal;
const stamp = { key: 'key' as CarryKey, note: null };

interface Person {
  readonly id: PersonId;
  readonly connector: Connector;
  readonly writing: WritingCapability;
}

const signingKey = new SigningKey();

const createSetting = () => {
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
  const person = (key: string): Person => {
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
    /** What the colleague says in the chat. */
    said: (text: string): MessageId => {
      now += 1_000;
      const id = tenant.acts.post(colleague, chatId, { content: `<p>${text}</p>` });
      return `${testAccount}/chat/${chatId}/${id}` as MessageId;
    },
  };
};

const saying = (text: string): Document => ({ blocks: [paragraph(textInline(text))] });
const draft = (more: Partial<Draft> = {}): Draft => ({
  document: saying('hello'),
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
  files: [],
  ...more,
});

const messagesOf = (changes: readonly Change[]): Message[] =>
  changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
const newest = async ({ connector }: Person, conversationId: ConversationId): Promise<Message[]> =>
  messagesOf(valueOf(await connector.history(conversationId, null, never)).changes);
const found = async (reader: Person, conversationId: ConversationId, id: MessageId): Promise<Message> => {
  const message = (await newest(reader, conversationId)).find((one) => one.id === id);
  if (!message) throw new Error('the message is not on the newest page');
  return message;
};

const rich = (person: PersonId): Block[] => [
  { kind: 'heading', level: 2, children: [textInline('Plan & <b>')] },
  paragraph(
    textInline('see '),
    { kind: 'strong', children: [textInline('this '), { kind: 'emphasis', children: [textInline('now')] }] },
    { kind: 'break' },
    { kind: 'mention', target: { kind: 'person', personId: person }, text: '@colleague' },
    textInline(' and  '),
    { kind: 'link', url: 'https://example.org/?a=1&b=2', title: '', children: [textInline('there')] },
    textInline(' שלום e\u0301 👩‍👩‍👧 '),
    { kind: 'code', text: '<at id="0">' },
  ),
  {
    kind: 'list',
    ordered: true,
    start: 3,
    items: [
      { checked: null, blocks: [paragraph(textInline('one'))] },
      {
        checked: null,
        blocks: [
          paragraph(textInline('two')),
          {
            kind: 'list',
            ordered: false,
            start: 1,
            items: [{ checked: null, blocks: [paragraph(textInline('inner'))] }],
          },
        ],
      },
    ],
  },
  {
    kind: 'table',
    alignments: ['left', 'right'],
    header: [[textInline('a')], [textInline('b')]],
    rows: [[[textInline('1')], [{ kind: 'strike', children: [textInline('2')] }]]],
  },
  { kind: 'quote', authorName: null, messageId: null, blocks: [paragraph(textInline('quoted'))] },
  { kind: 'code', language: 'javascript', text: 'if (a < b) {\n  c();\n}' },
  { kind: 'rule' },
  paragraph(textInline('end')),
];

const pattern = Uint8Array.from({ length: 6 * 1024 * 1024 }, (_, at) => (at * 31 + (at >> 8)) & 255);
const bytesOf = (size: number): Uint8Array<ArrayBuffer> => pattern.subarray(0, size);
const streamOf = (bytes: Uint8Array<ArrayBuffer>, from: number): ReadableStream<Uint8Array> =>
  new Blob([bytes.subarray(from)]).stream();
const upload = (
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
const uploaded = async (person: Person, request: UploadRequest): Promise<UploadedFile> =>
  valueOf(await person.writing.upload(request, never));
const downloaded = async (
  { writing }: Person,
  file: FileReference | undefined,
  from = 0,
): Promise<Uint8Array> => {
  if (!file) throw new Error('no file');
  const stream: Result<ReadableStream<Uint8Array>> = await writing.download(file, from, never);
  return new Uint8Array(await new Response(valueOf(stream) as ReadableStream<BufferSource>).arrayBuffer());
};
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

describe('what is written', () => {
  it('comes back through the history with the same document: in a chat, a channel, a thread', async () => {
    const { me, other, chat, channel } = createSetting();
    const document = { blocks: rich(other.id) };
    const root = valueOf(await me.writing.send(channel, draft({ document }), stamp, never));
    for (const [place, threadId] of [
      [chat, ''],
      [channel, ''],
      [channel, root.id],
    ] as const) {
      const sent = valueOf(await me.writing.send(place, draft({ document, threadId }), stamp, never));
      const told = messagesOf(sent.changes)[0];
      const message = await found(me, place, sent.id);
      expect(message).toEqual(told);
      expect(message.threadId).toBe(threadId);
      expect(message.authorId).toBe(me.id);
      expect(canonicalForm(me.writing.read(message))).toEqual(canonicalForm(document));
    }
  });

  it('keeps subject and importance, the subject as a heading in replies and chats', async () => {
    const { me, chat, channel } = createSetting();
    const titled = draft({ subject: 'Budget', importance: 'urgent' });
    const root = valueOf(await me.writing.send(channel, titled, stamp, never));
    expect(await found(me, channel, root.id)).toMatchObject({ subject: 'Budget', importance: 'urgent' });
    const reply = valueOf(
      await me.writing.send(channel, { ...titled, threadId: root.id, importance: 'important' }, stamp, never),
    );
    const inChat = valueOf(await me.writing.send(chat, titled, stamp, never));
    for (const [place, id, importance] of [
      [channel, reply.id, 'important'],
      [chat, inChat.id, 'urgent'],
    ] as const) {
      const message = await found(me, place, id);
      expect(message).toMatchObject({ subject: null, importance });
      expect(me.writing.read(message).blocks[0]).toMatchObject({ kind: 'heading' });
    }
  });

  it('notifies whom it mentions, and everybody', async () => {
    const { me, other, chat, channel } = createSetting();
    await me.connector.overview(never);
    for (const target of [{ kind: 'person', personId: other.id }, { kind: 'everyone' }] as const)
      for (const place of [chat, channel]) {
        const document = { blocks: [paragraph({ kind: 'mention', target, text: '@them' })] };
        const sent = valueOf(await me.writing.send(place, draft({ document }), stamp, never));
        const message = await found(other, place, sent.id);
        expect(message.mentionsMe).toBe(true);
        expect(me.writing.read(message).blocks).toMatchObject([{ children: [{ kind: 'mention', target }] }]);
      }
  });

  it('quotes a message of the chat', async () => {
    const { me, chat, said } = createSetting();
    const quotes = said('shall we?');
    const sent = valueOf(await me.writing.send(chat, draft({ quotes }), stamp, never));
    const message = await found(me, chat, sent.id);
    expect(message.attachments).toMatchObject([{ kind: 'quote', messageId: quotes, plain: 'shall we?' }]);
    expect(me.writing.read(message).blocks[0]).toMatchObject({ kind: 'quote', messageId: quotes });
  });

  it('is refused beyond what one message holds, and its measure tells so before', async () => {
    const { me, chat } = createSetting();
    const { writing } = me;
    const document = saying('x'.repeat(30_000));
    expect(writing.measure(document)).toBeGreaterThan(writing.longest);
    expect(await writing.send(chat, draft({ document }), stamp, never)).toEqual({
      ok: false,
      failure: { kind: 'refused', status: 413, code: 'RequestEntityTooLarge' },
    });
    const fits = saying('x'.repeat(writing.longest - writing.measure(saying('x')) + 1));
    expect(writing.measure(fits)).toBeLessThanOrEqual(writing.longest);
    expect((await writing.send(chat, draft({ document: fits }), stamp, never)).ok).toBe(true);
  });

  it('of the longest text fits with a quote, a subject and all its files', async () => {
    const { me, chat, said } = createSetting();
    const { writing } = me;
    const quotes = said('a long story '.repeat(40));
    const name = 'Minutes of the meeting of the building committee, May 2026.docx';
    const files: UploadedFile[] = [];
    for (let at = 0; at < (writing.filesPerMessage ?? 0); at += 1)
      files.push(await uploaded(me, upload(chat, bytesOf(1), { name })));
    const document = saying('é'.repeat(Math.floor(writing.longest / 2) - 50));
    expect(writing.measure(document)).toBeLessThanOrEqual(writing.longest);
    const whole = draft({ document, quotes, files, subject: 'x'.repeat(200) });
    expect(valueOf(await writing.send(chat, whole, stamp, never)).changes).not.toEqual([]);
  });

  it.each([
    [{ kind: 'lost-answer' }, 1],
    [{ kind: 'truncated' }, 1],
    [{ kind: 'lost-request' }, 0],
    [{ kind: 'status', status: 429, retryAfter: 2 }, 0],
  ] as const)('under the fault %j fails and is there %i times', async (fault: Fault, times) => {
    const { me, chat, faults } = createSetting();
    const remove = faults.add({ matches: ({ method }) => method === 'POST', fault });
    const sent = await me.writing.send(chat, draft({ document: saying('only once') }), stamp, never);
    remove();
    expect(sent.ok).toBe(false);
    const there = (await newest(me, chat)).filter(({ plain }) => plain === 'only once');
    expect(there).toHaveLength(times);
  });
});

describe('an edit', () => {
  it('gives a new text and keeps file, picture and quote', async () => {
    const { me, chat, said } = createSetting();
    const quotes = said('and the numbers?');
    const files = [
      await uploaded(me, upload(chat, bytesOf(10))),
      await uploaded(me, upload(chat, bytesOf(20), { name: 'plan.png', mimeType: 'image/png' })),
    ];
    const sent = valueOf(await me.writing.send(chat, draft({ quotes, files }), stamp, never));
    const before = await found(me, chat, sent.id);
    const edited = valueOf(
      await me.writing.edit(sent.id, draft({ document: saying('better'), quotes, files }), never),
    );
    const after = await found(me, chat, sent.id);
    expect(messagesOf(edited.changes)).toEqual([after]);
    expect(after.editedAt).not.toBeNull();
    expect(after.plain).toContain('better');
    expect(after.plain).not.toContain('hello');
    expect(after.files).toEqual(before.files);
    expect(after.files).toHaveLength(2);
    expect(after.attachments).toEqual(before.attachments);
    expect(same(await downloaded(me, after.files[1]), bytesOf(20))).toBe(true);
  });

  it('changes roots with their subject, and replies', async () => {
    const { me, other, channel } = createSetting();
    const root = valueOf(await me.writing.send(channel, draft({ subject: 'old' }), stamp, never));
    const reply = valueOf(await me.writing.send(channel, draft({ threadId: root.id }), stamp, never));
    const document = { blocks: rich(other.id) };
    for (const id of [root.id, reply.id]) {
      valueOf(await me.writing.edit(id, draft({ document, subject: id === root.id ? 'new' : null }), never));
      const message = await found(me, channel, id);
      expect(message.subject).toBe(id === root.id ? 'new' : null);
      expect(canonicalForm(me.writing.read(message))).toEqual(canonicalForm(document));
    }
  });

  it('of another’s message is forbidden, of a deleted one too late', async () => {
    const { me, chat, said } = createSetting();
    expect(await me.writing.edit(said('mine'), draft(), never)).toMatchObject({
      failure: { kind: 'forbidden', status: 403 },
    });
    const sent = valueOf(await me.writing.send(chat, draft(), stamp, never));
    valueOf(await me.writing.remove(sent.id, never));
    expect(await me.writing.edit(sent.id, draft(), never)).toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('whose new form cannot be read is done all the same', async () => {
    const { me, chat, faults } = createSetting();
    const sent = valueOf(await me.writing.send(chat, draft(), stamp, never));
    let reads = 0;
    const remove = faults.add({
      matches: ({ method }) => method === 'GET' && (reads += 1) > 1,
      fault: { kind: 'status', status: 503 },
    });
    const document = saying('better');
    expect(valueOf(await me.writing.edit(sent.id, draft({ document }), never)).changes).toEqual([]);
    remove();
    expect((await found(me, chat, sent.id)).plain).toBe('better');
  });
});

describe('deleting', () => {
  it('empties a message, twice is as good as once, and restoring brings its text back', async () => {
    const { me, chat, channel } = createSetting();
    const root = valueOf(await me.writing.send(channel, draft(), stamp, never));
    for (const [place, threadId] of [
      [chat, ''],
      [channel, ''],
      [channel, root.id],
    ] as const) {
      const { id } = valueOf(
        await me.writing.send(place, draft({ threadId, document: saying('back again') }), stamp, never),
      );
      const removed = messagesOf(valueOf(await me.writing.remove(id, never)));
      expect(removed).toMatchObject([{ id, plain: '' }]);
      expect(removed[0]?.deletedAt).not.toBeNull();
      expect(await found(me, place, id)).toEqual(removed[0]);
      expect((await me.writing.remove(id, never)).ok).toBe(true);
      const restored = await me.writing.restore?.(id, never);
      expect(restored && messagesOf(valueOf(restored).changes)).toMatchObject([{ id, plain: 'back again' }]);
      expect(await found(me, place, id)).toMatchObject({ deletedAt: null, plain: 'back again' });
    }
  });

  it('what is not there counts as deleted; another’s message is not to be deleted', async () => {
    const { me, chat, said } = createSetting();
    const id = `${chat}/1` as MessageId;
    expect(await me.writing.remove(id, never)).toEqual(
      succeeded([{ kind: 'message-gone', id, conversationId: chat, at: 1 }]),
    );
    expect(await me.writing.remove(said('mine'), never)).toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('a reaction', () => {
  it('is set and taken back, each as often as one likes', async () => {
    const { me, channel, chat, said } = createSetting();
    const root = valueOf(await me.writing.send(channel, draft(), stamp, never));
    const reply = valueOf(await me.writing.send(channel, draft({ threadId: root.id }), stamp, never));
    for (const [place, id] of [
      [chat, said('well done')],
      [channel, reply.id],
    ] as const) {
      const party = { emoji: '🎉', name: 'tada' };
      for (const set of [true, true, false, false, true]) {
        const changes = messagesOf(valueOf(await me.writing.react(id, party, set, never)));
        const reactions = set ? [{ emoji: '🎉', name: '🎉', personIds: [me.id] }] : [];
        expect(changes).toMatchObject([{ id, reactions }]);
      }
      expect((await found(me, place, id)).reactions).toHaveLength(1);
    }
  });
});

describe('marking as read', () => {
  it('moves the chat’s read state; a channel has none', async () => {
    const { me, chat, channel, said } = createSetting();
    const readAt = Number(said('news').split('/').at(-1));
    expect(valueOf(await me.writing.markRead(chat, readAt, never))).toEqual([
      { kind: 'read', conversationId: chat, readAt },
    ]);
    const { changes } = valueOf(await me.connector.overview(never));
    const facts = changes.find((change) => change.kind === 'conversation' && change.conversation.id === chat);
    expect(facts).toMatchObject({ conversation: { readAt } });
    expect(valueOf(await me.writing.markRead(channel, readAt, never))).toEqual([]);
  });
});

describe('a file', () => {
  it.each([
    ['no bytes at all', 0],
    ['a few bytes', 7],
    ['exactly one PUT', 4 * 1024 * 1024],
    ['more than one PUT', 4 * 1024 * 1024 + 1],
  ])('of %s goes there and back, for the chat’s other member too', async (_what, size) => {
    const { me, other, chat } = createSetting();
    const bytes = bytesOf(size);
    const files = [await uploaded(me, upload(chat, bytes, { name: 'no ending' }))];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const message = await found(other, chat, sent.id);
    expect(message.files).toMatchObject([{ name: 'no ending', inlineSource: null }]);
    expect(canonicalForm(other.writing.read(message))).toEqual(canonicalForm(saying('hello')));
    expect(same(await downloaded(other, message.files[0]), bytes)).toBe(true);
  });

  it('of a channel lies where the channel’s files are, beside one of the same name', async () => {
    const { me, other, channel } = createSetting();
    const files = [
      await uploaded(me, upload(channel, bytesOf(3), { name: 'plan #1 100%.txt' })),
      await uploaded(me, upload(channel, bytesOf(4), { name: 'plan #1 100%.txt' })),
    ];
    const sent = valueOf(await me.writing.send(channel, draft({ files }), stamp, never));
    const message = await found(other, channel, sent.id);
    expect(message.files.map(({ name }) => name)).toEqual(['plan #1 100%.txt', 'plan #1 100% 1.txt']);
    for (const [at, file] of message.files.entries())
      expect((await downloaded(other, file)).byteLength).toBe(at + 3);
  });

  it('of 5 MB is taken up where its session was interrupted', async () => {
    const { me, chat, faults } = createSetting();
    const bytes = bytesOf(5 * 1024 * 1024);
    const asked: number[] = [];
    const request = upload(chat, bytes, {
      bytes: (from) => {
        asked.push(from);
        return Promise.resolve(succeeded(streamOf(bytes, from)));
      },
    });
    let puts = 0;
    const remove = faults.add({
      matches: ({ method }) => method === 'PUT' && (puts += 1) > 1,
      fault: { kind: 'lost-request' },
    });
    const first = await me.writing.upload(request, never);
    remove();
    expect(first).toMatchObject({ ok: false, failure: { kind: 'offline', reason: 'unreachable' } });
    const session = first.ok ? null : first.session;
    expect(JSON.parse(session ?? '')).toMatchObject({ kind: 'sending', size: bytes.byteLength });
    const files = [await uploaded(me, { ...request, session })];
    expect(asked).toEqual([0, pieceSize]);
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const [file] = (await found(me, chat, sent.id)).files;
    expect(same(await downloaded(me, file), bytes)).toBe(true);
    expect(same(await downloaded(me, file, 4_000_000), bytes.subarray(4_000_000))).toBe(true);
    expect(await downloaded(me, file, bytes.byteLength)).toHaveLength(0);
  });

  it('whose piece arrived without an answer goes on behind that piece', async () => {
    const { me, chat, faults } = createSetting();
    const bytes = bytesOf(6 * 1024 * 1024);
    faults.add({
      matches: ({ method }) => method === 'PUT',
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    const first = await me.writing.upload(upload(chat, bytes), never);
    expect(first.ok).toBe(false);
    const asked: number[] = [];
    const file = await uploaded(
      me,
      upload(chat, bytes, {
        session: first.ok ? null : first.session,
        bytes: (from) => {
          asked.push(from);
          return Promise.resolve(succeeded(streamOf(bytes, from)));
        },
      }),
    );
    expect(asked).toEqual([pieceSize]);
    expect(file.name).toBe('notes.bin');
  });

  it('whose sharing failed is shared the next time, and not sent again', async () => {
    const { me, other, chat, faults } = createSetting();
    const bytes = bytesOf(50);
    const remove = faults.add({
      matches: ({ url }) => url.endsWith('/invite'),
      fault: { kind: 'status', status: 503 },
    });
    const first = await me.writing.upload(upload(chat, bytes), never);
    remove();
    const session = first.ok ? null : first.session;
    expect(session).not.toBeNull();
    const unread = () => Promise.reject(new Error('the bytes are there already'));
    const files = [await uploaded(me, upload(chat, bytes, { session, bytes: unread }))];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const [file] = (await found(other, chat, sent.id)).files;
    expect(same(await downloaded(other, file), bytes)).toBe(true);
  });

  it('that is a picture stands in the message and can be read from the middle', async () => {
    const { me, other, chat } = createSetting();
    const bytes = bytesOf(1_000);
    const files = [await uploaded(me, upload(chat, bytes, { name: 'plan.png', mimeType: 'image/png' }))];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const [picture] = (await found(other, chat, sent.id)).files;
    expect(picture).toMatchObject({ name: 'plan.png', isImage: true });
    expect(picture?.inlineSource).not.toBeNull();
    expect(same(await downloaded(other, picture), bytes)).toBe(true);
    expect(same(await downloaded(other, picture, 990), bytes.subarray(990))).toBe(true);
  });

  it('that is one picture too many for a message hangs below it as a file', async () => {
    const { me, other, chat } = createSetting();
    const bytes = bytesOf(2 * 1024 * 1024);
    const picture = (name: string): Promise<UploadedFile> =>
      uploaded(me, upload(chat, bytes, { name, mimeType: 'image/jpeg' }));
    const files = [await picture('one.jpg'), await picture('two.jpg')];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const message = await found(other, chat, sent.id);
    expect(message.files.map(({ name, inlineSource }) => [name, inlineSource !== null])).toEqual([
      ['two.jpg', false],
      ['one.jpg', true],
    ]);
    expect(same(await downloaded(other, message.files[0]), bytes)).toBe(true);
  });
});
