import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../test/support/batches.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, general, message } from '../../../test/support/rows.ts';
import type { MessageId } from '../../model/index.ts';
import { type IsthmusDatabase, readIntents } from '../../store/index.ts';
import { openAccountRow } from '../mirror/store/account-row.ts';
import { answerNotice } from './answer-notice.ts';

let database: IsthmusDatabase;
const reply = message('reply', { threadId: `${general}/root` as MessageId, createdAt: 2_000 });
const world = { now: 7, random: 'r' };
beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, batchOf([conversation(), told(reply)]));
});
afterEach(() => database.close());

it('the answer “read” marks as read up to the shown message', async () => {
  expect(
    await answerNotice(database, { conversation: general, message: reply.id }, { kind: 'read' }, world),
  ).toBe(true);
  expect(await readIntents(database)).toMatchObject([
    { kind: 'read', accountId: account, conversationId: general, readAt: 2_000, at: 7 },
  ]);
});

it('a reply is sent to the thread as typed, and the answered message is marked as read', async () => {
  await answerNotice(
    database,
    { conversation: general, message: reply.id },
    { kind: 'reply', text: 'Yes *really*\n\n<b>soon</b>' },
    world,
  );
  const paragraph = (text: string) => ({ kind: 'paragraph', children: [{ kind: 'text', text }] });
  expect(await readIntents(database)).toMatchObject([
    {
      kind: 'send',
      key: 'written:r',
      conversationId: general,
      text: {
        threadId: `${general}/root`,
        quotes: null,
        document: { blocks: [paragraph('Yes *really*'), paragraph('<b>soon</b>')] },
      },
      files: [],
    },
    { kind: 'read', readAt: 2_000 },
  ]);
});

it('a reply is not stored if the disk refuses its read mark, and the user is told that it is not sent', async () => {
  database.intents.hook('creating', (_key, row) => {
    if (row.kind === 'read') throw new Error('the disk is full');
  });
  const answered = { conversation: general, message: reply.id };
  await expect(answerNotice(database, answered, { kind: 'reply', text: 'x' }, world)).rejects.toThrow();
  expect(await readIntents(database)).toEqual([]);
});

it('a message that has left the mirror is not answered', async () => {
  const gone = { conversation: general, message: `${general}/gone` as MessageId };
  expect(await answerNotice(database, gone, { kind: 'reply', text: 'x' }, world)).toBe(false);
  expect(await readIntents(database)).toEqual([]);
});

it.each([
  ['channel', `${general}/root`],
  ['direct', ''],
] as const)(
  'a reply to a root message in a %s is sent where replies are usual there',
  async (kind, threadId) => {
    const root = message('root');
    await ingest(database, batchOf([conversation({ kind }), told(root)]));
    await answerNotice(
      database,
      { conversation: general, message: root.id },
      { kind: 'reply', text: 'x' },
      world,
    );
    expect((await readIntents(database))[0]).toMatchObject({ kind: 'send', text: { threadId } });
  },
);
