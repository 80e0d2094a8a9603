import { describe, expect, it } from 'vitest';
import type { Account, AccountId, Conversation, ConversationId, Team, TeamId } from '../../../model/index.ts';
import { listEntries, type ListEntry, type ListInput } from './entries.ts';
import { heldOrder } from './held-order.ts';
import { namedConversations, type NamedInput } from './named.ts';
import { placedConversations, type PlacingOptions } from './placing.ts';

const teams = 't-a' as AccountId;
const mattermost = 'm-a' as AccountId;
const account = (id: AccountId, label: string): Account =>
  ({ id, service: id.startsWith('t') ? 'teams' : 'mattermost', label, me: `${id}|me` }) as unknown as Account;
const team = (accountId: AccountId, key: string): Team => ({
  id: `${accountId}|${key}` as TeamId,
  accountId,
  name: key,
  description: '',
  notRead: null,
});
const conversation = (accountId: AccountId, name: string, over: Partial<Conversation> = {}): Conversation =>
  ({
    id: `${accountId}|${name}` as ConversationId,
    accountId,
    service: accountId === teams ? 'teams' : 'mattermost',
    kind: 'channel',
    teamId: null,
    name,
    participants: [],
    archived: false,
    muted: false,
    hidden: false,
    unread: 0,
    mentions: 0,
    sortAt: 0,
    ...over,
  }) as unknown as Conversation;

type Input = NamedInput & Omit<ListInput, 'placed'> & PlacingOptions;

const input = (over: Partial<Input>): ListInput => {
  const whole: Input = {
    accounts: [account(mattermost, 'm'), account(teams, 't')],
    teams: [team(teams, 'Zebra'), team(teams, 'Apple'), team(mattermost, 'Eng')],
    conversations: [],
    pairs: new Map(),
    people: new Map(),
    view: 'teams',
    filter: 'all',
    text: '',
    toggled: new Set(),
    selected: null,
    ...over,
  };
  return { ...whole, placed: placedConversations(namedConversations(whole), whole) };
};
const say = (entry: ListEntry): string =>
  entry.kind === 'conversation' ? entry.name : entry.kind === 'group' ? `[${entry.title}]` : entry.title;
const said = (over: Partial<Input>): string[] => listEntries(input(over)).map(say);

const all = [
  conversation(mattermost, 'platform', { teamId: `${mattermost}|Eng` as TeamId, unread: 2 }),
  conversation(teams, 'Chat', { kind: 'group' }),
  conversation(teams, 'zed', { teamId: `${teams}|Zebra` as TeamId }),
  conversation(teams, 'core', { teamId: `${teams}|Apple` as TeamId }),
];

