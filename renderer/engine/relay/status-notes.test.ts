import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { LimitName, LimitUsed } from '../../model/index.ts';
import {
  type InvitationsNote,
  type IsthmusDatabase,
  readEngineRow,
  startEngineRow,
} from '../../store/index.ts';
import { LimitsPeak } from './limits-peak.ts';
import { StatusNotes } from './status-notes.ts';

const used = (ratio: number, limit: LimitName = 'teams-other'): LimitUsed => ({
  service: limit === 'mattermost-server' ? 'mattermost' : 'teams',
  ...{ limit, ratio },
});

it('the peak is the most of the last minute, of each limit alone, and of two accounts the greater one', () => {
  const peak = new LimitsPeak();
  peak.add([used(0.9), used(0.1, 'mattermost-server')], 0);
  peak.add([used(0.2), used(0.301), used(0, 'mattermost-server')], 30_000);
  expect(peak.peaks).toEqual([used(0.9), used(0.1, 'mattermost-server')]);
  peak.add([used(0)], 60_000);
  expect(peak.peaks).toEqual([used(0.31), used(0, 'mattermost-server')]);
  // A clock that was put back: what it had seen before counts no more.
  peak.add([used(0.05)], 10_000);
  expect(peak.peaks).toEqual([used(0.05)]);
});

let database: IsthmusDatabase;
let now: number;
let ratio: number;
let invitations: InvitationsNote;
let next: () => void;
let logged: string[];

beforeEach(() => {
  database = openDatabase();
  now = 0;
  ratio = 0;
  invitations = { kind: 'nobody' };
  logged = [];
});
afterEach(() => database.close());

const notes = (): StatusNotes =>
  new StatusNotes({
    world: {
      now: () => now,
      log: (event) => void logged.push(event),
      after: (_ms, work) => {
        next = work;
        return () => undefined;
      },
    },
    database,
    limitsUsed: () => [used(ratio)],
    invitations: () => Promise.resolve(invitations),
  });

/** One more look, a second later, and what the database holds then. */
const look = async () => {
  const before = next;
  now += 1_000;
  before();
  await vi.waitUntil(() => next !== before);
  return (await readEngineRow(database))?.relay;
};

it('a note says the peak and how inviting stands, every five looks, and only what is new is written', async () => {
  await startEngineRow(database, 1);
  next = () => undefined;
  const none = next;
  notes().start();
  await vi.waitUntil(() => next !== none);
  expect((await readEngineRow(database))?.relay).toEqual({
    limits: [used(0)],
    invitations: { kind: 'nobody' },
  });
  const writes = vi.spyOn(database.engine, 'update');
  ratio = 0.5;
  await look();
  ratio = 0;
  for (let more = 0; more < 3; more += 1) expect((await look())?.limits).toEqual([used(0)]);
  expect((await look())?.limits).toEqual([used(0.5)]);
  for (let more = 0; more < 5; more += 1) await look();
  expect(writes).toHaveBeenCalledTimes(1);
  invitations = { kind: 'list-refused', file: '/etc/people.csv', why: 'absent' };
  for (let more = 0; more < 5; more += 1) await look();
  expect((await readEngineRow(database))?.relay?.invitations).toEqual(invitations);
  expect(logged).toEqual([]);
});

it('a note that cannot be written is logged, and is written later', async () => {
  await startEngineRow(database, 1);
  const update = vi.spyOn(database.engine, 'update').mockRejectedValueOnce(new Error('full'));
  next = () => undefined;
  const none = next;
  notes().start();
  await vi.waitUntil(() => next !== none);
  expect(logged).toEqual(['caught-status-note-error']);
  expect((await readEngineRow(database))?.relay).toBeUndefined();
  for (let more = 0; more < 5; more += 1) await look();
  expect((await readEngineRow(database))?.relay?.limits).toEqual([used(0)]);
  expect(update).toHaveBeenCalledTimes(2);
});
