/** What the organisation's relay carries for somebody who has connected and whose computer is off, and that nothing comes twice when it is back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mattermostBot, teamsBot } from '../../build/commands/relay/bots.ts';
import { type NotCarried, wantLinkCarried } from '../../renderer/store/index.ts';
import { compareSides } from '../support/carry/check.ts';
import { Crew, isPost, type Side } from '../support/carry/crew.ts';
import { mattermostAccount } from '../support/simulated.ts';
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

  it('invites nobody for that: who is away has connected, and only who has not is counted', async () => {
    const { database } = relay();
    crew.write('mattermost', crew.deck, 'w9', { by: 'dora' });
    await crew.minutes(1);
    const counted = async () => {
      const people = await database.people.bulkGet(
        (await database.relayedAuthors.toArray()).map(({ id }) => id),
      );
      return people.map((one) => one?.displayName);
    };
    expect(writer('teams', 'w9')).toBe(teamsBot);
    expect(await counted()).toEqual(['Dora Crew']);
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

  it('carries also what an Isthmus found waiting that was on for a moment only, in order', async () => {
    relay().kill();
    anna().kill();
    crew.write('teams', crew.deck, 'w90');
    await crew.minutes(10);
    let hasBeaten = false;
    crew.faults('mattermost').add({
      matches: ({ method, url }) => {
        hasBeaten ||= method === 'PUT' && /\/posts\/[^/]+\/patch$/.test(url);
        return false;
      },
      fault: { kind: 'never' },
    });
    await crew.world.time.during(anna().start());
    await crew.world.time.until(() => hasBeaten);
    await crew.moment();
    anna().kill();
    expect(crew.words('mattermost', crew.deck)).not.toContain('w90');
    crew.write('teams', crew.deck, 'w91');
    await crew.world.time.during(relay().start());
    await crew.minutes(8);
    expect([writer('mattermost', 'w90'), writer('mattermost', 'w91')]).toEqual([
      mattermostBot,
      mattermostBot,
    ]);
    expect(crew.words('mattermost', crew.deck).slice(-2)).toEqual(['w90', 'w91']);
    await crew.world.time.during(anna().start());
    await crew.minutes(6);
    expect(compareSides(crew.world).findings).toEqual([]);
  });

  describe('of somebody who switched a link off for themselves', () => {
    const choose = async (carried: boolean, { mattermost: channel } = crew.deck): Promise<void> => {
      const { database } = anna();
      const link = (await database.links.toArray()).find(({ mattermost }) =>
        mattermost.endsWith(`/${channel}`),
      );
      if (!link) throw new Error('there is no link');
      await wantLinkCarried(database, link, mattermostAccount, carried, crew.world.time.now());
      await crew.world.time.until(async () => (await database.links.get(link.id))?.carried === carried);
      // The register is written.
      await crew.world.time.pass(1_000);
    };
    const restartRelay = async (): Promise<void> => {
      relay().kill();
      await crew.world.time.during(relay().start());
    };
    const isCarried = (word: string): boolean => crew.words('teams', crew.deck).includes(word);

    it('it carries nothing over that link, also after a restart, and over the others it does', async () => {
      const before = relay().takeovers;
      await choose(false);
      anna().kill();
      crew.write('mattermost', crew.deck, 'w20');
      crew.write('mattermost', crew.all, 'w21');
      await crew.minutes(6);
      expect(relay().takeovers).toBe(before + 1);
      expect(crew.words('teams', crew.all)).toContain('w21');
      await restartRelay();
      crew.write('mattermost', crew.deck, 'w22');
      crew.write('mattermost', crew.all, 'w23');
      await crew.minutes(10);
      expect(crew.words('teams', crew.all)).toContain('w23');
      expect([isCarried('w20'), isCarried('w22')]).toEqual([false, false]);
      expect(await left('not-carried-by-choice')).toBeGreaterThan(0);
    });

    it('it carries when that is on again, also after a restart, and nothing of the time in between', async () => {
      await crew.world.time.during(anna().start());
      await crew.minutes(6);
      crew.write('mattermost', crew.deck, 'w24');
      await crew.minutes(1);
      await choose(true);
      anna().kill();
      crew.write('mattermost', crew.deck, 'w25');
      await crew.minutes(6);
      expect(isCarried('w25')).toBe(true);
      await restartRelay();
      crew.write('mattermost', crew.deck, 'w26');
      await crew.minutes(10);
      expect(['w20', 'w22', 'w24', 'w25', 'w26'].filter(isCarried)).toEqual(['w25', 'w26']);
      expect(crew.words('teams', crew.deck).slice(-2)).toEqual(['w25', 'w26']);
      expect([writer('teams', 'w25'), writer('teams', 'w26')]).toEqual([teamsBot, teamsBot]);
    });

    it('it carries nothing over any link where they have switched off all, whether their computer is on or off', async () => {
      anna().kill();
      await crew.world.time.during(anna().start());
      await crew.minutes(6);
      await choose(false, crew.deck);
      await choose(false, crew.all);
      const before = relay().takeovers;
      crew.write('mattermost', crew.deck, 'w27');
      await crew.minutes(6);
      expect(relay().takeovers).toBe(before);
      anna().kill();
      crew.write('mattermost', crew.all, 'w28');
      await crew.minutes(6);
      expect(relay().takeovers).toBe(before + 1);
      expect(isCarried('w27')).toBe(false);
      expect(crew.words('teams', crew.all)).not.toContain('w28');
    });
  });
});
