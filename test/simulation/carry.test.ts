import { describe, expect, it } from 'vitest';
import { compareSides } from '../support/carry/check.ts';
import { simulate } from '../support/carry/simulate.ts';
import { startCarryWorld } from '../support/carry/world.ts';
import { areCurrent } from '../support/simulated.ts';

describe('carrying between people without faults', () => {
  it('brings messages, replies, edits, deletions and reactions across, both ways', async () => {
    const world = await startCarryWorld(1);
    const { time, services, pairs, computers } = world;
    const [deck, all, pair] = pairs;
    if (!deck || !all || !pair) throw new Error('pairs are missing');
    await time.until(() => areCurrent(computers));
    await time.pass(60_000);
    const { mattermost, microsoft } = services;
    const root = mattermost.acts.post('anna', deck.mattermost, { content: 'w1' });
    const other = microsoft.acts.post('ben', deck.teams, { content: '<p>w2</p>' });
    await time.pass(600_000);
    mattermost.acts.post('ben', deck.mattermost, { content: 'w3' }, root);
    microsoft.acts.post('cleo', deck.teams, { content: '<p>w4</p>' }, other);
    microsoft.acts.post('anna', all.teams, { content: '<p>w5</p>' });
    mattermost.acts.post('anna', pair.mattermost, { content: 'w6' });
    await time.pass(120_000);
    mattermost.acts.edit('anna', deck.mattermost, root, 'w1 e1');
    mattermost.acts.react('ben', deck.mattermost, root, '+1');
    microsoft.acts.react('cleo', deck.teams, other, '🎉');
    await time.pass(300_000);
    const { findings } = compareSides(world);
    expect(findings).toEqual([]);
    for (const computer of computers) await time.during(computer.stop());
  });
});

describe('carrying that is paused', () => {
  it('waits in both directions, also over a new start, and is done afterwards in order and once', async () => {
    const world = await startCarryWorld(5);
    const { time, services, pairs, computers } = world;
    const { mattermost, microsoft } = services;
    const [deck] = pairs;
    const [anna] = computers;
    if (!deck || !anna) throw new Error('the crew is missing');
    await time.until(() => areCurrent(computers));
    await time.pass(60_000);
    const root = mattermost.acts.post('anna', deck.mattermost, { content: 'w1' });
    await time.pass(300_000);
    const isIn = (
      service: typeof mattermost | typeof microsoft,
      conversation: string,
      word: string,
    ): boolean =>
      service.acts
        .truth('anna')
        .messages.some(
          ({ conversationId, content }) => conversationId === conversation && content.includes(word),
        );
    expect(isIn(microsoft, deck.teams, 'w1')).toBe(true);

    const until = time.now() + 3_600_000;
    await time.during(anna.engine.pauseCarrying({ kind: 'until', until }));
    const reply = mattermost.acts.post('anna', deck.mattermost, { content: 'w2' }, root);
    microsoft.acts.post('anna', deck.teams, { content: '<p>w3</p>' });
    mattermost.acts.edit('anna', deck.mattermost, root, 'w1 e1');
    await time.pass(600_000);
    // The pause stays after a new start.
    await time.during(anna.stop());
    await time.during(anna.start());
    mattermost.acts.edit('anna', deck.mattermost, reply, 'w2 e2');
    mattermost.acts.post('anna', deck.mattermost, { content: 'w4' });
    // Another person continues to carry meanwhile, and Anna reads the copies.
    microsoft.acts.post('ben', deck.teams, { content: '<p>w5</p>' });
    await time.pass(until - time.now() - 1_000);
    expect(['w2', 'w4', 'e1'].map((word) => isIn(microsoft, deck.teams, word))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isIn(mattermost, deck.mattermost, 'w3')).toBe(false);
    expect(isIn(mattermost, deck.mattermost, 'w5')).toBe(true);
    const texts = (await anna.database.messages.toArray()).map(({ body }) => JSON.stringify(body));
    expect(texts.some((text) => text.includes('w5'))).toBe(true);

    await time.pass(600_000);
    const { findings } = compareSides(world);
    expect(findings).toEqual([]);
    expect(isIn(microsoft, deck.teams, 'w4')).toBe(true);
    for (const computer of computers) await time.during(computer.stop());
  });
});

/** Twenty lives. In some of them one person has two computers, and one of these carries at a time. */
const lives = Array.from({ length: 20 }, (_, at) => ({ seed: at + 1, secondComputer: at % 5 === 0 }));

describe('carrying while everything fails', () => {
  it.each(lives)(
    'ends equal on both sides: $seed, second computer: $secondComputer',
    async ({ seed, secondComputer }) => {
      const { findings, trace, deeds } = await simulate({ seed, events: 40, secondComputer });
      expect(findings, trace.join('\n')).toEqual([]);
      expect(Object.values(deeds).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
    },
  );
});
