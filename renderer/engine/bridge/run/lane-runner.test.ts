import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, post } from '../../../../test/support/gathering.ts';
import type { ConversationId, MessageId } from '../../../model/index.ts';
import {
  type IsthmusDatabase,
  type OutboxRow,
  type OutboxState,
  putOutbox,
  setOutboxState,
} from '../../../store/index.ts';
import { type LaneCarrier, LaneRunner } from './lane-runner.ts';

const [older, newer] = [post('1', { createdAt: 1_000 }), post('2', { createdAt: 2_000 })];
const settling: OutboxState = { kind: 'waiting', why: 'author-settles', until: 50_000, tries: 1 };

let database: IsthmusDatabase;
let carried: MessageId[];
let began: MessageId[];
let now: number;

const carrier: LaneCarrier = {
  carry: async (row: OutboxRow) => {
    carried.push(row.messageId);
    await setOutboxState(database, row.messageId, { kind: 'discarded' });
    return 'sent';
  },
  beginToSettle: (row: OutboxRow) => {
    began.push(row.messageId);
    return Promise.resolve();
  },
};
let hasGap: boolean;
let wanted: ConversationId[];
const run = (): Promise<void> =>
  new LaneRunner({
    world: { now: () => now },
    database,
    mayHaveGap: () => hasGap,
    pullWanted: (_service, id) => void wanted.push(id),
    mayCarry: () => true,
    wake: () => undefined,
    onBehind: () => undefined,
  }).run(carrier, both, 'mattermost');

beforeEach(async () => {
  [database, carried, began, now] = [openDatabase(), [], [], 10_000];
  [hasGap, wanted] = [false, []];
  await database.links.put(both);
  await database.messages.bulkPut([older, newer]);
  const rows = [older, newer].map(({ id, createdAt }, at) => ({
    ...({ messageId: id, linkId: both.id, service: 'mattermost', at: createdAt } as const),
    state: at === 0 ? settling : ({ kind: 'queued' } as const),
  }));
  await putOutbox(database, rows);
});
afterEach(() => database.close());

it('nothing goes before an older message whose author settles, though it could go at once', async () => {
  await run();
  expect([carried, began]).toEqual([[], [newer.id]]);
  now = 50_000;
  await run();
  expect(carried).toEqual([older.id, newer.id]);
});

it('nothing goes while an older message may be missing, and what is missing is pulled', async () => {
  [hasGap, now] = [true, 50_000];
  await run();
  expect([carried, wanted]).toEqual([[], [both.mattermost]]);
  hasGap = false;
  await run();
  expect([carried, wanted]).toEqual([[older.id, newer.id], [both.mattermost]]);
});
