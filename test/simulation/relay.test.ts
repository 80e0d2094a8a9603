/** What the organisation's relay carries, and what not: each rule once on one crew without faults, then short lives in which everything fails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mattermostBot, teamsBot } from '../../build/commands/relay/bots.ts';
import type { PersonKey } from '../../sandbox/organisation/plan.ts';
import { withClaim } from '../../renderer/connectors/mattermost/writing/profile-props.ts';
import { linkIdOf } from '../../renderer/engine/bridge/links/link-id.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import { compareSides } from '../support/carry/check.ts';
import { Crew, file, isPost, otherSide, type Pair, type Side } from '../support/carry/crew.ts';
import { mattermostAccount, teamsAccount } from '../support/simulated.ts';
import { simulate } from '../support/carry/simulate.ts';
import { asUser, startCarryWorld } from '../support/carry/world.ts';

describe('without faults', () => {
  let crew: Crew;

  beforeAll(async () => {
    crew = new Crew(await startCarryWorld(1, ['anna'], null, false, 1));
    await crew.minutes(4);
  });
  afterAll(async () => {
    const { world } = crew;
    for (const computer of [...world.computers, ...world.relays]) await world.time.during(computer.stop());
  });

  const bot = (side: Side): PersonKey => (side === 'teams' ? teamsBot : mattermostBot);
  /** Who wrote the one message with this word. */
  const writerOf = (side: Side, pair: Pair, word: string): PersonKey | null | undefined => {
    const { id } = crew.saying(side, pair, word);
    return crew
      .acts(side)
      .messages(pair[side])
      .find((message) => message.id === id)?.author;
  };
  const contentOf = (side: Side, pair: Pair, word: string): string => crew.saying(side, pair, word).content;
  const seconds = (count: number): Promise<void> => crew.world.time.pass(count * 1_000);
  const relay = () => {
    const [first] = crew.world.relays;
    if (!first) throw new Error('there is no relay');
    return first;
  };

  describe('the relay, of somebody without an Isthmus,', () => {
    it.each<[Side, 'deck' | 'all', string]>([
      ['mattermost', 'deck', 'w1'],
      ['teams', 'deck', 'w2'],
      ['mattermost', 'all', 'w3'],
      ['teams', 'all', 'w4'],
    ])(
      'carries a message from %s in %s once, with its author’s name, after a claim could have appeared',
      async (side, name, word) => {
        const pair = crew[name];
        const there = otherSide(side);
        crew.write(side, pair, word, { by: 'dora' });
        await seconds(9);
        expect(crew.words(there, pair)).not.toContain(word);
        await seconds(60);
        expect(writerOf(there, pair, word)).toBe(bot(there));
        expect(contentOf(there, pair, word)).toMatch(/^(?:<p><strong>Dora Crew<\/strong>|\[\*\*Dora\*\*\])/);
      },
    );

    it('carries replies into their thread, edits and deletions', async () => {
      const { deck } = crew;
      const root = crew.saying('teams', deck, 'w1');
      crew.acts('teams').post('emil', deck.teams, { content: '<p>w5</p>' }, root.id);
      crew
        .acts('mattermost')
        .edit('dora', deck.mattermost, crew.saying('mattermost', deck, 'w1').id, 'w1 e6');
      const gone = crew.write('mattermost', deck, 'w7', { by: 'emil' });
      await crew.minutes(2);
      expect(crew.saying('mattermost', deck, 'w5').replyTo).toBe(crew.saying('mattermost', deck, 'w1').id);
      expect(contentOf('teams', deck, 'w1')).toContain('w1 e6');
      expect(crew.words('teams', deck)).toContain('w7');
      crew.acts('mattermost').remove('emil', deck.mattermost, gone);
      await crew.minutes(2);
      expect(crew.words('teams', deck)).not.toContain('w7');
    });

    it('carries no reaction, but the reaction of somebody with an Isthmus to its copy is carried by theirs', async () => {
      const { deck } = crew;
      const copy = crew.saying('mattermost', deck, 'w2').id;
      crew.acts('mattermost').react('emil', deck.mattermost, copy, 'heart');
      crew.acts('mattermost').react('anna', deck.mattermost, copy, '+1');
      await crew.minutes(3);
      const { reactions } = crew.saying('teams', deck, 'w2');
      expect(reactions).toHaveLength(1);
      expect(reactions[0]).toMatch(/^(?:👍|like) /u);
    });

    it('says the reactions on the other side to who sends it the message’s link, on either service', async () => {
      const { deck } = crew;
      const asks = async (side: Side, by: PersonKey, link: string): Promise<readonly string[]> => {
        const acts = crew.acts(side);
        const chat = acts.createChat([by, bot(side)], null);
        acts.post(by, chat, { content: side === 'teams' ? `<p><a href="${link}">it</a></p>` : link });
        await crew.minutes(2);
        return acts
          .truth(by)
          .messages.flatMap(({ conversationId, content }) =>
            conversationId === chat && !content.includes(link) ? [content] : [],
          );
      };
      const { siteUrl } = (await relay().database.accounts.toArray()).find((one) => one.siteUrl) ?? {};
      const post = `${siteUrl ?? ''}/_redirect/pl/${crew.saying('mattermost', deck, 'w2').id}`;
      const chat = await relay()
        .database.messages.filter(({ plain }) => plain === 'w2')
        .toArray();
      const inTeams = chat.find(({ id }) => id.startsWith('t-'))?.id.split('/') ?? [];
      const message = `https://teams.microsoft.com/l/message/${encodeURIComponent(inTeams.at(3) ?? '')}/${inTeams.at(-1) ?? ''}?groupId=${inTeams.at(2) ?? ''}`;
      expect(await asks('mattermost', 'emil', post)).toEqual(['Reactions in Teams: 👍 1.']);
      expect(await asks('teams', 'dora', message)).toMatchObject([
        expect.stringMatching(/Reactions in Mattermost: (?:❤️ 1 and 👍 1|👍 1 and ❤️ 1)[.]/u),
      ]);
    });
  });

  describe('the relay leaves', () => {
    it('what its own accounts write, and what somebody with an Isthmus writes', async () => {
      const { deck } = crew;
      for (const side of ['teams', 'mattermost'] as const) crew.write(side, deck, 'w10', { by: bot(side) });
      crew.write('mattermost', deck, 'w11');
      await crew.minutes(3);
      for (const side of ['teams', 'mattermost'] as const)
        expect(crew.words(side, deck).filter((word) => word === 'w10')).toEqual(['w10']);
      expect(writerOf('teams', deck, 'w11')).toBe('anna');
      expect(await relay().database.outbox.toArray()).toEqual([]);
    });

    it('conversations in which it is not', async () => {
      const pair = crew.world.pairs.find(({ name }) => name === 'pair');
      if (!pair) throw new Error('there is no pair');
      crew.write('mattermost', pair, 'w12', { by: 'ben' });
      await crew.minutes(2);
      expect(crew.words('teams', pair)).toEqual([]);
    });
  });

  describe('nobody is believed to be the relay', () => {
    it('who writes its line and its note into a Teams message: the message and the post it names are both carried', async () => {
      const { deck } = crew;
      const copied = crew.saying('teams', deck, 'w1').content;
      const post = crew.write('mattermost', deck, 'w13', { by: 'dora' });
      const older = crew.saying('mattermost', deck, 'w1').id;
      // As if the relay had copied the post, before it could.
      crew.acts('teams').post('emil', deck.teams, {
        content: copied.replaceAll(older, post).replace('w1 e6', 'w14'),
      });
      await crew.minutes(3);
      expect(writerOf('teams', deck, 'w13')).toBe(teamsBot);
      expect(writerOf('mattermost', deck, 'w14')).toBe(mattermostBot);
    });

    it('who puts its mark on a post: the message that it names is carried all the same', async () => {
      const { deck, world } = crew;
      const named = crew.write('teams', deck, 'w15', { by: 'dora' });
      const isthmus = {
        version: 1,
        mark: { origin: 'teams', teams: [`channel/${deck.teams}/${named}`], part: 0, parts: 1 },
      };
      await world.time.during(
        asUser(world.services, 'emil', 'POST', '/posts', {
          ...{ channel_id: deck.mattermost, message: 'w16', props: { isthmus } },
        }),
      );
      await crew.minutes(3);
      expect(writerOf('mattermost', deck, 'w15')).toBe(mattermostBot);
    });
  });

  describe('a bot that is taken out', () => {
    it.each<Side>(['mattermost', 'teams'])(
      'of a channel of %s carries elsewhere, and goes on in it when it is back',
      async (side) => {
        const { deck, all } = crew;
        const there = otherSide(side);
        const [lost, other] = side === 'teams' ? ['w20', 'w21'] : ['w22', 'w23'];
        const place = deck[side];
        crew.acts(side).removeMember(place, bot(side));
        await crew.minutes(2);
        crew.write(there, deck, lost, { by: 'dora' });
        crew.write(there, all, other, { by: 'dora' });
        await crew.minutes(4);
        expect(crew.words(side, deck)).not.toContain(lost);
        expect(crew.words(side, all)).toContain(other);
        crew.acts(side).addMember(place, bot(side));
        await crew.minutes(15);
        expect(crew.words(side, deck).filter((word) => word === lost)).toEqual([lost]);
      },
    );
  });

  it.each<[Side, string]>([
    ['mattermost', 'w24'],
    ['teams', 'w25'],
  ])('a relay that is killed while it writes into %s writes once', async (side, word) => {
    const { deck, world } = crew;
    let isUnderWay = false;
    crew.faults(side).add({
      matches: (request) => isPost(side, request) && (isUnderWay = true),
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    crew.write(otherSide(side), deck, word, { by: 'dora' });
    await world.time.until(() => isUnderWay);
    relay().kill();
    await seconds(5);
    expect(crew.words(side, deck)).toContain(word);
    await world.time.during(relay().start());
    await crew.minutes(5);
    expect(crew.words(side, deck).filter((one) => one === word)).toEqual([word]);
  });

  it('a link to a channel that the relay may not see is known to it, and nothing is carried', async () => {
    const { world } = crew;
    const watch = world.pairs.find(({ name }) => name === 'watch');
    if (!watch) throw new Error('there is no such pair');
    const [team = ''] = watch.teams.split('/');
    const secret = crew.acts('teams').createChannel('anna', team, 'Secret', true);
    const isthmus = { version: 1, link: { teams: `channel/${secret}`, name: 'Secret', since: 0 } };
    await world.time.during(
      asUser(world.services, 'anna', 'POST', '/posts', {
        ...{ channel_id: watch.mattermost, message: 'Linked.', props: { isthmus } },
      }),
    );
    crew.write('mattermost', watch, 'w30', { by: 'dora' });
    await crew.minutes(5);
    const links = await relay().database.links.toArray();
    expect(links.find(({ name }) => name === 'Secret')).toMatchObject({
      ...{ standing: { kind: 'side-missing', service: 'teams' }, carried: false },
    });
    expect(crew.words('teams', { ...watch, teams: secret })).toEqual([]);
  });

  it('the relay asks once more who has connected before it sends a message whose files took long', async () => {
    const { deck } = crew;
    const now = (): number => crew.world.time.now();
    let asked = 0;
    const sent: { readonly at: number; readonly after: number }[] = [];
    const ends = [
      crew.faults('mattermost').add({
        matches: ({ url }) => {
          if (url.endsWith('/users/ids')) asked = now();
          return false;
        },
        fault: { kind: 'lost-request' },
      }),
      crew.faults('teams').add({
        matches: (request) => {
          if (isPost('teams', request)) sent.push({ at: now(), after: now() - asked });
          return request.method === 'PUT';
        },
        fault: { kind: 'latency', ms: 20_000 },
      }),
    ];
    const begun = now();
    const files = ['a', 'b', 'c', 'd'].map((name) => file(`${name}.bin`, 400));
    crew.write('mattermost', deck, 'w8', { by: 'dora', files });
    await crew.minutes(6);
    for (const end of ends) end();
    expect(crew.words('teams', deck)).toContain('w8');
    expect(sent).toHaveLength(1);
    expect((sent[0]?.at ?? 0) - begun).toBeGreaterThan(80_000);
    expect(sent[0]?.after).toBeLessThan(30_000);
  });

  it('the relay carries for somebody connected who is not in the other conversation, until they are', async () => {
    const { deck } = crew;
    crew.acts('teams').removeMember(deck.teams, 'anna');
    await crew.minutes(16);
    crew.write('mattermost', deck, 'w17');
    await crew.minutes(2);
    expect(writerOf('teams', deck, 'w17')).toBe(teamsBot);
    crew.acts('teams').addMember(deck.teams, 'anna');
    await crew.minutes(15);
    crew.write('mattermost', deck, 'w18');
    await crew.minutes(5);
    expect(writerOf('teams', deck, 'w18')).toBe('anna');
    for (const word of ['w17', 'w18'])
      expect(crew.words('teams', deck).filter((one) => one === word)).toEqual([word]);
  });

  it('a relay to which the server does not tell the members waits with that reason, and carries elsewhere', async () => {
    const { deck, all } = crew;
    const end = crew.faults('mattermost').add({
      matches: ({ url }) => url.includes(`in_channel=${deck.mattermost}`),
      fault: { kind: 'status', status: 403 },
    });
    crew.write('teams', deck, 'w26', { by: 'dora' });
    crew.write('mattermost', deck, 'w27', { by: 'dora' });
    crew.write('teams', all, 'w28', { by: 'dora' });
    await crew.minutes(3);
    expect(crew.words('teams', deck)).toContain('w27');
    expect(crew.words('mattermost', all)).toContain('w28');
    expect(crew.words('mattermost', deck)).not.toContain('w26');
    const rows = await relay().database.outbox.toArray();
    expect(rows.map(({ state }) => ('why' in state ? state.why : state.kind))).toEqual(['members-hidden']);
    end();
    await crew.minutes(6);
    expect(writerOf('mattermost', deck, 'w26')).toBe(mattermostBot);
  });

  it('afterwards all that was said stands on both sides, and the relay has nothing left to do', async () => {
    const { findings } = compareSides(crew.world);
    expect(findings.filter((line) => !/^(?:pair w12|watch w30):/.test(line))).toEqual([]);
    expect(await relay().database.outbox.toArray()).toEqual([]);
  });
});

