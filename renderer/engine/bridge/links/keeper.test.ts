/** Links from the post to the row, over the sandbox's services. */
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonKey } from '../../../../sandbox/organisation/plan.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import { Crew, serverId } from './testing/crew.ts';

let crew: Crew;
let deck: ConversationId;
let channel: ConversationId;
const begin = async (...people: readonly PersonKey[]): Promise<void> => {
  crew = await Crew.of(...people);
  deck = crew.mattermost('channel', 5);
  channel = crew.teams('channel', 5);
};
afterEach(async () => {
  await crew.stop();
});

const made = (links: readonly LinkRow[]): readonly LinkRow[] =>
  links.filter(({ source }) => source.kind === 'post');
const stands = (links: readonly LinkRow[]): boolean =>
  made(links).some(({ standing }) => standing.kind === 'good');
const is =
  (kind: LinkRow['standing']['kind']) =>
  (links: readonly LinkRow[]): boolean =>
    made(links).some(({ standing }) => standing.kind === kind);

describe('a post that links a channel', () => {
  it('by an administrator links it for everybody who is in both', async () => {
    await begin('anna', 'ben');
    await crew.forge('anna', deck, channel);
    for (const person of ['anna', 'ben']) {
      await crew.until(person, stands);
      expect(made(await crew.links(person))).toMatchObject([
        { mattermost: deck, teams: channel, carried: true },
      ]);
    }
  });

  it('by a member without the right links nothing, although their own Isthmus showed it as a link', async () => {
    await begin('anna', 'ben');
    await crew.forge('ben', deck, channel);
    for (const person of ['anna', 'ben']) {
      await crew.until(person, is('right-lost'));
      expect(made(await crew.links(person))[0]?.carried).toBe(false);
    }
  });

  it('does not count before the profile of the relay that it names could be read, because its copies would be taken for others’', async () => {
    await begin('anna');
    const nobody = 'z'.repeat(26);
    let asked = 0;
    const heal = crew.services.faults.mattermost.add({
      matches: ({ url }) => {
        const isForProfiles = url.includes('/users/ids');
        asked += Number(isForProfiles);
        return isForProfiles;
      },
      fault: { kind: 'status', status: 503 },
    });
    await crew.forge('anna', deck, channel, {}, { relay: { mattermost: nobody, teams: 'user/bot' } });
    await crew.time.until(() => asked > 0);
    await crew.time.pass(60_000);
    expect(made(await crew.links('anna'))).toEqual([]);
    heal();
    await crew.until('anna', stands);
    // Somebody who does not exist is no relay, and does not keep the channel from being linked.
    expect(made(await crew.links('anna'))[0]?.relay).toBeUndefined();
  });

  it('by an administrator’s webhook does not link', async () => {
    await begin('anna');
    await crew.forge('anna', deck, channel, { webhook_display_name: 'CI' });
    await crew.time.pass(60_000);
    expect(made(await crew.links('anna'))).toEqual([]);
  });

  it('that is deleted ends the link, whether the other people were on-line or not', async () => {
    await begin('anna', 'ben');
    const post = await crew.forge('anna', deck, channel);
    await crew.until('ben', stands);
    await crew.time.during(crew.at('ben').stop());
    await crew.asUser('anna', 'DELETE', `/posts/${post}`);
    await crew.until('anna', (links) => made(links).length === 0);
    await crew.time.during(crew.at('ben').start());
    await crew.until('ben', (links) => made(links).length === 0);
  });

  it('counts while its author administers the channel, which is checked every ten minutes', async () => {
    await begin('anna', 'ben');
    const ben = crew.services.mattermost.acts.userId('ben');
    const role = `/channels/${serverId(deck)}/members/${ben}/schemeRoles`;
    await crew.asUser('anna', 'PUT', role, { scheme_user: true, scheme_admin: true });
    await crew.forge('ben', deck, channel);
    await crew.until('anna', stands);
    await crew.asUser('anna', 'PUT', role, { scheme_user: true, scheme_admin: false });
    await crew.time.pass(660_000);
    expect(made(await crew.links('anna'))).toMatchObject([
      { standing: { kind: 'right-lost' }, carried: false },
    ]);
    await crew.asUser('anna', 'PUT', role, { scheme_user: true, scheme_admin: true });
    await crew.time.pass(660_000);
    expect(stands(await crew.links('anna'))).toBe(true);
  });

  it('keeps its link while the service does not answer', async () => {
    await begin('anna');
    await crew.forge('anna', deck, channel);
    await crew.until('anna', stands);
    const heal = crew.services.faults.mattermost.add({
      matches: ({ url }) => url.includes('/members/') || url.includes('/preferences'),
      fault: { kind: 'status', status: 503 },
    });
    await crew.time.pass(1_500_000);
    expect(stands(await crew.links('anna'))).toBe(true);
    heal();
    await crew.time.pass(660_000);
    expect(stands(await crew.links('anna'))).toBe(true);
  });

  it('is unchecked while its author’s right cannot be read, and counts afterwards', async () => {
    await begin('anna');
    const heal = crew.services.faults.mattermost.add({
      matches: ({ url, method }) => method === 'GET' && /\/channels\/[^/]+\/members\//.test(url),
      fault: { kind: 'status', status: 503 },
    });
    await crew.forge('anna', deck, channel);
    await crew.until('anna', is('unchecked'));
    expect(made(await crew.links('anna'))[0]?.carried).toBe(false);
    heal();
    await crew.until('anna', stands);
  });

  it('is found among the pinned posts if it is older than the mirrored history, and so is its deletion', async () => {
    crew = new Crew();
    [deck, channel] = [crew.mattermost('channel', 5), crew.teams('channel', 5)];
    const post = await crew.forge('anna', deck, channel);
    await crew.asUser('anna', 'POST', `/posts/${post}/pin`);
    await crew.time.pass(20 * 86_400_000);
    const computer = await crew.join('anna', 7);
    await crew.until('anna', stands);
    await crew.time.during(computer.stop());
    await crew.asUser('anna', 'DELETE', `/posts/${post}`);
    await crew.time.during(computer.start());
    await crew.until('anna', (links) => made(links).length === 0);
  });

  it('that was unpinned stays a link, and is pinned again by a person with the right, at most once an hour', async () => {
    await begin('anna', 'ben');
    const post = await crew.forge('anna', deck, channel);
    const pinned = async (): Promise<unknown> =>
      ((await crew.asUser('anna', 'GET', `/posts/${post}`)) as { is_pinned: boolean }).is_pinned;
    await crew.until('anna', stands);
    await crew.time.until(async () => (await pinned()) === true, 5_000);
    const asked = crew.listen();
    const pins = (): number => asked.filter((one) => one === `POST /posts/${post}/pin`).length;
    for (let times = 0; times < 4; times += 1) {
      await crew.asUser('ben', 'POST', `/posts/${post}/unpin`);
      await crew.time.pass(780_000);
      expect(stands(await crew.links('ben'))).toBe(true);
    }
    expect([await pinned(), pins()]).toEqual([false, 0]);
    await crew.time.pass(1_200_000);
    expect([await pinned(), pins()]).toEqual([true, 1]);
  });

  it('that nobody may pin stays a link without a pin', async () => {
    crew = await Crew.of('ben');
    [deck, channel] = [crew.mattermost('channel', 5), crew.teams('channel', 5)];
    await crew.forge('anna', deck, channel);
    await crew.until('ben', stands);
    const asked = crew.listen();
    await crew.time.pass(4_000_000);
    expect(asked.filter((one) => one.endsWith('/pin'))).toEqual([]);
  });
});

