import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { AccountId, CarryKey, ConversationId, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  countRelayed,
  putInvitation,
  readInvitations,
  readRelayedAuthors,
  removeInvitationsOf,
} from './invitations.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const m = 'm' as AccountId;
const t = 't' as AccountId;
const relayed = (accountId: AccountId, authorId: string, conversationId: string) =>
  countRelayed(database, {
    accountId,
    authorId: authorId as PersonId,
    conversationId: conversationId as ConversationId,
  });

it('messages are counted for each author, with where the newest was written, and leave with their account', async () => {
  await relayed(m, 'm/ada', 'm/c');
  await relayed(m, 'm/ada', 'm/d');
  await relayed(t, 't/ben', 't/c');
  await putInvitation(database, {
    ...{ id: 'm/ada' as PersonId, accountId: m, key: 'k' as CarryKey, at: 1, messageId: null },
    standing: { kind: 'open' },
  });
  expect(await readRelayedAuthors(database)).toEqual([
    { id: 'm/ada', accountId: 'm', messages: 2, conversationId: 'm/d' },
    { id: 't/ben', accountId: 't', messages: 1, conversationId: 't/c' },
  ]);
  expect([...(await readInvitations(database)).keys()]).toEqual(['m/ada']);
  await removeInvitationsOf(database, m);
  expect((await readRelayedAuthors(database)).map(({ id }) => id)).toEqual(['t/ben']);
  expect(await readInvitations(database)).toEqual(new Map());
});
