import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, facts, link, me } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { AuthorRegistersCapability, RegisterNote } from '../../../connectors/author-registers.ts';
import { type AccountId, type MessageId, type PersonId, succeeded } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { AuthorLeases } from './author-leases.ts';

const minute = 60_000;
const unused = (): never => {
  throw new Error('not asked for');
};

let database: IsthmusDatabase;
const time = new VirtualTime(1_000_000);
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('a computer that becomes the carrier tells a relay what its user wants, also in a pause and without a carried link', async () => {
  await database.accounts.put({ id: account, me, service: 'mattermost', progress: { messages: 0 } } as never);
  await database.conversations.put({
    ...facts({ kind: 'direct', participants: [me, ada] }),
    ...{ readAt: 0, readKeptBy: 'service', sortAt: 0, lastMessage: null, unread: 0, mentions: 0 },
  });
  let own: RegisterNote | null = null;
  const relay: RegisterNote = {
    ...{ kind: 'relay', epoch: 0, beat: 1, lasts: 10 * minute, grace: 15 * minute, taken: false },
  };
  const registers: AuthorRegistersCapability = {
    find: () =>
      Promise.resolve(
        succeeded({ author: null, relay: { id: 'relay' as MessageId, note: relay, writtenAt: 0 } }),
      ),
    read: () => Promise.resolve(succeeded({ id: 'relay' as MessageId, note: relay, writtenAt: 0 })),
    readAll: unused,
    create: (_place, note) => {
      own = note;
      return Promise.resolve(succeeded('own' as MessageId));
    },
    write: (_id, note) => {
      own = note;
      return Promise.resolve(succeeded(null));
    },
    remove: unused,
  };
  let isPaused = true;
  const leases = new AuthorLeases({
    world: {
      ...{ now: time.now, after: time.after, random: () => 0.5, log: unused },
      ...{ fetch: unused, openSocket: unused, accessToken: unused },
    },
    ...{ database, registers, isRelay: false, away: null, wake: () => undefined, onTrouble: unused },
    accounts: { mattermost: account, teams: 't-aaaaaaaaaaaa' as AccountId },
    mattermost: { accountId: account },
    holdsLease: () => true,
    isPaused: () => isPaused,
    bridge: () => ({
      relayMayHaveCarried: () => Promise.resolve(),
      authorTaken: unused,
      authorReturns: unused,
    }),
    store: unused,
  });
  const off = link({
    ...{ carried: false, choice: 'not-carried' },
    relay: { kind: 'other', mattermost: ada, teams: 't-aaaaaaaaaaaa/bot' as PersonId },
  });
  leases.linksAre([off]);
  await leases.start();
  leases.leaseHeld();
  const until = time.now() + minute;
  time.after(minute, () => undefined);
  await time.until(() => time.now() >= until);
  expect(own).toMatchObject({ kind: 'author', mayBeTaken: false, wishes: [{ since: null }] });
  isPaused = false;
  leases.look();
  await time.settle();
  expect(own).toMatchObject({ kind: 'author', mayBeTaken: true, wishes: [{ since: null }] });
  leases.stop();
});
