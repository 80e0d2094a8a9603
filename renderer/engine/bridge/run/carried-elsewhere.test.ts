/** What waits here while another computer carries: it goes when the other has done it, however much waits before it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, post } from '../../../../test/support/gathering.ts';
import type { MessageId } from '../../../model/index.ts';
import { type IsthmusDatabase, type OutboxRow, putOutbox, removeOutboxRow } from '../../../store/index.ts';
import { CarriedElsewhere, mostLookedAt, type SettlingCarrier } from './carried-elsewhere.ts';

let database: IsthmusDatabase;
let now: number;
let woken: number[];
let looked: MessageId[];
/** What the other computer has carried. */
let done: Set<MessageId>;

const carrier: SettlingCarrier = {
  settle: async ({ messageId }: OutboxRow) => {
    looked.push(messageId);
    if (!done.has(messageId)) return false;
    await removeOutboxRow(database, messageId);
    return true;
  },
};
const elsewhere = (): CarriedElsewhere =>
  new CarriedElsewhere({
    world: { now: () => now },
    database,
    isCurrent: () => true,
    mayCarry: () => false,
    wake: (after) => void woken.push(after),
  });
const start = { now: () => Promise.resolve(carrier) };
const waiting = async (count: number): Promise<readonly MessageId[]> => {
  const posts = Array.from({ length: count }, (_, at) => post(String(at), { createdAt: 1_000 + at }));
  await putOutbox(
    database,
    posts.map(({ id, createdAt }) => ({
      ...({ messageId: id, linkId: both.id, service: 'mattermost', at: createdAt } as const),
      state: { kind: 'queued' } as const,
    })),
  );
  return posts.map(({ id }) => id);
};

beforeEach(async () => {
  [database, now, woken, looked, done] = [openDatabase(), 0, [], [], new Set()];
  await database.links.put(both);
  for (const conversationId of [both.mattermost, both.teams])
    await database.cursors.put({
      ...{ conversationId, accountId: conversationId.split('/')[0] as never },
      ...{ history: { kind: 'complete' }, changes: null, pulledAt: 0, walking: false },
    });
});
afterEach(() => database.close());

it('a row behind many that stay is looked at as well', async () => {
  const rows = await waiting(45);
  done = new Set(rows.slice(-1));
  await elsewhere().settle(start);
  expect(looked).toEqual(rows);
  expect(await database.outbox.count()).toBe(44);
});

it('what stays is looked at again by itself, until nothing is left', async () => {
  const [row] = await waiting(1);
  const one = elsewhere();
  await one.settle(start);
  expect(woken).toEqual([60_000]);
  if (row) done.add(row);
  now += 60_000;
  await one.settle(start);
  expect([woken, await database.outbox.count()]).toEqual([[60_000], 0]);
});

it('of very many rows each look takes a part, and the next one goes on behind it', async () => {
  const rows = await waiting(mostLookedAt + 30);
  const one = elsewhere();
  done = new Set(rows.slice(10, 15));
  await one.settle(start);
  expect(looked).toEqual(rows.slice(0, mostLookedAt));
  now += 60_000;
  await one.settle(start);
  expect(looked.slice(mostLookedAt)).toEqual(rows.slice(mostLookedAt));
  now += 60_000;
  looked = [];
  await one.settle(start);
  expect(looked[0]).toBe(rows[0]);
});