describe('links of people', () => {
  it('are made when the other person connects, also on a computer that ran before', async () => {
    await begin('anna');
    await crew.time.pass(60_000);
    expect(await crew.links('anna')).toEqual([]);
    await crew.join('ben');
    for (const person of ['anna', 'ben']) {
      await crew.until(person, (links) => links.length === 1);
      expect(await crew.links(person)).toMatchObject([
        { source: { kind: 'people' }, teams: crew.teams('direct', 2), choice: 'default', carried: false },
      ]);
    }
  });
});

describe('the keeper', () => {
  it('asks nothing while paused, and goes on afterwards', async () => {
    await begin('anna');
    await crew.time.pass(60_000);
    await crew.time.during(crew.at('anna').engine.setPaused(true));
    const asked = crew.listen();
    await crew.forge('anna', deck, channel);
    await crew.wish('anna', { kind: 'link', conversationId: deck, teams: channel });
    const own = asked.length;
    await crew.time.pass(1_800_000);
    expect(asked.length).toBe(own);
    expect(made(await crew.links('anna'))).toEqual([]);
    await crew.time.during(crew.at('anna').engine.setPaused(false));
    await crew.until('anna', stands);
  });

  it('reads the pinned posts of each channel once in a database’s life', async () => {
    await begin('anna');
    await crew.time.pass(60_000);
    const asked = crew.listen();
    await crew.time.during(crew.at('anna').stop());
    await crew.time.during(crew.at('anna').start());
    await crew.time.pass(1_300_000);
    expect(asked.filter((one) => one.endsWith('/pinned'))).toEqual([]);
    expect(await crew.at('anna').database.pinsRead.count()).toBeGreaterThan(0);
  });

  it('does not carry what the user chose not to have carried, although their choices cannot be read at first', async () => {
    crew = new Crew();
    [deck, channel] = [crew.mattermost('channel', 5), crew.teams('channel', 5)];
    await crew.forge('anna', deck, channel);
    await crew.asUser('anna', 'PUT', '/users/me/preferences', [
      {
        user_id: crew.services.mattermost.acts.userId('anna'),
        category: 'isthmus_carry',
        name: serverId(deck),
        value: JSON.stringify({ version: 1, teams: channel.slice(channel.indexOf('/') + 1), carried: false }),
      },
    ]);
    const heal = crew.services.faults.mattermost.add({
      matches: ({ url }) => url.includes('/preferences/isthmus_carry'),
      fault: { kind: 'status', status: 503 },
    });
    await crew.join('anna');
    await crew.time.pass(120_000);
    expect((await crew.links('anna')).filter(({ carried }) => carried)).toEqual([]);
    heal();
    await crew.until('anna', stands);
    expect(made(await crew.links('anna'))).toMatchObject([{ choice: 'not-carried', carried: false }]);
  });
});
