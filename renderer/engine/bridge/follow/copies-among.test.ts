/** Which unread messages are copies of messages on the other side: only those of one and the same person. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, benKnown, both, carried, inChat, me, post, sides } from '../../../../test/support/gathering.ts';
import { account, facts, message } from '../../../../test/support/rows.ts';
import { sharedKeyOf, type Conversation, type Message, type PersonId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow, writeMe } from '../../mirror/store/account-row.ts';
import { mergeFacts } from '../../mirror/store/facts.ts';
import { bridgeFollower } from './bridge-follower.ts';
import { copiesAmong } from './copies-among.ts';

const channel: Conversation = mergeFacts(undefined, facts());
const eve = `${account}/eve` as PersonId;

let database: IsthmusDatabase;
const found = async (...messages: readonly Message[]): Promise<readonly string[]> => [
  ...(await copiesAmong(database, channel, messages)),
];
beforeEach(async () => {
  database = openDatabase();
  for (const service of ['mattermost', 'teams'] as const) {
    const id = sides.accounts[service];
    await openAccountRow(database, { id, service, displayName: 'Me', label: 'me' });
    await writeMe(database, id, me[service]);
  }
  await database.links.put(both);
  await database.twins.bulkPut([...benKnown]);
});

describe('a copy in Teams whose post has no mark yet', () => {
  const chat: Conversation = mergeFacts(
    undefined,
    facts({ id: both.teams, accountId: sides.accounts.teams, service: 'teams', kind: 'group' }),
  );
  const origin = message('p', { authorId: ben.mattermost });
  const copy = inChat('c', {
    accountId: sides.accounts.teams,
    authorId: ben.teams,
    note: { kind: 'copy', of: sharedKeyOf(origin.id), part: 0, parts: 1 },
  });
  const copies = async (...messages: readonly Message[]): Promise<readonly string[]> => [
    ...(await copiesAmong(database, chat, messages)),
  ];
  beforeEach(() => database.messages.put(origin));

  it('is recognised by its own note, beside other messages', async () => {
    expect(await copies(copy, inChat('other', { authorId: ben.teams }))).toEqual([copy.id]);
  });
  it('is not recognised if another person wrote it, or its post is not here', async () => {
    expect(await copies({ ...copy, authorId: `${sides.accounts.teams}/eve` as PersonId })).toEqual([]);
    await database.messages.clear();
    expect(await copies(copy)).toEqual([]);
  });
  it('is not recognised if the mark names another copy, because people copy notes together with texts', async () => {
    await database.counterparts.put(carried(origin, inChat('real'), { carriedBy: 'other' }));
    expect(await copies(copy)).toEqual([]);
  });
});

describe('a copy', () => {
  const origin = inChat('o', { accountId: sides.accounts.teams, authorId: ben.teams });
  const copy = message('k', { authorId: ben.mattermost });
  beforeEach(async () => {
    await database.messages.put(origin);
    await database.counterparts.put(carried(origin, copy, { carriedBy: 'other' }));
  });

  it('of the same person is recognised, beside other messages', async () => {
    expect(await found(copy, message('other'))).toEqual([copy.id]);
  });

  it('of another person is not recognised, because anybody can forge a mark', async () => {
    expect(await found({ ...copy, authorId: eve })).toEqual([]);
    expect(await found({ ...copy, authorId: null })).toEqual([]);
  });

  it('of a deleted message, or of one that has left the mirror, is not recognised, because the original is not there', async () => {
    await database.messages.put({ ...origin, deletedAt: 9 });
    expect(await found(copy)).toEqual([]);
    await database.messages.clear();
    expect(await found(copy)).toEqual([]);
  });

  it('in a conversation that is no longer linked is not recognised', async () => {
    await database.links.clear();
    expect(await found(copy)).toEqual([]);
  });

  it('of the user is recognised without a claim', async () => {
    const mine = inChat('m', { accountId: sides.accounts.teams });
    const mineHere = post('mk');
    await database.messages.put(mine);
    await database.counterparts.put(carried(mine, mineHere));
    expect(await found(mineHere)).toEqual([mineHere.id]);
  });
});

it('only linked conversations that are carried are kept current, on both sides', async () => {
  await database.links.bulkPut([
    { ...both, carried: true },
    { ...both, id: 'other', carried: false },
  ]);
  expect(await bridgeFollower.keptCurrent(database, 'teams')).toEqual([both.teams]);
  expect(await bridgeFollower.keptCurrent(database, 'mattermost')).toEqual([both.mattermost]);
});

describe('a copy that the relay wrote', () => {
  const bot = `${account}/bot` as PersonId;
  const origin = inChat('o', { accountId: sides.accounts.teams, authorId: ben.teams });
  const copy = message('k', { authorId: bot, writtenBy: 'bot' });
  beforeEach(async () => {
    await database.messages.put(origin);
    await database.counterparts.put(carried(origin, copy, { carriedBy: 'relay' }));
  });

  it('is recognised where it is known to be the relay, and nowhere else', async () => {
    expect(await found(copy)).toEqual([]);
    const teams = `${sides.accounts.teams}/user/bot` as PersonId;
    await database.links.put({ ...both, relay: { kind: 'other', mattermost: bot, teams } });
    expect(await found(copy)).toEqual([copy.id]);
    expect(await found({ ...copy, authorId: `${account}/eve` as PersonId })).toEqual([]);
  });
});