/**
 * A crew where Anna has written on both sides, and her computer has ended at once, before it carried any of it. Then she disconnects, as from
 * another program.
 */
const lostByAnna = async (relays: number, shares: number) => {
  const crew = new Crew(await startCarryWorld(1, ['anna'], null, false, relays, shares));
  const { world, deck } = crew;
  await crew.minutes(shares > 1 ? 8 : 4);
  const writes = async (): Promise<void> => {
    crew.isthmusOf('anna').kill();
    crew.write('mattermost', deck, 'w1');
    crew.write('teams', deck, 'w2');
    // The relays have these, and leave them to her own Isthmus.
    await crew.minutes(2);
  };
  const disconnect = async (): Promise<void> => {
    await world.time.during(
      asUser(world.services, 'anna', 'PUT', '/users/me/patch', { props: withClaim({}, null) }),
    );
  };
  const stands = () => [crew.words('teams', deck), crew.words('mattermost', deck)];
  const end = async (): Promise<void> => {
    for (const one of world.relays) await world.time.during(one.stop());
  };
  return { crew, writes, disconnect, stands, end };
};

describe('somebody whose computer ends before it has carried, and who disconnects', () => {
  it('while the relay is off for hours: it carries when it is back, once', async () => {
    const { crew, writes, disconnect, stands, end } = await lostByAnna(1, 1);
    const [relay] = crew.world.relays;
    if (!relay) throw new Error('there is no relay');
    await writes();
    expect(stands()).toEqual([['w2'], ['w1']]);
    const known = await relay.database.messages.filter(({ plain }) => /^w[12]$/.test(plain)).count();
    expect([known, await relay.database.outbox.count()]).toEqual([2, 0]);
    relay.kill();
    await disconnect();
    await crew.minutes(180);
    expect(stands()).toEqual([['w2'], ['w1']]);
    await crew.world.time.during(relay.start());
    await crew.minutes(5);
    for (const words of stands()) expect([...words].sort()).toEqual(['w1', 'w2']);
    expect(await relay.database.leftAuthors.count()).toBe(0);
    await end();
  });

  it('and the relay is killed when it has heard of that: it carries after its next start, once', async () => {
    const { crew, writes, disconnect, stands, end } = await lostByAnna(1, 1);
    const [relay] = crew.world.relays;
    if (!relay) throw new Error('there is no relay');
    await writes();
    // Without an answer of Teams it does not know what Anna's Isthmus has carried.
    const answer = crew.faults('teams').add({ matches: () => true, fault: { kind: 'lost-request' } });
    await disconnect();
    await crew.world.time.until(async () => (await relay.database.leftAuthors.count()) > 0);
    relay.kill();
    answer();
    await crew.minutes(1);
    expect(stands()).toEqual([['w2'], ['w1']]);
    await crew.world.time.during(relay.start());
    await crew.minutes(5);
    for (const words of stands()) expect([...words].sort()).toEqual(['w1', 'w2']);
    expect(await relay.database.leftAuthors.count()).toBe(0);
    await end();
  });

  it('and the relay of that share is killed for good: the other one carries when it has taken the share, once', async () => {
    const { crew, writes, disconnect, stands, end } = await lostByAnna(2, 2);
    const link = linkIdOf(
      `${mattermostAccount}/${crew.deck.mattermost}` as ConversationId,
      `${teamsAccount}/${crew.deck.teams}` as ConversationId,
    );
    const [holder, other] = [...crew.world.relays].sort(
      (one, another) => Number(another.engine.carriesOver(link)) - Number(one.engine.carriesOver(link)),
    );
    if (!holder || !other) throw new Error('there are not two relays');
    expect([holder, other].map(({ engine }) => engine.carriesOver(link))).toEqual([true, false]);
    await writes();
    holder.kill();
    await disconnect();
    await crew.minutes(1);
    expect([await other.database.leftAuthors.count(), other.engine.carriesOver(link)]).toEqual([1, false]);
    expect(stands()).toEqual([['w2'], ['w1']]);
    await crew.minutes(12);
    expect(other.engine.carriesOver(link)).toBe(true);
    for (const words of stands()) expect([...words].sort()).toEqual(['w1', 'w2']);
    await end();
  });
});

describe('with a relay while everything fails', () => {
  it.each([
    { seed: 1, relays: 1 },
    { seed: 2, relays: 2, connecting: 'comes' as const },
    { seed: 3, relays: 1, connecting: 'comes' as const },
    { seed: 4, relays: 1, connecting: 'goes' as const },
    { seed: 5, relays: 2, shares: 4 },
    { seed: 6, relays: 3, shares: 4, connecting: 'comes' as const },
  ])('both sides end equal: $seed', async (life) => {
    const { findings, trace, relayed } = await simulate({ ...life, events: 40 });
    expect(findings, trace.join('\n')).toEqual([]);
    expect(relayed).toBeGreaterThan(3);
  });
});
