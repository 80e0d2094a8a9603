/** The user's intents for links, over the sandbox's services: done once, with any loss; refused with a reason; never in a loop. */
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonKey } from '../../../../sandbox/organisation/plan.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import { linkIdOf } from './link-id.ts';
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
const linkIt = () => crew.want('anna', { kind: 'link', conversationId: deck, teams: channel });
const linkPosts = () => crew.posts(deck).filter(({ content }) => content.includes('is linked with'));

describe('linking', () => {
  it('posts a sentence in the channel with a link to the other conversation, and pins it', async () => {
    await begin('anna');
    expect(await linkIt()).toBeNull();
    const [post] = linkPosts();
    expect(post?.content).toMatch(
      /^This channel is linked with Crew \/ Watch in Microsoft Teams\. https:\/\//,
    );
    expect(await crew.asUser('anna', 'GET', `/posts/${post?.id}`)).toMatchObject({ is_pinned: true });
    await crew.until('anna', stands);
  });

  it('carries messages from then on, but no earlier ones and not its own sentence', async () => {
    crew = new Crew();
    [deck, channel] = [crew.mattermost('channel', 5), crew.teams('channel', 5)];
    const { mattermost, microsoft } = crew.services;
    mattermost.acts.post('anna', serverId(deck), { content: 'old here' });
    const there = crew.idOn('microsoft', 'channel', 5);
    microsoft.acts.post('anna', there, { content: '<p>old there</p>' });
    await crew.join('anna');
    await linkIt();
    await crew.until('anna', stands);
    await crew.time.pass(120_000);
    mattermost.acts.post('anna', serverId(deck), { content: 'new here' });
    microsoft.acts.post('anna', there, { content: '<p>new there</p>' });
    await crew.time.pass(300_000);
    const said = [...crew.posts(deck), ...crew.messages(channel)].map(({ content }) => content);
    const times = (words: string): number => said.filter((one) => one.includes(words)).length;
    expect(['old here', 'old there', 'new here', 'new there', 'is linked with'].map(times)).toEqual([
      1, 1, 2, 2, 1,
    ]);
  });

  it('a group message with a chat is open to everybody, and is carried by each person who asks for it', async () => {
    await begin('cleo');
    const [all, chat] = [crew.mattermost('group', 5), crew.teams('group', 5)];
    expect(await crew.want('cleo', { kind: 'link', conversationId: all, teams: chat })).toBeNull();
    await crew.until('cleo', stands);
    expect(made(await crew.links('cleo'))).toMatchObject([{ name: 'All hands', carried: false }]);
    expect(crew.posts(all).at(-1)?.content).toMatch(/^This group message is linked with All hands/);
  });

  it('is refused to a person who does not administer the channel, and nothing is written', async () => {
    await begin('ben');
    const row = await crew.want('ben', { kind: 'link', conversationId: deck, teams: channel });
    expect(row).toMatchObject({ failure: { kind: 'no-right' } });
    expect(linkPosts()).toEqual([]);
  });

  it('is refused if one of the two is linked already, and the other link is named', async () => {
    await begin('anna');
    const [all, chat] = [crew.mattermost('group', 5), crew.teams('group', 5)];
    await linkIt();
    await crew.want('anna', { kind: 'link', conversationId: all, teams: chat });
    await crew.until('anna', (links) => made(links).length === 2);
    const { acts } = crew.services.microsoft;
    const other = `${chat.slice(0, chat.lastIndexOf('/'))}/${acts.createChat(['anna', 'ben', 'cleo'], 'Three')}`;
    await crew.time.until(async () => {
      const rows = await crew.at('anna').database.conversations.toArray();
      return rows.some(({ id }) => id === other);
    });
    const wanted = { kind: 'link', conversationId: all, teams: other as ConversationId } as const;
    expect(await crew.want('anna', wanted)).toMatchObject({
      failure: { kind: 'linked-already', linkId: linkIdOf(all, chat) },
    });
  });

  it('the same pair again succeeds without a second post', async () => {
    await begin('anna');
    expect([await linkIt(), await linkIt()]).toEqual([null, null]);
    expect(linkPosts()).toHaveLength(1);
  });

  it('the same pair twice makes one link', async () => {
    await begin('anna');
    const wish = { kind: 'link', conversationId: deck, teams: channel } as const;
    const ids = [await crew.wish('anna', wish), await crew.wish('anna', wish)];
    for (const id of ids) expect(await crew.outcome('anna', id)).toBeNull();
    expect(linkPosts()).toHaveLength(1);
  });

  it('is refused between kinds that do not match, and if one side does not exist', async () => {
    await begin('anna');
    const chat = crew.teams('group', 5);
    expect(await crew.want('anna', { kind: 'link', conversationId: deck, teams: chat })).toMatchObject({
      failure: { kind: 'refused', code: 'isthmus.kinds' },
    });
    const nowhere = `${channel}x` as ConversationId;
    expect(await crew.want('anna', { kind: 'link', conversationId: deck, teams: nowhere })).toMatchObject({
      failure: { kind: 'gone' },
    });
  });
});

