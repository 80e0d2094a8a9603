import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  personOfKey,
  type ConversationKind,
  type MessageId,
  type PersonId,
  type SharedKey,
} from '../../../model/index.ts';
import type { LinkFacts } from './facts.ts';
import { linkIdOf } from './link-id.ts';
import { isClaimRefusedAfter } from './claim.ts';
import { linksOf } from './standing.ts';
import {
  accounts,
  choice,
  conversation,
  known,
  facts,
  here,
  linkPost,
  meOnBoth,
  pairWith,
  personNamed,
  rights,
  there,
} from './testing/facts.ts';

/** `channel-conversation: standing`, with a star where it is carried. */
const shown = (over: Partial<LinkFacts>): string[] =>
  linksOf(facts(over)).map(
    ({ mattermost, teams, standing, carried }) =>
      `${nameOf(mattermost)}-${nameOf(teams)}: ${standing.kind}${carried ? ' *' : ''}`,
  );
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);

describe('a link by a post', () => {
  it('of an administrator is valid, and is carried between channels by default', () => {
    expect(linksOf(facts({ posts: [linkPost('a', 'x', 10)] }))).toEqual([
      {
        id: linkIdOf(here('a'), there('x')),
        mattermost: here('a'),
        teams: there('x'),
        source: {
          kind: 'post',
          messageId: linkPost('a', 'x', 10).id,
          authorId: personNamed('mattermost', 'admin'),
        },
        standing: { kind: 'good' },
        name: 'x',
        choice: 'default',
        carried: true,
        since: { mattermost: 11, teams: 10 },
      },
    ]);
  });

  it('begins in Teams if it says so', () => {
    const post = linkPost('a', 'x', 10);
    const [link] = linksOf(facts({ posts: [{ ...post, note: { ...post.note, since: 3 } }] }));
    expect(link?.since).toEqual({ mattermost: 11, teams: 3 });
  });

  it('of a member who does not administer the channel counts for nothing, however old it is', () => {
    const forged = linkPost('a', 'y', 1, 'mallory');
    const may = rights({ 'a admin': true, 'a mallory': false });
    expect(shown({ posts: [forged, linkPost('a', 'x', 10)], rights: may })).toEqual([
      'a-y: right-lost',
      'a-x: good *',
    ]);
  });

  it('without an author counts for nothing', () => {
    expect(shown({ posts: [linkPost('a', 'x', 10, null)] })).toEqual(['a-x: right-lost']);
  });

  it('is not carried before its author’s right is known', () => {
    expect(shown({ posts: [linkPost('a', 'x', 10)], rights: new Map() })).toEqual(['a-x: unchecked']);
  });

  it('keeps its state while the right cannot be read', () => {
    const posts = [linkPost('a', 'x', 10)];
    const before = (standing: boolean) => linksOf(facts({ posts, rights: rights({ 'a admin': standing }) }));
    expect(shown({ posts, rights: new Map(), present: before(true) })).toEqual(['a-x: good *']);
    expect(shown({ posts, rights: new Map(), present: before(false) })).toEqual(['a-x: right-lost']);
    const unchecked = linksOf(facts({ posts, rights: new Map() }));
    expect(shown({ posts, rights: new Map(), present: unchecked })).toEqual(['a-x: unchecked']);
    // The state of another person's post does not apply to this one.
    const other = [linkPost('a', 'x', 12, 'mallory')];
    expect(shown({ posts: other, rights: new Map(), present: before(true) })).toEqual(['a-x: unchecked']);
  });

  it('has that reason if the user cannot see its Teams conversation, and is valid if that is archived', () => {
    expect(shown({ posts: [linkPost('a', 'nowhere', 10)] })).toEqual(['a-nowhere: side-missing']);
    const archived = conversation('teams', 'x', 'channel', { archived: true });
    const conversations = [conversation('mattermost', 'a'), archived];
    expect(shown({ posts: [linkPost('a', 'x', 10)], conversations })).toEqual(['a-x: good *']);
  });

  it('in a conversation of another account, or an unknown one, is no link', () => {
    const elsewhere = { ...conversation('mattermost', 'a'), accountId: there('').slice(0, -1) as never };
    expect(shown({ posts: [linkPost('a', 'x', 10)], conversations: [elsewhere] })).toEqual([]);
    expect(shown({ posts: [linkPost('gone', 'x', 10)] })).toEqual([]);
  });

  it('stays with that reason if the user has left its channel, until its Teams conversation has another link', () => {
    const present = linksOf(facts({ posts: [linkPost('a', 'x', 10)] }));
    const conversations = [conversation('teams', 'x'), conversation('mattermost', 'b')];
    expect(linksOf(facts({ present, conversations }))).toMatchObject([
      { ...present[0], standing: { kind: 'side-missing', service: 'mattermost' }, carried: false },
    ]);
    expect(shown({ present, conversations, posts: [linkPost('b', 'x', 20)] })).toEqual(['b-x: good *']);
    expect(shown({ present, conversations: [conversation('mattermost', 'b')] })).toEqual([]);
    // The channel is there, and its post is not: somebody has unlinked it.
    expect(shown({ present })).toEqual([]);
  });
});

