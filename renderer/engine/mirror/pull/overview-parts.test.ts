import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, facts, general, me } from '../../../../test/support/rows.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import type {
  AccountId,
  Change,
  ConversationId,
  NotFollowed,
  ServiceFailure,
  TeamId,
} from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow } from '../store/account-row.ts';
import {
  askAgainAfter,
  heldOf,
  notFollowed,
  participantsIn,
  withoutKnownMembers,
  withoutMembers,
} from './overview-parts.ts';

const id = (key: string) => `${account}/${key}` as ConversationId;
const members = (conversationId: ConversationId): Change => ({
  kind: 'members',
  membership: { conversationId, accountId: account, personIds: [me, ada] },
});

let database: IsthmusDatabase;

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
});
afterEach(() => database.close());

describe('the conversations of the mirror', () => {
  it('are the conversations and teams of this account, and of no other', async () => {
    const team = {
      id: `${account}/team` as TeamId,
      accountId: account,
      name: 'Team',
      description: '',
      notRead: null,
    };
    const other = 'm-bbbbbbbbbbbb' as AccountId;
    await ingest(database, batchOf([conversation()]));
    const row = await database.conversations.get(general);
    if (!row) throw new Error('not stored');
    await database.conversations.put({ ...row, id: 'other/c' as ConversationId, accountId: other });
    await database.teams.bulkPut([team, { ...team, id: 'other/team' as TeamId, accountId: other }]);
    const held = await heldOf(database, account);
    expect(held.conversations.map((one) => one.id)).toEqual([general]);
    expect(held.teams).toEqual([team.id]);
  });
});

describe('conversations that are not read because of a missing list', () => {
  const teams = { kind: 'teams' } as const;
  it.each<[string, ServiceFailure, readonly NotFollowed[], number | null]>([
    [
      'is told where it was refused',
      { kind: 'forbidden', status: 403, code: '' },
      [{ kind: 'team-list' }],
      60_000,
    ],
    [
      'is none of it where nobody has granted it: nothing is asked again',
      { kind: 'forbidden', status: 403, code: '', because: 'not-granted' },
      [],
      null,
    ],
  ])('%s', (_what, failure, told, again) => {
    expect(notFollowed([{ list: teams, failure }])).toEqual(told);
    expect(askAgainAfter([{ list: teams, failure }], 0)).toBe(again);
  });
});

describe('conversations whose members must be read', () => {
  it('are those without members, unless the same overview has them', () => {
    const changes: Change[] = [
      conversation({ id: id('told') }),
      conversation({ id: id('untold') }),
      conversation({ id: id('chat'), participants: [ada] }),
      members(id('told')),
      { kind: 'conversation', conversation: { ...facts({ id: id('unnamed') }), participants: undefined } },
      { kind: 'conversation-gone', id: id('gone') },
    ];
    expect(withoutMembers(changes).map((one) => one.id)).toEqual([id('untold'), id('unnamed')]);
  });

  it('are later only those without known members, and chats', async () => {
    await ingest(
      database,
      batchOf([conversation(), conversation({ id: id('chat') }), members(general), members(id('chat'))]),
    );
    const rows = [
      facts(),
      facts({ id: id('new') }),
      { ...facts({ id: id('chat') }), participants: undefined },
    ];
    expect((await withoutKnownMembers(database, rows)).map((one) => one.id)).toEqual([id('new'), id('chat')]);
  });
});

it('everybody who is in a chat is named once, in the order in which they come', () => {
  expect(
    participantsIn([
      conversation({ id: id('a'), participants: [ada, me] }),
      { kind: 'conversation', conversation: { ...facts({ id: id('b') }), participants: undefined } },
      conversation({ id: id('c'), participants: [me, ada] }),
      members(id('d')),
    ]),
  ).toEqual([ada, me]);
});
