/** The colleagues' Isthmuses over both services in virtual time. `npm start` shows the same by the real clock. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import { SimulatedIsthmus, startServices, type Services } from '../../../test/support/simulated.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import { type ConnectedColleagues, connectColleagues } from './connect.ts';
import { carryDirect, linkChannel } from './link.ts';
import { type CarryPlaces, findPlaces } from './places.ts';

const begin = Date.parse('2026-11-23T10:00:00Z');

const placesIn = ({ organisation, microsoft, mattermost }: Services): CarryPlaces => {
  const places = findPlaces(organisation, { microsoft: microsoft.acts, mattermost: mattermost.acts });
  if (!places) throw new Error('this organisation has no places');
  return places;
};

describe('the place where colleagues carry', () => {
  it('is found in the sandbox’s organisations, with two Isthmus users and one who writes to the sample user', () => {
    // In seed 11 no colleague writes to the sample user on both services at first.
    for (const seed of [1, 2, 7, 11]) {
      const services = startServices(
        generateOrganisation({ seed, messages: 50, now: begin }),
        new VirtualTime(begin),
      );
      const { sampleUser } = services.organisation;
      const { host, voices, partner, channel, direct } = placesIn(services);
      expect(voices[0]).toBe(host);
      expect(new Set([...voices, sampleUser]).size).toBe(3);
      expect(partner).not.toBe(sampleUser);
      for (const [side, acts] of [
        ['mattermost', services.mattermost.acts],
        ['teams', services.microsoft.acts],
      ] as const) {
        const at = (pair: typeof direct) => acts.conversations().find(({ id }) => id === pair[side]);
        expect(at(channel)?.members).toContain(sampleUser);
        expect(at(direct)).toMatchObject({ kind: 'direct' });
        expect([...(at(direct)?.members ?? [])].sort()).toEqual([partner, sampleUser].sort());
      }
    }
  });

  it('is not found in an organisation without such channels', () => {
    const organisation = generateOrganisation({ seed: 1, messages: 50, now: begin });
    const services = startServices(organisation, new VirtualTime(begin));
    const { mattermost } = organisation;
    const teams = mattermost.teams.map((team) => ({ ...team, displayName: `Not ${team.displayName}` }));
    const other = { ...organisation, mattermost: { ...mattermost, teams } };
    const acts = { microsoft: services.microsoft.acts, mattermost: services.mattermost.acts };
    expect(findPlaces(other, acts)).toBeNull();
  });
});

describe('colleagues with an Isthmus', () => {
  const time = new VirtualTime(begin);
  const organisation = generateOrganisation({ seed: 7, messages: 300, now: begin });
  const services = startServices(organisation, time);
  const { sampleUser } = organisation;
  const acts = { microsoft: services.microsoft.acts, mattermost: services.mattermost.acts };
  const user = new SimulatedIsthmus(services, sampleUser, 1);
  const complaints: string[] = [];
  let places: CarryPlaces;
  let post: string;
  let colleagues: ConnectedColleagues;

  beforeAll(async () => {
    places = placesIn(services);
    post = await time.during(linkChannel(services, places));
    await time.during(carryDirect(services, places));
    await time.during(user.start());
    await time.until(() => user.isCurrent());
    colleagues = connectColleagues(services, places, (line) => complaints.push(line));
    await time.during(colleagues.started);
    // The lease, the profiles that say who is connected, and a look at the links.
    await time.pass(120_000);
  }, 60_000);

  afterAll(async () => {
    await time.during(colleagues.stop());
    await time.during(user.stop());
  });

  type Side = keyof typeof acts;
  const idOn = (side: Side, at: 'channel' | 'direct'): string =>
    places[at][side === 'microsoft' ? 'teams' : 'mattermost'];
  const write = (side: Side, by: PersonKey, at: 'channel' | 'direct', text: string): void => {
    acts[side].post(by, idOn(side, at), { content: side === 'microsoft' ? `<p>${text}</p>` : text });
  };
  /** The authors of the text, one for each message with it. */
  const authorsOf = (side: Side, at: 'channel' | 'direct', text: string): (PersonKey | undefined)[] =>
    acts[side]
      .truth(sampleUser)
      .messages.filter(
        ({ conversationId, content, deleted }) =>
          !deleted && conversationId === idOn(side, at) && content.includes(text),
      )
      .map(({ authorId }) => organisation.people.find((person) => person[side]?.id === authorId)?.key);

  it('link their channel with a pinned post, which the user’s Isthmus finds and carries by itself', async () => {
    const links = await user.database.links.toArray();
    const channel = links.find(({ source }) => source.kind === 'post');
    expect(channel).toMatchObject({ standing: { kind: 'good' }, choice: 'default', carried: true });
    expect(channel?.mattermost).toContain(places.channel.mattermost);
    expect(await user.database.linkPosts.toArray()).toMatchObject([{ pinned: true }]);
    expect((await user.database.linkPosts.toArray())[0]?.id).toContain(post);
  });

  it('carry their own messages in the channel, once, in both directions, as themselves', async () => {
    const [first, second] = places.voices;
    if (first === undefined || second === undefined) throw new Error('nobody speaks');
    write('microsoft', first, 'channel', 'window at four');
    write('mattermost', second, 'channel', 'the swell says five');
    await time.pass(60_000);
    expect(authorsOf('mattermost', 'channel', 'window at four')).toEqual([first]);
    expect(authorsOf('microsoft', 'channel', 'the swell says five')).toEqual([second]);
    expect(authorsOf('microsoft', 'channel', 'window at four')).toEqual([first]);
    expect(authorsOf('mattermost', 'channel', 'the swell says five')).toEqual([second]);
  });

  it('do not carry messages of a person without Isthmus', async () => {
    const users = [...places.voices, places.partner, sampleUser];
    for (const [side, other] of [
      ['mattermost', 'microsoft'],
      ['microsoft', 'mattermost'],
    ] as const) {
      const members = acts[side].conversations().find(({ id }) => id === idOn(side, 'channel'))?.members;
      const stranger = members?.find((key) => !users.includes(key));
      if (stranger === undefined) throw new Error('everybody is connected');
      write(side, stranger, 'channel', `unconnected on ${side}`);
      await time.pass(60_000);
      expect(authorsOf(side, 'channel', `unconnected on ${side}`)).toEqual([stranger]);
      expect(authorsOf(other, 'channel', `unconnected on ${side}`)).toEqual([]);
    }
  });

  it('carry their messages to the user, while the user’s own Isthmus asks first', async () => {
    const pair = (await user.database.links.toArray()).find(({ source }) => source.kind === 'people');
    expect(pair).toMatchObject({ standing: { kind: 'good' }, choice: 'default', carried: false });
    write('mattermost', places.partner, 'direct', 'have you got a minute');
    write('mattermost', sampleUser, 'direct', 'not before the user says so');
    await time.pass(60_000);
    expect(authorsOf('microsoft', 'direct', 'have you got a minute')).toEqual([places.partner]);
    expect(authorsOf('microsoft', 'direct', 'not before the user says so')).toEqual([]);
  });

  it('have no failed work', () => expect(complaints).toEqual([]));
});

it('colleagues who are stopped at once have no work left', async () => {
  const time = new VirtualTime(begin);
  const services = startServices(generateOrganisation({ seed: 2, messages: 50, now: begin }), time);
  const complaints: string[] = [];
  const colleagues = connectColleagues(services, placesIn(services), (line) => complaints.push(line));
  await time.during(colleagues.stop());
  const asked = services.microsoft.counters.requests;
  await time.pass(600_000);
  expect(services.microsoft.counters.requests).toBe(asked);
  expect(complaints).toEqual([]);
});
