import { describe, expect, it } from 'vitest';
import { account, ada, facts, general, link, me } from '../../../test/support/rows.ts';
import type { Conversation, ConversationId, PersonId } from '../../model/index.ts';
import { reportOf } from './report.ts';

const conversation = (id: ConversationId, over: Partial<Conversation> = {}): Conversation => ({
  ...facts({ id }),
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 2,
  mentions: 1,
  ...over,
});
const { teams } = link();
const elsewhere = `${general}-2` as ConversationId;

const reported = (
  conversations: readonly Conversation[],
  over: Partial<Parameters<typeof reportOf>[0]> = {},
) =>
  reportOf({
    accounts: [],
    conversations,
    links: [],
    engine: undefined,
    isRelay: false,
    chosen: new Map(),
    now: 5,
    people: new Map(),
    ...over,
  });

describe('the report to the tray', () => {
  it('has the pause of carrying', () => {
    const engine = { key: 'engine', startedAt: 1, state: { kind: 'running' } } as const;
    expect(reported([], { engine: { ...engine, carryPause: { kind: 'none' } } }).carryingPaused).toBe(false);
    const paused = reported([], { engine: { ...engine, carryPause: { kind: 'until-ended' } } });
    expect(paused.carryingPaused).toBe(true);
    expect(reported([]).carryingPaused).toBe(false);
  });
  it('keeps the machine awake where this desktop is the relay, also before its engine has started', () => {
    expect(reported([]).staysAwake).toBe(false);
    expect(reported([], { isRelay: true }).staysAwake).toBe(true);
  });
  it('counts conversations with unread messages, except muted, hidden and archived ones', () => {
    const all = [
      conversation(general),
      conversation(elsewhere, { muted: true }),
      conversation(teams, { unread: 0, mentions: 0 }),
    ];
    expect(reported(all)).toMatchObject({ unread: 1, mentions: 1 });
    expect(reported(all, { chosen: new Map([[general, { mutedUntil: 6 }]]) })).toMatchObject({
      unread: 0,
      mentions: 0,
      forUser: 0,
      recent: [],
    });
  });
  it('counts a hidden conversation only after a new message, and a pair unless both sides are hidden', () => {
    const hidden = conversation(general, { kind: 'direct', hidden: true, unread: 0 });
    expect(reported([hidden]).recent).toEqual([]);
    expect(reported([{ ...hidden, unread: 1 }]).unread).toBe(1);
    const chosen = new Map([[general, { hiddenUpTo: 0 }]]);
    const pair = [conversation(general), conversation(teams, { unread: 0 })];
    expect(reported([conversation(general)], { chosen }).unread).toBe(0);
    expect(reported([conversation(general, { sortAt: 1 })], { chosen }).unread).toBe(1);
    expect(reported(pair, { links: [link()], chosen }).unread).toBe(1);
  });
  it('counts the two sides of a link as one conversation', () => {
    const all = [conversation(general), conversation(teams), conversation(elsewhere)];
    expect(reported(all, { links: [link()] }).unread).toBe(2);
    expect(reported(all, { links: [link({ standing: { kind: 'right-lost' } })] }).unread).toBe(3);
  });
  it('does not count a pair if one side is muted, on its service or here', () => {
    const links = [link()];
    const [here, there] = [conversation(general), conversation(teams)];
    const nothing = { unread: 0, mentions: 0, recent: [] };
    expect(reported([{ ...here, muted: true }, there], { links })).toMatchObject(nothing);
    expect(reported([here, { ...there, muted: true }], { links })).toMatchObject(nothing);
    expect(reported([here, there], { links, chosen: new Map([[teams, { mutedUntil: 6 }]]) })).toMatchObject(
      nothing,
    );
    expect(reported([{ ...here, muted: true }, there]).unread).toBe(1);
  });
  it('counts mentions, and all messages to the user alone, as meant for the user', () => {
    const all = [
      conversation(general, { unread: 9, mentions: 2 }),
      conversation(elsewhere, { kind: 'direct', unread: 4, mentions: 1 }),
      conversation(teams, { kind: 'group', unread: 7, mentions: 0 }),
    ];
    expect(reported(all).forUser).toBe(6);
  });
  it('names the last five unread conversations, newest first, a pair once, and groups by their people', () => {
    const many = Array.from({ length: 6 }, (_, at) =>
      conversation(`${general}-${at}` as ConversationId, { sortAt: at, name: `Nr ${at}` }),
    );
    const group = conversation(elsewhere, {
      kind: 'group',
      name: null,
      participants: [me, ada, `${account}/bo` as PersonId],
      sortAt: 99,
    });
    const pair = [conversation(general, { sortAt: 98 }), conversation(teams, { sortAt: 97 })];
    const people = new Map([[ada, { displayName: 'Ada' }]]);
    const { recent } = reported([...many, ...pair, group], { links: [link()], people });
    expect(recent.map(({ name }) => name)).toEqual(['Ada', 'General', 'Nr 5', 'Nr 4', 'Nr 3']);
  });
});
