/** Which messages get rows when a relay begins to carry for an author whose computers are off. */
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, both, inChat, me, post } from '../../../../test/support/gathering.ts';
import { touchAuthor } from './touch-author.ts';

it('all that the author wrote since then on both sides, over links over which this relay carries', async () => {
  const database = openDatabase();
  const from = { mattermost: 100, teams: 200 };
  const theirs = [
    post('new', { authorId: ben.mattermost, createdAt: 100 }),
    inChat('new', { authorId: ben.teams, createdAt: 200 }),
  ];
  await database.messages.bulkPut([
    ...theirs,
    post('old', { authorId: ben.mattermost, createdAt: 99 }),
    inChat('old', { authorId: ben.teams, createdAt: 199 }),
    post('else', { authorId: me.mattermost, createdAt: 100 }),
  ]);
  const touched = async () => {
    await touchAuthor(database, ben, from, me);
    const rows = await database.outbox.toArray();
    return rows.map(({ messageId, state: { kind } }) => [messageId, kind]).sort();
  };
  await database.links.put(both);
  expect(await touched()).toEqual([]);
  await database.links.put({ ...both, relay: { kind: 'this' }, carried: false });
  expect(await touched()).toEqual([]);
  await database.links.put({ ...both, relay: { kind: 'this' } });
  expect(await touched()).toEqual(theirs.map(({ id }) => [id, 'queued']).sort());
});