describe('after lost requests and answers', () => {
  const losing = (kind: 'lost-answer' | 'lost-request', path: string, times: number) =>
    crew.services.faults.mattermost.add({
      matches: ({ method, url }) => method === 'POST' && new URL(url).pathname.endsWith(path),
      fault: { kind },
      times,
    });

  it('a link whose answer was lost is found again and pinned, so that there is one post', async () => {
    await begin('anna');
    losing('lost-answer', '/posts', 1);
    expect(await linkIt()).toBeNull();
    await crew.until('anna', stands);
    await crew.time.pass(60_000);
    expect(linkPosts()).toHaveLength(1);
    expect(await crew.asUser('anna', 'GET', `/posts/${linkPosts()[0]?.id}`)).toMatchObject({
      is_pinned: true,
    });
  });

  it('a link whose request never arrived is made later', async () => {
    await begin('anna');
    losing('lost-request', '/posts', 3);
    expect(await linkIt()).toBeNull();
    expect(linkPosts()).toHaveLength(1);
  });

  it('an engine that dies between the post and its answer makes no second post', async () => {
    await begin('anna');
    const anna = crew.at('anna');
    crew.services.faults.mattermost.add({
      matches: ({ method, url }) => method === 'POST' && url.includes('/posts?'),
      fault: { kind: 'latency', ms: 20_000 },
      times: 1,
    });
    const id = await crew.wish('anna', { kind: 'link', conversationId: deck, teams: channel });
    await crew.time.until(() => linkPosts().length === 1);
    anna.kill();
    // Longer than the server recognises a repetition by itself.
    await crew.time.pass(120_000);
    await crew.time.during(anna.start());
    expect(await crew.outcome('anna', id)).toBeNull();
    expect(linkPosts()).toHaveLength(1);
  });

  it('an intent waits while the server cannot be reached, in its turn, and is carried out then', async () => {
    await begin('anna');
    const heal = crew.services.faults.mattermost.add({
      matches: () => true,
      fault: { kind: 'lost-request' },
    });
    const id = await crew.wish('anna', { kind: 'link', conversationId: deck, teams: channel });
    await crew.time.pass(300_000);
    expect(await crew.at('anna').database.intents.get(id)).toMatchObject({ failure: null });
    heal();
    expect(await crew.outcome('anna', id)).toBeNull();
    expect(linkPosts()).toHaveLength(1);
  });

  it('a refused intent stays with its reason, is not tried again, and delays nothing', async () => {
    await begin('ben');
    const refused = await crew.wish('ben', { kind: 'link', conversationId: deck, teams: channel });
    const group = crew.mattermost('group', 5);
    expect(
      await crew.want('ben', { kind: 'link', conversationId: group, teams: crew.teams('group', 5) }),
    ).toBeNull();
    await crew.until('ben', stands);
    const asked = crew.listen();
    await crew.time.pass(3_600_000);
    expect(await crew.at('ben').database.intents.get(refused)).toMatchObject({
      failure: { kind: 'no-right' },
    });
    const ben = crew.services.mattermost.acts.userId('ben');
    expect(asked.filter((one) => one.includes(`${serverId(deck)}/members/${ben}`))).toEqual([]);
  });
});

describe('taking a link away', () => {
  const unlink = (person: PersonKey, linkId = linkIdOf(deck, channel)) =>
    crew.want(person, { kind: 'unlink', conversationId: deck, linkId });

  it('deletes its post, for everybody', async () => {
    await begin('anna', 'ben');
    await linkIt();
    await crew.until('ben', stands);
    expect(await unlink('anna')).toBeNull();
    expect(linkPosts()).toEqual([]);
    for (const person of ['anna', 'ben']) await crew.until(person, (links) => made(links).length === 0);
    // A repetition changes nothing.
    expect(await unlink('anna')).toBeNull();
  });

  it('deletes every post of the link, also if two people linked at the same time', async () => {
    await begin('anna');
    await linkIt();
    const ben = crew.services.mattermost.acts.userId('ben');
    const role = `/channels/${serverId(deck)}/members/${ben}/schemeRoles`;
    await crew.asUser('anna', 'PUT', role, { scheme_user: true, scheme_admin: true });
    await crew.forge('ben', deck, channel);
    await crew.time.until(async () => (await crew.at('anna').database.linkPosts.count()) === 2);
    expect(await unlink('anna')).toBeNull();
    await crew.time.pass(30_000);
    expect(made(await crew.links('anna'))).toEqual([]);
    expect(await crew.at('anna').database.linkPosts.count()).toBe(0);
  });

  it('is refused to a person who neither made the link nor administers the channel', async () => {
    await begin('anna', 'ben');
    await linkIt();
    await crew.until('ben', stands);
    expect(await unlink('ben')).toMatchObject({ failure: { kind: 'no-right' } });
    expect(linkPosts()).toHaveLength(1);
  });

  it('is refused for a link between two people: it is only not carried', async () => {
    await begin('anna', 'ben');
    await crew.until('anna', (links) => links.length === 1);
    const [link] = await crew.links('anna');
    expect(await unlink('anna', link?.id)).toMatchObject({
      failure: { kind: 'refused', code: 'isthmus.people' },
    });
  });

  it('and linking again doubles nothing', async () => {
    await begin('anna');
    const { mattermost } = crew.services;
    await linkIt();
    await crew.until('anna', stands);
    mattermost.acts.post('anna', serverId(deck), { content: 'once' });
    await crew.time.pass(120_000);
    await unlink('anna');
    await crew.until('anna', (links) => made(links).length === 0);
    await linkIt();
    await crew.until('anna', stands);
    await crew.time.pass(120_000);
    expect(crew.messages(channel).filter(({ content }) => content.includes('once'))).toHaveLength(1);
  });
});

