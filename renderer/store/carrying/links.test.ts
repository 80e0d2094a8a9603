import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, link } from '../../../test/support/rows.ts';
import type { ConversationId, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  isCarrierNeeded,
  isLinked,
  readLinkRow,
  readLinkRows,
  readLinkRowsAt,
  removeLinkRows,
  writeLinkRows,
} from './links.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const other = `${account}/other` as ConversationId;
const first = link({ id: 'a' });
const second = link({ id: 'b', carried: false });
const elsewhere = link({ id: 'c', mattermost: other, carried: false });

it('links are found by the conversations of either side, also those that contradict each other', async () => {
  await writeLinkRows(database, [first, second, elsewhere]);
  expect(await readLinkRowsAt(database, 'mattermost', [general])).toEqual([first, second]);
  expect(await readLinkRowsAt(database, 'mattermost', [other, general])).toEqual([first, second, elsewhere]);
  expect(await readLinkRowsAt(database, 'teams', [first.teams])).toEqual([first, second, elsewhere]);
  expect(await readLinkRowsAt(database, 'teams', [general])).toEqual([]);
  expect([
    await isLinked(database, 'mattermost', other),
    await isLinked(database, 'teams', first.teams),
    await isLinked(database, 'teams', other),
  ]).toEqual([true, true, false]);
});

it('links are replaced by their id, and are deleted', async () => {
  await writeLinkRows(database, [first, second]);
  await writeLinkRows(database, [{ ...first, name: 'new' }]);
  expect(await readLinkRow(database, 'a')).toEqual({ ...first, name: 'new' });
  await removeLinkRows(database, ['a', 'unknown']);
  expect(await readLinkRow(database, 'a')).toBeUndefined();
  expect(await readLinkRows(database)).toEqual([second]);
});

it('a carrier is needed where a link is carried, or a relay has to be told that it is not', async () => {
  await writeLinkRows(database, [second, elsewhere]);
  expect(await isCarrierNeeded(database)).toBe(false);
  await writeLinkRows(database, [first]);
  expect(await isCarrierNeeded(database)).toBe(true);
  const relay = { kind: 'other', mattermost: 'm/bot' as PersonId, teams: 't/bot' as PersonId } as const;
  await writeLinkRows(database, [{ ...first, carried: false }]);
  expect(await isCarrierNeeded(database)).toBe(false);
  await writeLinkRows(database, [{ ...first, carried: false, choice: 'not-carried', relay }]);
  expect(await isCarrierNeeded(database)).toBe(true);
});