describe('the list by team', () => {
  it('groups by service and team: Teams first, chats before teams, teams by name', () => {
    expect(said({ conversations: all })).toEqual([
      'Microsoft Teams',
      '[Chats]',
      'Chat',
      '[Apple]',
      'core',
      '[Zebra]',
      'zed',
      'Mattermost',
      '[Eng]',
      'platform',
    ]);
  });
  it('case 05: shows a team that the service does not list, also without any conversation of it', () => {
    const notRead = { kind: 'forbidden', status: 403, code: 'Forbidden' } as const;
    const teamRows = [
      { ...team(teams, 'Apple'), notRead },
      { ...team(teams, 'Zebra'), notRead },
    ];
    const entries = listEntries(
      input({ teams: teamRows, conversations: all.filter(({ name }) => name !== 'zed') }),
    );
    const groups = entries.flatMap((entry) =>
      entry.kind === 'group' && entry.notRead !== null ? [[entry.title, entry.size]] : [],
    );
    expect(groups).toEqual([
      ['Apple', 1],
      ['Zebra', 0],
    ]);
    // A user who searches a name searches for conversations.
    expect(said({ teams: teamRows, conversations: all, text: 'core' })).toEqual([
      'Microsoft Teams',
      '[Apple]',
      'core',
    ]);
  });
  it('keeps the order of activity within a group', () => {
    const ordered = ['b', 'a', 'c'].map((name) => conversation(teams, name, { kind: 'group' }));
    expect(said({ conversations: ordered })).toEqual(['Microsoft Teams', '[Chats]', 'b', 'a', 'c']);
  });
  it('filters by every word of a name, and unfolds groups with a match', () => {
    const toggled = new Set([`chats ${teams}`]);
    const chat = conversation(teams, 'Trade Fair Berlin', { kind: 'group' });
    expect(said({ conversations: [...all, chat], text: ' fair trade ', toggled })).toEqual([
      'Microsoft Teams',
      '[Chats]',
      'Trade Fair Berlin',
    ]);
  });
  it('shows only unread conversations, and the open one', () => {
    expect(said({ conversations: all, filter: 'unread' })).toEqual(['Mattermost', '[Eng]', 'platform']);
    expect(
      said({ conversations: all, filter: 'unread', selected: `${teams}|core` as ConversationId }),
    ).toContain('core');
  });
  it('counts a muted conversation as unread only if it mentions the user', () => {
    const muted = conversation(teams, 'noise', { kind: 'group', muted: true, unread: 40 });
    expect(said({ conversations: [muted], filter: 'unread' })).toEqual([]);
    expect(said({ conversations: [{ ...muted, mentions: 1 }], filter: 'unread' })).toContain('noise');
  });
  it('shows the unread count of a folded group', () => {
    const entries = listEntries(input({ conversations: all, toggled: new Set([`team ${mattermost}|Eng`]) }));
    expect(entries.find((entry) => entry.kind === 'group' && entry.title === 'Eng')).toMatchObject({
      collapsed: true,
      unread: 1,
      size: 1,
    });
    expect(entries.map(say)).not.toContain('platform');
  });
  it('puts hidden and archived conversations into a folded group', () => {
    const hidden = conversation(teams, 'old', { kind: 'group', hidden: true });
    const archived = conversation(teams, 'done', { teamId: `${teams}|Apple` as TeamId, archived: true });
    expect(said({ conversations: [hidden, archived] })).toEqual(['Microsoft Teams', '[Hidden and archived]']);
    expect(said({ conversations: [hidden, archived], toggled: new Set([`aside ${teams}`]) })).toContain(
      'done',
    );
  });
  it('shows a channel whose team is not known yet', () => {
    expect(said({ conversations: [conversation(teams, 'early', { teamId: 'x' as TeamId })] })).toEqual([
      'Microsoft Teams',
      '[Other channels]',
      'early',
    ]);
  });
  it('tells two accounts of one service apart', () => {
    const second = 't-b' as AccountId;
    const entries = listEntries(
      input({
        accounts: [account(teams, 'ada@a.example'), account(second, 'ada@b.example')],
        conversations: [
          conversation(teams, 'x', { kind: 'group' }),
          conversation(second, 'y', { kind: 'group' }),
        ],
      }),
    );
    expect(entries.flatMap((entry) => (entry.kind === 'service' ? [entry.label] : []))).toEqual([
      'ada@a.example',
      'ada@b.example',
    ]);
  });
  it('does not show conversations of an account that was just signed out', () => {
    expect(said({ accounts: [], conversations: all })).toEqual([]);
  });
});

const id = (account_: AccountId, name: string): ConversationId => `${account_}|${name}` as ConversationId;

