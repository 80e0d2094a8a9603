import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  chooseForConversation,
  readAllOwnChoices,
  readOwnChoiceRows,
  readOwnChoicesOf,
  takeOwnChoices,
} from './own-choices.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const here = { conversationId: general, accountId: account };
const elsewhere = { conversationId: `${general}2` as ConversationId, accountId: account };

it('a choice of one kind keeps those of other kinds, and each conversation has its own', async () => {
  await chooseForConversation(database, here, { kind: 'notice-level', value: 'mentions' }, 1);
  await chooseForConversation(database, here, { kind: 'muted-until', value: 7 }, 2);
  await chooseForConversation(database, elsewhere, { kind: 'favourite', value: true }, 3);
  const chosen = { noticeLevel: 'mentions', mutedUntil: 7 };
  expect([...(await readAllOwnChoices(database))]).toEqual([
    [general, chosen],
    [elsewhere.conversationId, { favourite: true }],
  ]);
  expect([...(await readOwnChoicesOf(database, [general]))]).toEqual([[general, chosen]]);
});

it('a choice after another one has a later time, also if this clock is behind', async () => {
  await takeOwnChoices(database, [{ ...here, kind: 'favourite', value: true, at: 900 }]);
  await chooseForConversation(database, here, { kind: 'favourite', value: false }, 5);
  expect(await readOwnChoiceRows(database)).toEqual([{ ...here, kind: 'favourite', value: false, at: 901 }]);
  await chooseForConversation(database, here, { kind: 'favourite', value: false }, 5_000);
  expect(await readOwnChoiceRows(database)).toMatchObject([{ at: 901 }]);
});

it('later choices of another computer are stored, and the store says whether there were any', async () => {
  const row = { ...here, kind: 'hidden-up-to', value: 4, at: 10 } as const;
  expect(await takeOwnChoices(database, [row])).toBe(true);
  expect(await takeOwnChoices(database, [row])).toBe(false);
  expect(await takeOwnChoices(database, [{ ...row, value: null, at: 9 }])).toBe(false);
  expect(await takeOwnChoices(database, [{ ...row, value: null, at: 11 }])).toBe(true);
  expect((await readAllOwnChoices(database)).get(general)).toEqual({ hiddenUpTo: null });
});
