import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, ConversationId, FileId, MessageId } from '../../model/index.ts';
import { IsthmusDatabase } from '../database.ts';
import {
  endIntents,
  isLinkIntent,
  readIntents,
  refuseLinkIntent,
  seenRefusals,
  wantAccountTried,
  wantCarried,
  wantLink,
  wantLinkCarried,
  wantPicture,
  wantRead,
  wantUnlink,
} from './intents.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

const accountId = 'm' as AccountId;
const conversationId = 'm/c' as ConversationId;
const message = { id: 'm/c/1' as MessageId, accountId, conversationId };
const link = { id: 'l', mattermost: conversationId };
const kinds = async () => (await readIntents(database)).map(({ kind }) => kind);

it('each intent names its account, and intents keep their order', async () => {
  await wantPicture(database, message, 'f' as FileId, 1);
  await wantRead(database, { id: conversationId, accountId }, 7, 2);
  await wantCarried(database, 'retry', [message], 3);
  await wantCarried(database, 'discard', [message], 4);
  await wantAccountTried(database, accountId, 5);
  await wantLink(database, { id: conversationId, accountId }, 't/c' as ConversationId, 6);
  await wantLinkCarried(database, link, accountId, true, 7);
  await wantUnlink(database, link, accountId, 8);
  const rows = await readIntents(database);
  expect(rows.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows.every((row) => 'accountId' in row && row.accountId === accountId)).toBe(true);
  await endIntents(database, rows.slice(1));
  expect(await kinds()).toEqual(['picture']);
});

it('a picture that is wanted twice has one intent', async () => {
  await wantPicture(database, message, 'f' as FileId, 1);
  await wantPicture(database, message, 'f' as FileId, 2);
  await wantPicture(database, message, 'g' as FileId, 3);
  expect(await kinds()).toEqual(['picture', 'picture']);
});

it('a refused intent stays until the user saw it or wants it again; an open one stays', async () => {
  await wantUnlink(database, link, accountId, 1);
  await wantLinkCarried(database, link, accountId, false, 2);
  const [unlink] = await readIntents(database);
  await refuseLinkIntent(database, unlink?.id ?? 0, { kind: 'no-right' });
  await wantLinkCarried(database, link, accountId, true, 3);
  expect(await kinds()).toEqual(['unlink', 'carry', 'carry']);
  await wantUnlink(database, link, accountId, 4);
  expect(await kinds()).toEqual(['carry', 'carry', 'unlink']);
  const again = (await readIntents(database)).at(-1);
  await refuseLinkIntent(database, again?.id ?? 0, { kind: 'no-right' });
  await seenRefusals(database, (await readIntents(database)).filter(isLinkIntent));
  expect(await kinds()).toEqual(['carry', 'carry']);
});

it('an intent that was withdrawn does not come back as refused', async () => {
  await refuseLinkIntent(database, 99, { kind: 'gone' });
  expect(await kinds()).toEqual([]);
});
