import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import { changeNoticeChoice, readNoticeChoices } from './choices.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const here = { conversationId: general, accountId: account };
const held = async () => (await readNoticeChoices(database, [general])).get(general);

it('a mute leaves the level, and a level the mute: the page may not have read the other yet', async () => {
  await changeNoticeChoice(database, { ...here, level: 'mentions' });
  await changeNoticeChoice(database, { ...here, mutedUntil: 7 });
  expect(await held()).toEqual({ ...here, level: 'mentions', mutedUntil: 7 });
  await changeNoticeChoice(database, { ...here, level: 'nothing' });
  expect(await held()).toEqual({ ...here, level: 'nothing', mutedUntil: 7 });
});

it('keeps no row that says nothing', async () => {
  await changeNoticeChoice(database, { ...here, level: 'all', mutedUntil: 7 });
  await changeNoticeChoice(database, { ...here, level: null });
  expect(await held()).toEqual({ ...here, level: null, mutedUntil: 7 });
  await changeNoticeChoice(database, { ...here, mutedUntil: null });
  expect(await held()).toBeUndefined();
});
