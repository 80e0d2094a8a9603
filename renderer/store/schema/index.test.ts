import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { IsthmusDatabase } from '../database.ts';
import { openDatabase } from '../open.ts';
import { writtenBefore } from '../testing/upgrading.ts';
import { schemaSteps } from './index.ts';

it.each(schemaSteps.map((_step, at) => at + 1))(
  'a database of version %i opens with the newest, and no message is lost',
  async (version) => {
    const disk = new IDBFactory();
    const messages = [1, 2].map((at) => ({
      id: `m/c/${at}`,
      conversationId: 'm/c',
      threadId: '',
      createdAt: at,
    }));
    await writtenBefore(disk, version, {
      messages,
      accounts: [{ id: 'm' }],
      cursors: [{ conversationId: 'm/c' }],
    });
    const database = new IsthmusDatabase({ indexedDB: disk, IDBKeyRange });
    expect(await openDatabase(database)).toEqual({ kind: 'open' });
    expect(await database.messages.toArray()).toMatchObject(messages);
    expect(await database.accounts.count()).toBe(1);
    expect(await database.cursors.count()).toBe(1);
    expect(database.verno).toBe(schemaSteps.length);
    database.close();
  },
);
