import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import type { ConversationId } from '../../model/index.ts';
import { IsthmusDatabase } from '../../store/index.ts';
import { createAttention } from './attention.ts';

const conversationId = 'a|c' as ConversationId;

it('the attention row names the open conversation, is written only for a change, and gets a new time when it is renewed', async () => {
  const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  let time = 10;
  const attention = createAttention(
    database,
    () => time,
    () => () => undefined,
  );
  const row = () => database.attention.get('app');
  attention.set({ conversationId, focused: true });
  expect(await row()).toEqual({ key: 'app', conversationId, focused: true, wantsOlder: false, at: 10 });
  time = 20;
  attention.set({ focused: true });
  expect((await row())?.at).toBe(10);
  attention.renew();
  expect((await row())?.at).toBe(20);
  attention.set({ wantsOlder: true });
  expect(await row()).toMatchObject({ wantsOlder: true, conversationId });
  database.close();
});

it('a write that the disk refuses is logged, and the user sees no error', async () => {
  const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  database.close();
  const told = new Promise<unknown>((resolve) => {
    const attention = createAttention(
      database,
      () => 0,
      (place) => (error) => resolve([place, error instanceof Error]),
    );
    expect(() => attention.set({ focused: true })).not.toThrow();
  });
  expect(await told).toEqual(['write-attention', true]);
});
