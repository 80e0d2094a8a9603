import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { ingest, removeAccount } from '../../../../test/support/mirrored.ts';
import { account, ada, general, me, message } from '../../../../test/support/rows.ts';
import { addReplies, type Message } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow } from './account-row.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, batchOf([conversation()]));
});
afterEach(() => database.close());

const root = message('root', { createdAt: 1_000 });
const reply = (id: string, createdAt: number, over: Partial<Message> = {}): Message =>
  message(id, { threadId: root.id, createdAt, ...over });
const early = reply('early', 1_100, { authorId: me });
const late = reply('late', 1_200);
const store = (...rows: readonly Message[]) => ingest(database, batchOf(rows.map(told)));
const stored = () => database.messages.get(root.id);

describe('a root has the summary of its replies', () => {
  it.each([
    ['at once', [[root, early, late]]],
    ['one after the other', [[root], [early], [late]]],
    ['before it', [[late], [early, root]]],
    ['before it, and with it', [[early], [late], [root]]],
    ['newest first, the root between them', [[late], [root], [early]]],
  ])('in either order: %s', async (_name, batches) => {
    for (const rows of batches) await store(...rows);
    expect(await stored()).toEqual({ ...root, replies: addReplies(undefined, [early, late]) });
    expect((await stored())?.replies).toMatchObject({ count: 2, newest: [{ by: ada }, { by: me }] });
    expect(await database.missingRoots.count()).toBe(0);
  });

  it('with each reply once, however often it comes or changes', async () => {
    await store(root, early, late);
    const before = await stored();
    expect(await store(root, early, late)).toMatchObject({ added: 0, changed: 0, messages: [] });
    await store({ ...late, plain: 'edited', version: 5_000 });
    await ingest(
      database,
      batchOf([{ kind: 'message-gone', id: early.id, conversationId: general, at: 6_000 }]),
    );
    expect(await stored()).toEqual(before);
  });

  it('also when the root is edited or deleted', async () => {
    await store(root, early);
    const { replies } = (await stored()) ?? {};
    const edited = { ...root, plain: 'edited', version: 5_000 };
    expect((await store(edited)).messages).toEqual([{ ...edited, replies }]);
    expect(await stored()).toEqual({ ...edited, replies });
    await ingest(
      database,
      batchOf([{ kind: 'message-gone', id: root.id, conversationId: general, at: 6_000 }]),
    );
    expect(await stored()).toMatchObject({ deletedAt: 6_000, replies });
  });

  it('and a new summary does not count as a changed message for followers', async () => {
    await store(root);
    expect((await store(early)).messages).toEqual([early]);
  });

  it('a missing root is deleted with its conversation and with the account', async () => {
    await store(early);
    const missing = { id: root.id, accountId: account, conversationId: general };
    expect(await database.missingRoots.toArray()).toEqual([missing]);
    await ingest(database, batchOf([{ kind: 'conversation-gone', id: general }]));
    expect(await database.missingRoots.count()).toBe(0);
    await ingest(database, batchOf([conversation()]));
    await store(late);
    await removeAccount(database, account);
    expect(await database.missingRoots.count()).toBe(0);
  });
});
