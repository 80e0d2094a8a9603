// When a relay looks at what those wrote who have disconnected, and whom it forgets.
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, both } from '../../../../test/support/gathering.ts';
import { account } from '../../../../test/support/rows.ts';
import { sharedKeyOf } from '../../../model/index.ts';
import { type LeftAuthorRow, readLeftAuthors } from '../../../store/index.ts';
import { LeftAuthors } from './left-authors.ts';

const day = 86_400_000;
const row: LeftAuthorRow = {
  ...{ id: ben.mattermost, accountId: account, claimed: sharedKeyOf(ben.teams) },
  ...{ from: day, at: day, links: [both.id] },
};

const setting = async (rows: readonly LeftAuthorRow[] = [row]) => {
  const database = openDatabase();
  await database.links.put({ ...both, relay: { kind: 'this' } });
  await database.leftAuthors.bulkPut(rows);
  const machine = { now: 2 * day, holds: true };
  const left = new LeftAuthors({
    ...{ database, world: { now: () => machine.now } },
    holds: () => machine.holds,
  });
  let looked = 0;
  const look = (answers: 'done' | 'not answered' | 'throws' = 'done') =>
    left.look(() => {
      looked += 1;
      return answers === 'throws'
        ? Promise.reject(new Error('the database refuses'))
        : Promise.resolve(answers === 'done');
    });
  return { database, machine, left, look, looked: () => looked, rows: () => readLeftAuthors(database) };
};

it('looks at its start and whenever there may be more, until a look has succeeded', async () => {
  const { left, look, looked } = await setting();
  expect(await look('not answered')).toBe(false);
  await expect(look('throws')).rejects.toThrow();
  expect([await look(), looked()]).toEqual([true, 3]);
  expect([await look(), looked()]).toEqual([true, 3]);
  left.lookAgain();
  await look();
  left.begin();
  await look();
  expect(looked()).toBe(5);
});

it('where nobody has disconnected, or other relays carry, there is nothing to look at', async () => {
  const none = await setting([]);
  expect([await none.look(), none.looked()]).toEqual([true, 0]);
  const { look, looked, machine, left, rows } = await setting();
  machine.holds = false;
  expect([await look(), looked()]).toEqual([true, 0]);
  expect(await rows()).toEqual([row]);
  machine.holds = true;
  left.lookAgain();
  expect([await look(), looked()]).toEqual([true, 1]);
});

it('forgets whom another relay has looked at by now; a relay that was off for long counts from its start', async () => {
  const { left, look, looked, machine, rows } = await setting();
  machine.holds = false;
  const started = 20 * day;
  machine.now = started;
  left.begin();
  machine.now = started + day;
  await look();
  expect(await rows()).toEqual([row]);
  machine.now += 1;
  left.lookAgain();
  await look();
  expect([await rows(), looked()]).toEqual([[], 0]);
});

it('forgets links that are gone, or over which it is the relay no more, and keeps one that is not carried now', async () => {
  const { database, left, look, looked, rows } = await setting([{ ...row, links: ['gone', both.id] }]);
  await database.links.put({ ...both, relay: { kind: 'this' }, carried: false });
  await look();
  expect([await rows(), looked()]).toEqual([[row], 0]);
  await database.links.put(both);
  left.lookAgain();
  await look();
  expect([await rows(), looked()]).toEqual([[], 0]);
});