describe('the list by recency', () => {
  const recent = (over: Partial<Input>): string[] => said({ view: 'recent', ...over });
  const rows = [
    conversation(mattermost, 'platform', { teamId: `${mattermost}|Eng` as TeamId, unread: 2, sortAt: 5 }),
    conversation(teams, 'Chat', { kind: 'group', sortAt: 4 }),
    conversation(teams, 'core', { teamId: `${teams}|Apple` as TeamId, unread: 1, sortAt: 3 }),
    conversation(mattermost, 'noise', { muted: true, unread: 9, sortAt: 2 }),
    conversation(teams, 'old', { kind: 'group', hidden: true, sortAt: 1 }),
  ];
  it('has unread conversations first, then all others, of both services, newest first', () => {
    expect(recent({ conversations: rows })).toEqual([
      ...['[Unread]', 'platform', 'core'],
      ...['[Recent]', 'Chat', 'noise'],
      '[Hidden and archived]',
    ]);
  });
  it('names a conversation’s team, and its account if there are two of one service', () => {
    const where = (over: Partial<Input>) =>
      listEntries(input({ view: 'recent', conversations: rows.slice(0, 2), ...over })).flatMap((entry) =>
        entry.kind === 'conversation' ? [entry.where] : [],
      );
    expect(where({})).toEqual(['Eng', '']);
    const second = { ...account('t-b' as AccountId, 'ada@b.example') };
    const first = account(teams, 'ada@a.example');
    expect(where({ accounts: [account(mattermost, 'm'), first, second] })).toEqual(['Eng', 'ada@a.example']);
  });
  it('can fold its groups', () => {
    const toggled = new Set(['unread', 'aside']);
    const entries = listEntries(input({ view: 'recent', conversations: rows, toggled }));
    expect(entries.map(say)).toEqual([
      '[Unread]',
      '[Recent]',
      'Chat',
      'noise',
      '[Hidden and archived]',
      'old',
    ]);
    expect(entries[0]).toMatchObject({ collapsed: true, size: 2, unread: 2 });
  });
  it('finds a name in every group, the best match first', () => {
    const near = ['Team Ada', 'Ada and Ben', 'Ada'].map((name, at) =>
      conversation(teams, name, { kind: 'group', sortAt: 9 - at, unread: 1 - (at % 2) }),
    );
    expect(recent({ conversations: near, text: 'ada ' })).toEqual([
      '[Found]',
      'Ada',
      'Ada and Ben',
      'Team Ada',
    ]);
    expect(recent({ conversations: rows, text: 'o', toggled: new Set(['unread']) })).toEqual([
      ...['[Found]', 'platform', 'core', 'noise'],
      ...['[Hidden and archived]', 'old'],
    ]);
  });
  it('begins with favourites, even before unread ones, as the list by team does', () => {
    const favourite = rows.map((one, at) => (at % 2 === 0 ? { ...one, favourite: true } : one));
    const first = ['[Favourites]', 'platform', 'core'];
    expect(recent({ conversations: favourite }).slice(0, 4)).toEqual([...first, '[Recent]']);
    expect(said({ conversations: favourite }).slice(0, 4)).toEqual([...first, 'Microsoft Teams']);
    expect(recent({ conversations: favourite })).toContain('[Hidden and archived]');
  });
  it.each([
    ['unread', ['[Unread]', 'platform', 'core']],
    ['mentions', []],
    ['direct', ['[Recent]', 'Chat', '[Hidden and archived]', 'old']],
    ['teams', ['[Unread]', 'core', '[Recent]', 'Chat', '[Hidden and archived]', 'old']],
    ['mattermost', ['[Unread]', 'platform', '[Recent]', 'noise']],
  ] as const)('filters by kind: %s', (filter, expected) => {
    expect(recent({ conversations: rows, filter })).toEqual(expected);
  });
  it('keeps the open conversation in the unread filter after it was read, and in no other filter', () => {
    const selected = id(teams, 'Chat');
    expect(recent({ conversations: rows, filter: 'unread', selected })).toContain('Chat');
    expect(recent({ conversations: rows, filter: 'mattermost', selected })).not.toContain('Chat');
  });
  it('has every conversation once', () => {
    const shown = recent({ conversations: rows, toggled: new Set(['aside']) });
    expect(shown.filter((one) => !one.startsWith('['))).toHaveLength(rows.length);
  });
});

describe('the order while the pointer or the focus is in the list', () => {
  const rows = ['a', 'b', 'c'].map((name, at) =>
    conversation(teams, name, { kind: 'group', sortAt: 9 - at }),
  );
  const placed = (conversations: readonly Conversation[], over: Partial<Input> = {}) => {
    const whole = input({ view: 'recent', conversations, ...over });
    return {
      named: namedConversations({ ...input({}), pairs: new Map(), people: new Map(), conversations }),
      ...whole,
    };
  };
  const held = (
    before: readonly Conversation[],
    after: readonly Conversation[],
    over: Partial<Input> = {},
  ): string[] => {
    const { placed: wanted, named } = placed(after, over);
    const rowsHeld = heldOrder(placed(before, over).placed, wanted, named, 'recent');
    return rowsHeld.map(({ named: { entry }, group }) => `${group} ${entry.name}`);
  };
  const [a, b, c] = rows as [Conversation, Conversation, Conversation];
  it('does not change when somebody writes, but the rows show the new text', () => {
    const written = { ...c, unread: 1, sortAt: 20 };
    expect(held([a, b, c], [written, a, b])).toEqual(['rest a', 'rest b', 'rest c']);
    const { placed: wanted, named } = placed([written, a, b]);
    const shown = heldOrder(placed([a, b, c]).placed, wanted, named, 'recent');
    expect(shown[2]?.named.entry.conversation.unread).toBe(1);
  });
  it('keeps a conversation that was just read, also in the unread filter', () => {
    const unread = { ...a, unread: 3 };
    expect(held([unread, b], [a, b])).toEqual(['unread a', 'rest b']);
    expect(held([unread, { ...b, unread: 1 }], [a, { ...b, unread: 1 }], { filter: 'unread' })).toEqual([
      'unread a',
      'unread b',
    ]);
  });
  it('gets new conversations at its end, and loses removed ones', () => {
    expect(held([a, b], [{ ...c, unread: 1, sortAt: 20 }, a])).toEqual(['rest a', 'rest c']);
  });
  it('moves a conversation at once if the user hides it or makes it a favourite', () => {
    expect(held([a, b, c], [{ ...a, hidden: true }, b, c])).toEqual(['rest b', 'rest c', 'aside a']);
    expect(held([{ ...a, hidden: true }, b, c], [a, b, c])).toEqual(['rest b', 'rest c', 'rest a']);
    expect(held([a, b, c], [a, b, { ...c, favourite: true }])).toEqual(['rest a', 'rest b', 'favourites c']);
  });
});
