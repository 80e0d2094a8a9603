import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../test/support/batches.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest, storeOf } from '../../../test/support/mirrored.ts';
import { account, general, me, message } from '../../../test/support/rows.ts';
import type { Change, ConversationId } from '../../model/index.ts';
import { chooseForConversation, readIntents, type IsthmusDatabase } from '../../store/index.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.accounts.put({ id: account, me, service: 'mattermost', progress: { messages: 0 } } as never);
  await ingest(database, batchOf([conversation({ kind: 'direct', hidden: true })]));
});
afterEach(() => database.close());

const wanted = async () => (await readIntents(database)).map(({ kind }) => kind);
const said = told(message('x', { createdAt: 2_000 }));

describe('a hidden chat is shown again', () => {
  it.each(['live', 'own'] as const)('when somebody writes there: %s', async (source) => {
    await ingest(database, batchOf([said], { source }));
    expect(await readIntents(database)).toMatchObject([
      { kind: 'hide', hidden: false, conversationId: general, accountId: account },
    ]);
  });

  it('when the user reads what was written meanwhile', async () => {
    await ingest(database, batchOf([said], { source: 'changes' }));
    expect(await wanted()).toEqual([]);
    await ingest(
      database,
      batchOf([{ kind: 'read', conversationId: general, readAt: 2_000 }], { source: 'own' }),
    );
    expect(await wanted()).toEqual(['hide']);
  });
});

describe('a hidden chat stays hidden', () => {
  it('when its history is read, or it was read elsewhere, because that may be older than the choice', async () => {
    await ingest(database, batchOf([said], { source: 'history' }));
    await ingest(
      database,
      batchOf([{ kind: 'read', conversationId: general, readAt: 2_000 }], { source: 'live' }),
    );
    expect(await wanted()).toEqual([]);
  });

  it('when messages from before the choice are read later', async () => {
    await ingest(database, batchOf([said], { source: 'changes' }));
    const place = { conversationId: general, accountId: account };
    await chooseForConversation(database, place, { kind: 'hidden-up-to', value: 2_000 }, 1);
    await ingest(
      database,
      batchOf([{ kind: 'read', conversationId: general, readAt: 2_000 }], { source: 'own' }),
    );
    expect(await wanted()).toEqual([]);
  });

  it('and one that is not hidden does not change', async () => {
    await ingest(database, batchOf([conversation({ kind: 'direct', hidden: false })]));
    await ingest(database, batchOf([said], { source: 'live' }));
    expect(await wanted()).toEqual([]);
  });
});

it('that conversations came or left is told, because something may have been chosen for them elsewhere', async () => {
  const kinds = async (change: Change) =>
    (await storeOf(database).write(batchOf([change]))).news.map(({ kind }) => kind);
  const other = conversation({ id: `${account}/other` as ConversationId });
  expect(await kinds(other)).toContain('conversations-reshaped');
  expect(await kinds(said)).not.toContain('conversations-reshaped');
  expect(await kinds({ kind: 'conversation-gone', id: `${account}/other` as ConversationId })).toContain(
    'conversations-reshaped',
  );
});
