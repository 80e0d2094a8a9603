/** Writing against the sandbox's Graph, in process: written messages come back by reading. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../../sandbox/faults.ts';
import { type FileId, succeeded, type MessageId, type PersonId } from '../../../model/index.ts';
import {
  canonicalForm,
  type Inline,
  paragraph,
  textInline,
  type Block,
} from '../../../text/document/index.ts';
import type { UploadedFile } from '../../writing.ts';
import { valueOf } from '../testing/scripted.ts';
import { draft, never, saying, stamp } from './testing/drafting.ts';
import {
  bytesOf,
  createSetting,
  downloaded,
  found,
  messagesOf,
  newest,
  same,
  upload,
  uploadedToTeams,
} from './testing/setting.ts';

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

describe('a written message', () => {
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

  it('keeps subject and importance, with the subject as a heading in replies and chats', async () => {
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

  it('notifies the mentioned people, and everybody', async () => {
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

  it('is refused beyond the limit of one message, which its measure shows before', async () => {
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
      files.push(await uploadedToTeams(me, upload(chat, bytesOf(1), { name })));
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
  ] as const)('with the fault %j fails and exists %i times', async (fault: Fault, times) => {
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
      await uploadedToTeams(me, upload(chat, bytesOf(10))),
      await uploadedToTeams(me, upload(chat, bytesOf(20), { name: 'plan.png', mimeType: 'image/png' })),
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

  it('of a text that was read from the message keeps its pictures in their places', async () => {
    const { me, chat } = createSetting();
    const named = async (name: string): Promise<UploadedFile> => ({
      ...(await uploadedToTeams(me, upload(chat, bytesOf(20), { name, mimeType: 'image/png' }))),
      of: name as FileId,
    });
    const image = (name: string): Inline => ({
      ...{ kind: 'image', source: { kind: 'file', fileId: name as FileId } },
      ...{ alternative: name, width: null, height: null },
    });
    const document = {
      blocks: [
        paragraph(textInline('see '), image('two.png'), textInline(' here')),
        paragraph(image('one.png'), textInline(' and there')),
      ],
    };
    const files = [await named('one.png'), await named('two.png')];
    const sent = valueOf(await me.writing.send(chat, draft({ document, files }), stamp, never));
    const before = await found(me, chat, sent.id);
    const blocks = [...me.writing.read(before).blocks, paragraph(textInline('more'))];
    valueOf(await me.writing.edit(sent.id, draft({ document: { blocks } }), never));
    const after = await found(me, chat, sent.id);
    expect(canonicalForm(me.writing.read(after))).toEqual(canonicalForm({ blocks }));
    expect(after.files).toEqual(before.files);
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

  it('of another’s message is forbidden, and of a deleted one too late', async () => {
    const { me, chat, said } = createSetting();
    expect(await me.writing.edit(said('mine'), draft(), never)).toMatchObject({
      failure: { kind: 'forbidden', status: 403 },
    });
    const sent = valueOf(await me.writing.send(chat, draft(), stamp, never));
    valueOf(await me.writing.remove(sent.id, never));
    expect(await me.writing.edit(sent.id, draft(), never)).toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('succeeds also if its new form cannot be read', async () => {
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
  it('empties a message, can be repeated, and restoring brings its text back', async () => {
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

  it('a missing message counts as done, and another person’s message is forbidden', async () => {
    const { me, chat, said } = createSetting();
    const id = `${chat}/1` as MessageId;
    expect(await me.writing.remove(id, never)).toEqual(
      succeeded([{ kind: 'message-gone', id, conversationId: chat, at: 1 }]),
    );
    expect(await me.writing.remove(said('mine'), never)).toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('a reaction', () => {
  it('is set and removed, each any number of times', async () => {
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
