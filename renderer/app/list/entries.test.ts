import { describe, expect, it } from 'vitest';
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  LastMessage,
  PersonId,
  Team,
  TeamId,
} from '../../model/index.ts';
import {
  listEntries,
  namedConversations,
  type ListEntry,
  type ListInput,
  type NamedInput,
} from './entries.ts';
import { preview } from './preview.ts';

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

type Input = NamedInput & Omit<ListInput, 'named'>;

const input = (over: Partial<Input>): ListInput => {
  const whole: Input = {
    accounts: [account(mattermost, 'm'), account(teams, 't')],
    teams: [team(teams, 'Zebra'), team(teams, 'Apple'), team(mattermost, 'Eng')],
    conversations: [],
    pairs: new Map(),
    people: new Map(),
    filter: '',
    unreadOnly: false,
    toggled: new Set(),
    selected: null,
    ...over,
  };
  return { ...whole, named: namedConversations(whole) };
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

describe('the list of conversations', () => {
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
  it('case 05: a team that the service does not list shows so, also with nothing of it here', () => {
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
    // Who looks for a name looks for conversations.
    expect(said({ teams: teamRows, conversations: all, filter: 'core' })).toEqual([
      'Microsoft Teams',
      '[Apple]',
      'core',
    ]);
  });
  it('keeps the order of activity within a group', () => {
    const ordered = ['b', 'a', 'c'].map((name) => conversation(teams, name, { kind: 'group' }));
    expect(said({ conversations: ordered })).toEqual(['Microsoft Teams', '[Chats]', 'b', 'a', 'c']);
  });
  it('filters by every word of a name and opens folded groups for it', () => {
    const toggled = new Set([`chats ${teams}`]);
    const chat = conversation(teams, 'Trade Fair Berlin', { kind: 'group' });
    expect(said({ conversations: [...all, chat], filter: ' fair trade ', toggled })).toEqual([
      'Microsoft Teams',
      '[Chats]',
      'Trade Fair Berlin',
    ]);
  });
  it('shows only unread ones, and the open one beside them', () => {
    expect(said({ conversations: all, unreadOnly: true })).toEqual(['Mattermost', '[Eng]', 'platform']);
    expect(
      said({ conversations: all, unreadOnly: true, selected: `${teams}|core` as ConversationId }),
    ).toContain('core');
  });
  it('a muted conversation is unread only by a mention', () => {
    const muted = conversation(teams, 'noise', { kind: 'group', muted: true, unread: 40 });
    expect(said({ conversations: [muted], unreadOnly: true })).toEqual([]);
    expect(said({ conversations: [{ ...muted, mentions: 1 }], unreadOnly: true })).toContain('noise');
  });
  it('folded groups say what is unread in them', () => {
    const entries = listEntries(input({ conversations: all, toggled: new Set([`team ${mattermost}|Eng`]) }));
    expect(entries.find((entry) => entry.kind === 'group' && entry.title === 'Eng')).toMatchObject({
      collapsed: true,
      unread: 1,
      size: 1,
    });
    expect(entries.map(say)).not.toContain('platform');
  });
  it('hidden and archived ones stand aside in a folded group; a hidden one comes back with something unread', () => {
    const hidden = conversation(teams, 'old', { kind: 'group', hidden: true });
    const archived = conversation(teams, 'done', { teamId: `${teams}|Apple` as TeamId, archived: true });
    expect(said({ conversations: [hidden, archived] })).toEqual(['Microsoft Teams', '[Hidden and archived]']);
    expect(said({ conversations: [hidden, archived], toggled: new Set([`aside ${teams}`]) })).toContain(
      'done',
    );
    expect(said({ conversations: [{ ...hidden, unread: 1 }] })).toEqual([
      'Microsoft Teams',
      '[Chats]',
      'old',
    ]);
  });
  it('a channel whose team has not arrived yet is readable', () => {
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
  it('a conversation of an account that has just been signed out is not shown', () => {
    expect(said({ accounts: [], conversations: all })).toEqual([]);
  });
});

describe('the preview', () => {
  const last = (over: Partial<LastMessage>): LastMessage => ({
    id: 'x' as LastMessage['id'],
    authorId: 'p' as PersonId,
    authorName: null,
    plain: 'hello\n  there',
    createdAt: 1,
    deleted: false,
    ...over,
  });
  it('is one line with the author', () => {
    expect(preview(last({}), true)).toBe('hello there');
    expect(preview(last({}), false)).toBe('hello there');
    expect(preview(last({ plain: '' }), true)).toBe('attachment');
    expect(preview(last({ deleted: true, plain: '' }), false)).toBe('Message deleted');
    expect(preview(null, false)).toBe('');
  });
});
