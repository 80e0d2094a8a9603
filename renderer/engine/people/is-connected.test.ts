/** Who has connected, and as whom, as a relay sees it. */
import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { ben, me, sides } from '../../../test/support/gathering.ts';
import { person } from '../../../test/support/rows.ts';
import type { Person, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import { connectedAs, isConnected } from './is-connected.ts';

const claim = 'user/ben' as Person['claims'];

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.people.bulkPut([person(me.mattermost), person(ben.mattermost, { claims: claim })]);
});
const seen = async (who: PersonId) => [
  await isConnected(database, sides.accounts, who),
  await connectedAs(database, sides.accounts, who),
];

it('whoever claims an account in Teams has connected, as both', async () => {
  expect(await seen(ben.mattermost)).toEqual([true, ben]);
  expect(await seen(ben.teams)).toEqual([true, ben]);
  expect(await seen(me.mattermost)).toEqual([false, null]);
  expect(await seen(me.teams)).toEqual([false, null]);
});

it('where two claim the same both count as connected, and it is not known as whom', async () => {
  await database.people.put(person(me.mattermost, { claims: claim }));
  for (const who of [ben.mattermost, me.mattermost, ben.teams]) expect(await seen(who)).toEqual([true, null]);
});
