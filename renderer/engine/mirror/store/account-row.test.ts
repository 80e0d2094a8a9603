import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, me, message } from '../../../../test/support/rows.ts';
import { ingest, removeAccount } from '../../../../test/support/mirrored.ts';
import type { AccountId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import {
  openAccountRow,
  writeAccountNews,
  writeLacks,
  writeMe,
  writeOrganisationName,
  type AccountIdentity,
  type AccountStanding,
} from './account-row.ts';

const identity = { id: account, service: 'mattermost', displayName: 'Me', label: 'me' } as const;
const other = 'm-bbbbbbbbbbbb' as AccountId;
const news = (over: Partial<AccountStanding> = {}): AccountStanding => ({
  state: { kind: 'live' },
  conversations: { total: 3, readable: 2, complete: 1, setBack: 0 },
  currentAt: 5_000,
  ...over,
});

let database: IsthmusDatabase;
const row = () => database.accounts.get(account);

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, identity);
});
afterEach(() => database.close());

describe('the missing permissions of an account', () => {
  const lacking: AccountIdentity = {
    ...identity,
    lacks: ['channels'],
    consentUrl: 'https://login.example/a',
  };

  it('are stored with the address where they are granted, without other changes', async () => {
    await writeAccountNews(database, account, news());
    expect(await writeLacks(database, lacking)).toBe(true);
    expect(await row()).toMatchObject({
      lacks: ['channels'],
      consentUrl: 'https://login.example/a',
      state: { kind: 'live' },
      progress: { conversations: news().conversations },
    });
  });
  it('are a change only if they differ from before', async () => {
    await writeLacks(database, lacking);
    expect(await writeLacks(database, { ...lacking })).toBe(false);
    expect(await writeLacks(database, { ...lacking, lacks: ['channels', 'files'] })).toBe(true);
  });
  it('leave no trace when they are granted, at once or at a start', async () => {
    await writeLacks(database, lacking);
    expect(await writeLacks(database, identity)).toBe(true);
    expect(Object.keys((await row()) ?? {})).not.toEqual(expect.arrayContaining(['lacks']));
    expect((await row())?.consentUrl).toBeUndefined();
    await writeLacks(database, lacking);
    await openAccountRow(database, identity);
    expect([(await row())?.lacks, (await row())?.consentUrl]).toEqual([undefined, undefined]);
  });
  it('are not stored for an account that was signed out meanwhile', async () => {
    await removeAccount(database, account);
    expect([await writeLacks(database, lacking), await row()]).toEqual([false, undefined]);
  });
});

describe("the account's row", () => {
  it('gets new names at a start, and keeps the user and the progress of the mirror', async () => {
    await writeMe(database, account, me);
    await ingest(database, batchOf([conversation(), told(message('a'))]));
    await writeAccountNews(database, account, news());
    await openAccountRow(database, { ...identity, displayName: 'New name' });
    expect(await row()).toMatchObject({
      displayName: 'New name',
      me,
      currentAt: 5_000,
      progress: { conversations: news().conversations, messages: 1 },
      state: { kind: 'connecting' },
    });
  });

  it('has what the user may not begin there, until the service says otherwise', async () => {
    await writeMe(database, account, me, ['group']);
    expect(await row()).toMatchObject({ me, mayNotBegin: ['group'] });
    await writeMe(database, account, me);
    await openAccountRow(database, identity);
    expect((await row())?.mayNotBegin).toEqual(['group']);
    await writeMe(database, account, me, []);
    expect(Object.keys((await row()) ?? {})).not.toContain('mayNotBegin');
  });

  it('keeps the name of its organisation over a start', async () => {
    await writeOrganisationName(database, account, 'Contoso');
    await openAccountRow(database, identity);
    expect((await row())?.organisationName).toBe('Contoso');
  });

  it('keeps the time when it was last current while it is not', async () => {
    await writeAccountNews(database, account, news());
    await writeAccountNews(database, account, news({ state: { kind: 'catching-up' }, currentAt: null }));
    expect(await row()).toMatchObject({ state: { kind: 'catching-up' }, currentAt: 5_000 });
  });

  it('keeps the count of messages that others store', async () => {
    await ingest(database, batchOf([conversation(), told(message('a'))]));
    await writeAccountNews(database, account, news());
    expect((await row())?.progress.messages).toBe(1);
  });

  it('is not made again by a state or a name after the user signed out', async () => {
    await removeAccount(database, account);
    await writeAccountNews(database, account, news());
    await writeMe(database, account, me);
    expect(await database.accounts.count()).toBe(0);
  });

  it('is not written without a change, because that would wake live queries', async () => {
    const tellAll = async (): Promise<void> => {
      await writeAccountNews(database, account, news());
      await writeMe(database, account, me);
      await writeOrganisationName(database, account, 'Contoso');
    };
    await tellAll();
    let writes = 0;
    database.accounts.hook('updating', () => void (writes += 1));
    await tellAll();
    expect(writes).toBe(0);
    await writeAccountNews(database, account, news({ currentAt: 6_000 }));
    expect(writes).toBe(1);
  });
});

describe('signing out', () => {
  it('removes everything of the account, and nothing of another one', async () => {
    await openAccountRow(database, { ...identity, id: other });
    await ingest(database, batchOf([conversation(), told(message('a'))]));
    const setback = {
      what: 'history',
      reason: 'forbidden',
      status: 403,
      failures: 1,
      since: 0,
      until: 0,
    } as const;
    await database.setbacks.bulkPut(
      [account, other].map((accountId) => ({ ...setback, accountId, of: 'c' })),
    );
    await removeAccount(database, account);
    expect([
      await database.conversations.count(),
      await database.messages.count(),
      await database.cursors.count(),
    ]).toEqual([0, 0, 0]);
    expect((await database.setbacks.toArray()).map(({ accountId }) => accountId)).toEqual([other]);
    expect((await database.accounts.toArray()).map(({ id }) => id)).toEqual([other]);
  });
});
