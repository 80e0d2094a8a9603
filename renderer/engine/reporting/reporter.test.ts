import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, facts, general } from '../../../test/support/rows.ts';
import type { Conversation } from '../../model/index.ts';
import { chooseForConversation, type IsthmusDatabase, writeConversationRows } from '../../store/index.ts';
import type { Report } from './report.ts';
import { Reporter } from './reporter.ts';

let database: IsthmusDatabase;
let reporter: Reporter;
let now = 1_000;
let timers: { readonly ms: number; readonly work: () => void }[] = [];
const reports: Report[] = [];

beforeEach(() => {
  database = openDatabase();
  now = 1_000;
  timers = [];
  reports.length = 0;
  const world = {
    now: () => now,
    after: (ms: number, work: () => void) => {
      const timer = { ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    log: () => undefined,
  };
  reporter = new Reporter({ world, database, isRelay: false, report: (report) => reports.push(report) });
});
afterEach(() => {
  reporter.stop();
  database.close();
});

const unread: Conversation = {
  ...facts(),
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 2,
  mentions: 1,
};
const counted = (mentions: number) =>
  vi.waitUntil(() => reports.at(-1)?.mentions === mentions, { timeout: 10_000 });
const place = { conversationId: general, accountId: account };

it('a mute that ends is reported at its end, also without a change in the database', async () => {
  await writeConversationRows(database, [unread]);
  reporter.start();
  await counted(1);
  expect(timers).toEqual([]);
  await chooseForConversation(database, place, { kind: 'muted-until', value: 6_000 }, now);
  await counted(0);
  expect(timers).toMatchObject([{ ms: 5_000 }]);
  now = 6_000;
  timers[0]?.work();
  await counted(1);
  expect(timers).toEqual([]);
});

it('the reporter waits an hour at most, because a timer of a page cannot take longer than 24 days', async () => {
  await writeConversationRows(database, [unread]);
  await chooseForConversation(database, place, { kind: 'muted-until', value: now + 30 * 86_400_000 }, now);
  reporter.start();
  await counted(0);
  expect(timers).toMatchObject([{ ms: 3_600_000 }]);
});
