import { expect, it } from 'vitest';
import { startCarryWorld } from '../support/carry/world.ts';
import { countLiveQueries } from '../support/indexed-db/live-queries.ts';

/** Dexie tells every live query of the process of every transaction; those of computers that are gone once made the simulation twice as slow. */
it('a killed computer leaves no live query, and another one hears what is stored as before', async () => {
  const before = countLiveQueries();
  const { time, computers } = await startCarryWorld(3);
  const [anna, ben] = computers;
  if (!anna || !ben) throw new Error('the crew is missing');
  const each = (countLiveQueries() - before) / computers.length;
  expect(each).toBeGreaterThanOrEqual(1);

  anna.kill();
  expect(countLiveQueries()).toBe(before + each * (computers.length - 1));
  expect(ben.engine.presence).not.toBe('focused');
  ben.page.look(null);
  await time.pass(1_000);
  expect(ben.engine.presence).toBe('focused');

  await time.during(anna.start());
  expect(countLiveQueries()).toBe(before + each * computers.length);
  anna.page.look(null);
  await time.pass(1_000);
  expect(anna.engine.presence).toBe('focused');
  for (const computer of computers) await time.during(computer.stop());
  expect(countLiveQueries()).toBe(before);
});