describe('links of one conversation', () => {
  it('of a channel: the older of two wins, and the newer names it', () => {
    const posts = [linkPost('a', 'y', 20), linkPost('a', 'x', 10)];
    expect(shown({ posts })).toEqual(['a-x: good *', 'a-y: contradicts']);
    expect(linksOf(facts({ posts }))[1]?.standing).toEqual({
      kind: 'contradicts',
      linkId: linkIdOf(here('a'), there('x')),
    });
  });

  it('of a Teams conversation: the older of two wins', () => {
    expect(shown({ posts: [linkPost('b', 'x', 20), linkPost('a', 'x', 10)] })).toEqual([
      'a-x: good *',
      'b-x: contradicts',
    ]);
  });

  it('of the same millisecond: the one with the smaller id wins, for everybody', () => {
    const first = linkPost('a', 'y', 10, 'admin', { id: `${here('a')}/1` as MessageId });
    const second = linkPost('a', 'x', 10, 'admin', { id: `${here('a')}/2` as MessageId });
    expect(shown({ posts: [first, second] })).toEqual(shown({ posts: [second, first] }));
    expect(shown({ posts: [second, first] })).toEqual(['a-y: good *', 'a-x: contradicts']);
  });

  it('do not block their other conversation if they are not valid', () => {
    const posts = [linkPost('a', 'x', 10), linkPost('a', 'y', 20), linkPost('b', 'y', 30)];
    expect(shown({ posts })).toEqual(['a-x: good *', 'a-y: contradicts', 'b-y: good *']);
  });

  it('are both not carried while the older one is unchecked, because a message could go to the wrong place', () => {
    const posts = [linkPost('a', 'y', 10, 'unknown'), linkPost('a', 'x', 20)];
    expect(shown({ posts })).toEqual(['a-y: unchecked', 'a-x: unchecked']);
  });

  it('block their channel even if the user cannot see the Teams conversation, because others carry there', () => {
    expect(shown({ posts: [linkPost('a', 'nowhere', 10), linkPost('a', 'x', 20)] })).toEqual([
      'a-nowhere: side-missing',
      'a-x: contradicts',
    ]);
  });

  it('of the same pair by two people at the same time are one link, from the older post on', () => {
    const posts = [linkPost('a', 'x', 20, 'second'), linkPost('a', 'x', 10, 'first')];
    const both = rights({ 'a first': true, 'a second': true });
    expect(linksOf(facts({ posts, rights: both }))).toMatchObject([
      { source: { authorId: personNamed('mattermost', 'first') }, since: { mattermost: 11 } },
    ]);
    // Without the right, or the post, of the first person, the link of the second one counts.
    const one = rights({ 'a first': false, 'a second': true });
    expect(linksOf(facts({ posts, rights: one }))).toMatchObject([
      { source: { authorId: personNamed('mattermost', 'second') }, standing: { kind: 'good' } },
    ]);
  });

  it('are one to one for all posts, in every order', () => {
    const anyPost = fc.record({
      channel: fc.constantFrom('a', 'b'),
      teams: fc.constantFrom('x', 'y', 'nowhere'),
      at: fc.integer({ min: 1, max: 6 }),
      author: fc.constantFrom('admin', 'mallory', 'unknown'),
    });
    fc.assert(
      fc.property(fc.array(anyPost, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (wanted, random) => {
        const posts = wanted.map(({ channel, teams, at, author }, index) =>
          linkPost(channel, teams, at, author, { id: `${here(channel)}/${index}` as MessageId }),
        );
        const may = rights({ 'a admin': true, 'b admin': true, 'a mallory': false, 'b mallory': false });
        const links = linksOf(facts({ posts, rights: may }));
        const carried = links.filter((link) => link.carried);
        expect(new Set(carried.map(({ mattermost }) => mattermost)).size).toBe(carried.length);
        expect(new Set(carried.map(({ teams }) => teams)).size).toBe(carried.length);
        expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
        const shuffled = [...posts].sort(() => (random.next().value % 3) - 1);
        expect(linksOf(facts({ posts: shuffled, rights: may }))).toEqual(links);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the kinds that can be linked', () => {
  const every: readonly ConversationKind[] = [
    'channel',
    'private-channel',
    'shared-channel',
    'direct',
    'group',
    'meeting',
  ];
  const linked = (mattermost: ConversationKind): string[] =>
    every.filter((teams) => {
      const conversations = [conversation('mattermost', 'a', mattermost), conversation('teams', 'x', teams)];
      return shown({ posts: [linkPost('a', 'x', 1)], conversations }).length > 0;
    });
  const channels = ['channel', 'private-channel', 'shared-channel'];

  it('are open channels with channels, so that nothing written for few is shown to many', () => {
    expect(linked('channel')).toEqual(channels);
  });
  it('are private channels with chats too', () => {
    expect(linked('private-channel')).toEqual([...channels, 'group', 'meeting']);
  });
  it('are group messages with chats of several people', () => {
    expect(linked('group')).toEqual(['group', 'meeting']);
  });
  it('are not direct messages, because people make these links, not posts', () => {
    expect(linked('direct')).toEqual([]);
  });

  it('are carried by default only for channels', () => {
    const posts = [linkPost('a', 'x', 1)];
    const between = (mattermost: ConversationKind, teams: ConversationKind) =>
      shown({
        posts,
        conversations: [conversation('mattermost', 'a', mattermost), conversation('teams', 'x', teams)],
      });
    expect(between('private-channel', 'channel')).toEqual(['a-x: good *']);
    expect(between('private-channel', 'group')).toEqual(['a-x: good']);
    expect(between('group', 'meeting')).toEqual(['a-x: good']);
  });
});

describe('two people', () => {
  const conversations = [pairWith('mattermost', 'direct', 'ben'), pairWith('teams', 'chat', 'ben')];

  it('who are both connected have a link between their direct message and their chat, which is carried on request', () => {
    expect(shown({ conversations, whoIsWhom: known(['ben']) })).toEqual(['direct-chat: good']);
    const since = { mattermost: 5, teams: 6 };
    const choices = [choice('direct', 'chat', true, since)];
    expect(linksOf(facts({ conversations, whoIsWhom: known(['ben']), choices }))).toMatchObject([
      { source: { kind: 'people' }, name: '', choice: 'carried', carried: true, since },
    ]);
  });

  it('who only share an address have no link, because nobody carries their half', () => {
    expect(shown({ conversations, whoIsWhom: known([], ['ben']) })).toEqual([]);
  });

  it('have no link if one of the conversations does not exist', () => {
    expect(shown({ conversations: conversations.slice(0, 1), whoIsWhom: known(['ben']) })).toEqual([]);
    const other = [pairWith('mattermost', 'direct', 'ben'), pairWith('teams', 'chat', 'cleo')];
    expect(shown({ conversations: other, whoIsWhom: known(['ben', 'cleo']) })).toEqual([]);
  });

  it('have no link for a chat with oneself', () => {
    const alone = [
      conversation('mattermost', 'direct', 'direct', { participants: [meOnBoth.mattermost] }),
      conversation('teams', 'chat', 'direct', { participants: [meOnBoth.teams] }),
    ];
    const twice = [
      conversation('mattermost', 'direct', 'direct', {
        participants: [meOnBoth.mattermost, meOnBoth.mattermost],
      }),
      conversation('teams', 'chat', 'direct', { participants: [meOnBoth.teams, meOnBoth.teams] }),
    ];
    for (const conversations of [alone, twice])
      expect(shown({ conversations, whoIsWhom: known(['me']) })).toEqual([]);
  });

  it('with two chats in the mirror have the chat with the latest activity linked', () => {
    const chats = [
      pairWith('teams', 'old', 'ben', { sortAt: 1 }),
      pairWith('teams', 'new', 'ben', { sortAt: 2 }),
    ];
    for (const order of [chats, [...chats].reverse()])
      expect(
        shown({
          conversations: [pairWith('mattermost', 'direct', 'ben'), ...order],
          whoIsWhom: known(['ben']),
        }),
      ).toEqual(['direct-new: good']);
  });

  it('have no link for a group of two', () => {
    const group = conversation('teams', 'chat', 'group', {
      participants: [meOnBoth.teams, personNamed('teams', 'ben')],
    });
    const conversations = [pairWith('mattermost', 'direct', 'ben'), group];
    expect(shown({ conversations, whoIsWhom: known(['ben']) })).toEqual([]);
  });

  it('have no carried link if a choice lacks its time, because the whole past would be carried', () => {
    const choices = [choice('direct', 'chat', true)];
    expect(linksOf(facts({ conversations, whoIsWhom: known(['ben']), choices }))).toMatchObject([
      { choice: 'default', carried: false },
    ]);
  });
});

describe('choices', () => {
  const posts = [linkPost('a', 'x', 10)];

  it('switch a link off and on, and only move its beginning forward', () => {
    const link = (...choices: LinkFacts['choices']) => linksOf(facts({ posts, choices }))[0];
    expect(link(choice('a', 'x', false))).toMatchObject({ choice: 'not-carried', carried: false });
    expect(link(choice('a', 'x', true, { mattermost: 50, teams: 5 }))).toMatchObject({
      choice: 'carried',
      carried: true,
      since: { mattermost: 50, teams: 10 },
    });
    expect(link(choice('a', 'x', true))).toMatchObject({ since: { mattermost: 11, teams: 10 } });
  });

  it('for another Teams conversation or channel have no effect', () => {
    expect(shown({ posts, choices: [choice('a', 'y', false), choice('b', 'x', false)] })).toEqual([
      'a-x: good *',
    ]);
  });

  it('do not carry a link that is not valid', () => {
    const choices = [choice('a', 'x', true, { mattermost: 1, teams: 1 })];
    expect(shown({ posts, choices, rights: rights({ 'a admin': false }) })).toEqual(['a-x: right-lost']);
  });
});

describe('the relay of a link', () => {
  const relay = { mattermost: 'bot' as SharedKey, teams: 'user/bot' as SharedKey };
  const post = linkPost('a', 'x', 10);
  const named = { ...post, note: { ...post.note, relay } };
  const ids = (of: typeof relay) => ({
    mattermost: personOfKey(accounts.mattermost, of.mattermost),
    teams: personOfKey(accounts.teams, of.teams),
  });
  const bots = new Set([ids(relay).mattermost]);
  const found = (over: Partial<LinkFacts>) => linksOf(facts({ posts: [named], ...over }))[0]?.relay;

  it('is the one that its post names, if that is a bot', () => {
    expect(found({ bots })).toEqual({ kind: 'other', ...ids(relay) });
    expect(found({})).toBeUndefined();
    expect(found({ bots, posts: [post] })).toBeUndefined();
  });
  it('is the one that this installation was told, whatever its post says', () => {
    const told = { mattermost: 'other' as SharedKey, teams: 'user/other' as SharedKey };
    const beside = { kind: 'beside', ...told } as const;
    expect(found({ bots, relay: beside })).toEqual({ kind: 'other', ...ids(told) });
    expect(found({ relay: beside, posts: [post] })).toEqual({ kind: 'other', ...ids(told) });
  });
  it('carries for the user where the server refuses the claim in their profile', () => {
    const isLeft = (over: Partial<LinkFacts>) =>
      linksOf(facts({ posts: [named], isClaimRefused: true, ...over }))[0]?.isLeftToRelay;
    expect(isLeft({ bots })).toBe(true);
    expect(isLeft({ bots, isClaimRefused: false })).toBeUndefined();
    expect(isLeft({})).toBeUndefined();
    const refused = { kind: 'forbidden', status: 403, code: 'x' } as const;
    const away = { kind: 'throttled', retryAfterMs: 1 } as const;
    expect(isClaimRefusedAfter(false, refused)).toBe(true);
    expect(isClaimRefusedAfter(true, away)).toBe(true);
    expect(isClaimRefusedAfter(false, away)).toBe(false);
    expect(isClaimRefusedAfter(true, null)).toBe(false);
  });
  it('with which the user’s Isthmus cannot agree keeps it from carrying, which the link says', () => {
    const troubleWith = (person: PersonId) =>
      person === ids(relay).mattermost ? ('register-refused' as const) : null;
    const trouble = (over: Partial<LinkFacts>) =>
      linksOf(facts({ posts: [named], troubleWith, ...over }))[0]?.holdTrouble;
    expect(trouble({ bots })).toBe('register-refused');
    expect(trouble({})).toBeUndefined();
    const told = { mattermost: 'other' as SharedKey, teams: 'user/other' as SharedKey };
    expect(trouble({ bots, relay: { kind: 'beside', ...told } })).toBeUndefined();
  });
  it('is this Isthmus where it is a relay, which carries chats too, but nobody’s direct messages', () => {
    expect(found({ relay: { kind: 'relay', shares: 1 } })).toEqual({ kind: 'this' });
    const people = {
      conversations: [pairWith('mattermost', 'direct', 'ben'), pairWith('teams', 'chat', 'ben')],
      whoIsWhom: known(['ben']),
    };
    expect(shown(people)).toHaveLength(1);
    expect(shown({ ...people, relay: { kind: 'relay', shares: 1 } })).toEqual([]);
    const chat = {
      conversations: [
        conversation('mattermost', 'a', 'private-channel'),
        conversation('teams', 'x', 'group'),
      ],
      posts: [named],
    };
    expect(shown(chat)).toEqual(['a-x: good']);
    expect(shown({ ...chat, relay: { kind: 'relay', shares: 1 } })).toEqual(['a-x: good *']);
  });
});
