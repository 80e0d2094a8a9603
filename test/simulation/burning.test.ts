/** Posts that disappear after reading: case 102 and similar ones. */
import { expect, it } from 'vitest';
import { startCrew } from '../support/carry/crew.ts';

const crew = startCrew(31, ['anna']);

it('the text of a post that burns on reading is never in the database; the post is not carried, and is removed when it burns', async () => {
  const { all, world } = crew();
  const { acts } = world.services.mattermost;
  const { database } = crew().isthmusOf('anna');
  const everything = async (): Promise<string> =>
    JSON.stringify(await Promise.all(database.tables.map((table) => table.toArray())));
  const burning = acts.postBurning('anna', all.mattermost, 'gate code w4711');
  await crew().minutes(1);
  acts.reveal('ben', all.mattermost, burning, true);
  await crew().minutes(1);
  const held = await database.messages.filter(({ id }) => id.endsWith(burning)).toArray();
  expect(held).toMatchObject([{ deletedAt: null, plain: '' }]);
  expect(await everything()).not.toContain('w4711');
  acts.burn(all.mattermost, burning);
  await crew().world.time.pass(2_000);
  const gone = await database.messages.get(held[0]?.id ?? ('' as never));
  expect(gone?.deletedAt).not.toBeNull();
  expect(crew().words('teams', all)).toEqual([]);
  expect(await crew().notCarried('burn-on-read')).toBeGreaterThan(0);
  expect(await crew().outbox()).toEqual([]);
});