describe('switching carrying', () => {
  const pair = (): string => linkIdOf(crew.mattermost('direct', 2), crew.teams('direct', 2));
  const carry = (carried: boolean, linkId = pair()) =>
    crew.want('anna', {
      kind: 'carry',
      conversationId: linkId.slice(0, linkId.indexOf(' ')) as ConversationId,
      linkId,
      carried,
    });
  const carried =
    (linkId = pair()) =>
    (links: readonly LinkRow[]) =>
      links.find(({ id }) => id === linkId)?.carried === true;
  const say = (words: string) =>
    crew.services.mattermost.acts.post('anna', crew.idOn('mattermost', 'direct', 2), { content: words });
  const arrived = (words: string): number =>
    crew.messages(crew.teams('direct', 2)).filter(({ content }) => content.includes(words)).length;

  it('on begins now, off ends it, and on again does not carry the messages written meanwhile', async () => {
    crew = new Crew();
    say('before');
    await crew.join('anna');
    await crew.join('ben');
    await crew.until('anna', (links) => links.some(({ id }) => id === pair()));
    expect(await carry(true)).toBeNull();
    await crew.until('anna', carried());
    say('first');
    await crew.time.pass(120_000);
    expect(await carry(false)).toBeNull();
    await crew.until('anna', (links) => !carried()(links));
    say('meanwhile');
    await crew.time.pass(60_000);
    expect(await carry(true)).toBeNull();
    await crew.until('anna', carried());
    say('second');
    await crew.time.pass(120_000);
    expect(['before', 'first', 'meanwhile', 'second'].map(arrived)).toEqual([0, 1, 0, 1]);
  });

  it('counts on the user’s other computers at once, and again after a lost database', async () => {
    await begin('anna', 'ben');
    await crew.until('anna', (links) => links.some(({ id }) => id === pair()));
    const first = crew.at('anna');
    const second = await crew.join('anna');
    const has = (computer: typeof first) => async () => carried()(await computer.database.links.toArray());
    await carry(true);
    await crew.time.until(has(second));
    await crew.time.until(has(first), 10_000);
    second.kill();
    second.loseDisk();
    await crew.time.during(second.start());
    await crew.time.until(has(second));
  });

  it('works for linked channels, which are carried by default, as for chats', async () => {
    await begin('anna');
    await linkIt();
    const linkId = linkIdOf(deck, channel);
    await crew.until('anna', carried(linkId));
    const since = made(await crew.links('anna'))[0]?.since;
    expect(await carry(true, linkId)).toBeNull();
    expect(made(await crew.links('anna'))).toMatchObject([{ choice: 'carried', since }]);
    await carry(false, linkId);
    await crew.until('anna', (links) => !carried(linkId)(links));
    crew.services.mattermost.acts.post('anna', serverId(deck), { content: 'meanwhile' });
    await crew.time.pass(10_000);
    await carry(true, linkId);
    await crew.until('anna', carried(linkId));
    await crew.time.pass(120_000);
    expect(crew.messages(channel).filter(({ content }) => content.includes('meanwhile'))).toEqual([]);
  });

  it('to its present state writes nothing, neither after a crash nor if another computer was faster', async () => {
    await begin('anna', 'ben');
    await crew.until('anna', (links) => links.some(({ id }) => id === pair()));
    await carry(true);
    await crew.until('anna', carried());
    const since = async () => (await crew.links('anna')).find(({ id }) => id === pair())?.since;
    const before = await since();
    say('first');
    await crew.time.pass(60_000);
    expect(await carry(true)).toBeNull();
    expect(await since()).toEqual(before);
  });

  it('of a removed link reports that it is gone', async () => {
    await begin('anna');
    expect(await carry(true, linkIdOf(deck, channel))).toMatchObject({ failure: { kind: 'gone' } });
  });
});
