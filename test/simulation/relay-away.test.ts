/** What the organisation's relay carries for somebody who has connected and whose computer is off, and that nothing comes twice when it is back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mattermostBot, teamsBot } from '../../build/commands/relay/bots.ts';
import type { NotCarried } from '../../renderer/store/index.ts';
import { compareSides } from '../support/carry/check.ts';
import { Crew, isPost, type Side } from '../support/carry/crew.ts';
import { startCarryWorld } from '../support/carry/world.ts';

const grace = 60_000;

describe('a relay that carries for connected people whose computers are off', () => {
  let crew: Crew;

  beforeAll(async () => {
    crew = new Crew(await startCarryWorld(1, ['anna'], null, false, 1, 1, grace));
    await crew.minutes(7);
  });
  afterAll(async () => {
    const { world } = crew;
    for (const computer of [...world.computers, ...world.relays]) await world.time.during(computer.stop());
  });

  const writer = (side: Side, word: string) => {
    const { id } = crew.saying(side, crew.deck, word);
    return crew
      .acts(side)
      .messages(crew.deck[side])
      .find((message) => message.id === id)?.author;
  };
  const bot = (side: Side) => (side === 'teams' ? teamsBot : mattermostBot);
  const relay = () => {
    const [first] = crew.world.relays;
    if (!first) throw new Error('there is no relay');
    return first;
  };
  const left = async (reason: NotCarried): Promise<number> => {
    const rows = await relay().database.notCarried.toArray();
    return rows.filter((row) => row.reason === reason).reduce((sum, { count }) => sum + count, 0);
  };
  const anna = () => crew.isthmusOf('anna');

  it('leaves them to their own Isthmus as long as that is there', async () => {
    crew.write('mattermost', crew.deck, 'w1');
    crew.write('teams', crew.deck, 'w2');
    await crew.minutes(1);
    expect([writer('teams', 'w1'), writer('mattermost', 'w2')]).toEqual(['anna', 'anna']);
    expect(relay().takeovers).toBe(0);
  });

  it('carries after the time of grace, and not what their Isthmus had sent and not marked', async () => {
    let isSent = false;
    crew.faults('teams').add({
      matches: (request) => isPost('teams', request) && (isSent = true),
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    crew.write('mattermost', crew.deck, 'w3');
    await crew.world.time.until(() => isSent);
    await crew.world.time.pass(200);
    anna().kill();
    for (const [side, word] of [
      ['mattermost', 'w4'],
      ['teams', 'w5'],
      ['mattermost', 'w6'],
    ] as const) {
      crew.write(side, crew.deck, word);
      await crew.moment();
    }
    await crew.minutes(1);
    expect(crew.words('teams', crew.deck)).not.toContain('w4');
    await crew.minutes(5);
    expect(relay().takeovers).toBe(1);
    for (const [side, word] of [
      ['teams', 'w4'],
      ['mattermost', 'w5'],
      ['teams', 'w6'],
    ] as const)
      expect(writer(side, word)).toBe(bot(side));
    expect(crew.words('teams', crew.deck).slice(-4)).toEqual(['w3', 'w5', 'w4', 'w6']);
  });

  it('leaves a change of what their Isthmus carried to that, and says why', async () => {
    const before = await left('author-away');
    const { id } = crew.saying('mattermost', crew.deck, 'w1');
    crew.acts('mattermost').edit('anna', crew.deck.mattermost, id, 'w1 e1');
    await crew.minutes(2);
    expect(crew.saying('teams', crew.deck, 'w1').content).not.toContain('e1');
    expect(await left('author-away')).toBe(before + 1);
  });

  it('stops when their Isthmus is back, which carries what waited, and nothing twice', async () => {
    await crew.world.time.during(anna().start());
    await crew.minutes(6);
    crew.write('mattermost', crew.deck, 'w7');
    crew.write('teams', crew.deck, 'w8');
    const { id } = crew.saying('mattermost', crew.deck, 'w4');
    crew.acts('mattermost').edit('anna', crew.deck.mattermost, id, 'w4 e2');
    await crew.minutes(3);
    expect([writer('teams', 'w7'), writer('mattermost', 'w8')]).toEqual(['anna', 'anna']);
    expect(crew.saying('teams', crew.deck, 'w1').content).toContain('w1 e1');
    // The copy is the relay's, so the relay carries its edit.
    expect(crew.saying('teams', crew.deck, 'w4').content).toContain('w4 e2');
    expect(compareSides(crew.world).findings).toEqual([]);
    expect(await crew.outbox()).toEqual([]);
  });
});
