/** Signing out, over every table of the schema: for each new table it must be decided to whom its rows belong. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { removeAccount } from '../../../../test/support/mirrored.ts';
import type { AccountId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';

const leaving = 'm-leaves' as AccountId;
const staying = 'm-stays' as AccountId;

/** Tables of no account: the states of the engine and the page, and rows that carrying makes anew. */
const nobodys = [
  'attention',
  'engine',
  'derived',
  'computer',
  'noticeCounts',
  'noticeSettings',
  'carriedCounts',
];

/** A row of an account in each other table, with the fields for the indexes and the removal. */
const rowsOf = (id: AccountId): Readonly<Record<string, object>> => {
  const conversationId = `${id}/c`;
  const message = `${conversationId}/1`;
  const linkId = `${conversationId} t-other/chat/c`;
  const of = { accountId: id, conversationId };
  return {
    accounts: { id },
    people: { id: `${id}/ada`, accountId: id, claims: null, email: null },
    twins: { id: `${id}/ada`, accountId: id, twins: [{ accountId: 't-other', id: 't-other/ada' }] },
    presences: { id: `${id}/ada`, accountId: id },
    teams: { id: `${id}/team`, accountId: id },
    conversations: { id: conversationId, accountId: id },
    members: of,
    readPlaces: of,
    messages: { ...of, id: message, threadId: '', createdAt: 1 },
    missingRoots: { ...of, id: `${conversationId}/0` },
    cursors: of,
    pictures: { accountId: id, fileId: `${message}|f` },
    photos: { accountId: id, id: `${id}/user/1`, readAt: 1 },
    customEmoji: { accountId: id, id: `${id}|party`, name: 'party', picturedAt: 0 },
    commandLists: { accountId: id, teamId: `${id}/team`, commands: [], readAt: 1 },
    privateWords: { ...of, id: message },
    discards: { accountId: id, reason: 'beyond-depth' },
    intents: of,
    pendingNotices: { messageId: message, ...of },
    noticeOutcomes: { messageId: message, ...of, at: 1, outcome: { kind: 'shown', as: 'message' } },
    ownChoices: { ...of, kind: 'favourite', value: true, at: 1 },
    setbacks: { accountId: id, what: 'history', of: conversationId },
    links: { id: linkId, mattermost: conversationId, teams: 't-other/chat/c' },
    linkPosts: { id: message, conversationId },
    pinsRead: of,
    linkReads: { linkId },
    notCarried: { linkId, reason: 'empty' },
    counterparts: { id: message, linkId, copies: ['t-other/chat/c/1'] },
    relayedAuthors: { ...of, id: `${id}/ada`, messages: 1 },
    leftAuthors: { accountId: id, id: `${id}/ada`, claimed: 'user/ada', from: 0, at: 1, links: [linkId] },
    invitations: { accountId: id, id: `${id}/ada` },
    outbox: { messageId: message, linkId, at: 1, state: { kind: 'queued' }, slots: linkId },
    drafts: { accountId: id, conversationId, threadId: '' },
    draftFiles: { id: `file ${id}`, accountId: id, conversationId, threadId: '' },
    attempts: { key: `open ${id}`, accountId: id, slots: conversationId, at: 1 },
    settledAttempts: {
      key: `done ${id}`,
      accountId: id,
      target: conversationId,
      at: 1,
      state: { kind: 'done', made: message },
    },
  };
};

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  for (const id of [leaving, staying])
    for (const [table, row] of Object.entries(rowsOf(id))) await database.table(table).put(row);
});
afterEach(() => database.close());

/** The rows of an account in all tables, if a row names it. */
const heldOf = async (id: AccountId): Promise<string[]> => {
  const held: string[] = [];
  for (const table of database.tables) {
    const rows = (await table.toArray()) as readonly object[];
    if (rows.some((row) => JSON.stringify(row).includes(id))) held.push(table.name);
  }
  return held.sort();
};

it('every table has rows of an account, or belongs to no account', () => {
  const told = [...Object.keys(rowsOf(leaving)), ...nobodys];
  expect(told.sort()).toEqual(database.tables.map(({ name }) => name).sort());
});

it('a removed account leaves no row in any table, and the other one loses none', async () => {
  const all = Object.keys(rowsOf(leaving)).sort();
  expect([await heldOf(leaving), await heldOf(staying)]).toEqual([all, all]);
  await removeAccount(database, leaving);
  expect([await heldOf(leaving), await heldOf(staying)]).toEqual([[], all]);
});
