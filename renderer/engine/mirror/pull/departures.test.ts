import { describe, expect, it } from 'vitest';
import type { ListNotRead, Overview } from '../../../connectors/connector.ts';
import type {
  ConversationId,
  ConversationKind,
  PersonId,
  ServiceFailure,
  TeamId,
} from '../../../model/index.ts';
import { Departures, lookedAtAgain } from './departures.ts';
import { askAgainAfter, type Held, missedBy, notFollowed } from './overview-parts.ts';

const team = (key: string): TeamId => `a/team/${key}` as TeamId;
const id = (key: string): ConversationId => `a/${key}` as ConversationId;
const of = (key: string, teamId: TeamId | null, kind: ConversationKind = 'channel') => ({
  id: id(key),
  teamId,
  kind,
});
const held: Held = {
  conversations: [
    of('chat', null, 'group'),
    of('k1', team('1')),
    of('k2', team('2')),
    of('s', team('1'), 'shared-channel'),
  ],
  teams: [team('1'), team('2')],
};
const forbidden: ServiceFailure = { kind: 'forbidden', status: 403, code: 'Forbidden' };
const overview = (
  conversations: readonly string[],
  notRead: readonly ListNotRead['list'][] = [],
  teams: readonly string[] = ['1', '2'],
): Overview => ({
  me: 'a/me' as PersonId,
  changes: [],
  conversationIds: conversations.map(id),
  teamIds: teams.map(team),
  notRead: notRead.map((list) => ({ list, failure: forbidden })),
});
const all = ['chat', 'k1', 'k2', 's'];

describe('conversations that an overview lacks', () => {
  it('are those that the mirror has and no list names', () => {
    expect(missedBy(overview(all), held)).toEqual({ conversations: [], teams: [] });
    expect(missedBy(overview([], [], []), held)).toEqual({
      conversations: all.map(id),
      teams: [team('1'), team('2')],
    });
  });

  it.each<[ListNotRead['list'], string[]]>([
    [{ kind: 'teams' }, ['chat']],
    [{ kind: 'chats' }, ['k1', 'k2', 's']],
    [{ kind: 'channels', teamId: team('1') }, ['chat', 'k2']],
    [{ kind: 'channels', teamId: team('2') }, ['chat', 'k1']],
    [{ kind: 'shared-channels' }, ['chat', 'k1', 'k2']],
  ])('are not assumed if the list of %o was refused', (list, missed) => {
    expect(missedBy(overview([], [list]), held).conversations).toEqual(missed.map(id));
  });

  it('include teams only if the list of teams was read', () => {
    expect(missedBy(overview([], [{ kind: 'teams' }], ['1']), held).teams).toEqual([]);
    expect(missedBy(overview([], [{ kind: 'chats' }], ['1']), held).teams).toEqual([team('2')]);
  });
});

describe('a removed conversation', () => {
  const gone = (departures: Departures, seen: Overview, now: number, has = held) =>
    departures.take(seen, has, now).map((change) => ('id' in change ? change.id : null));

  it('is one that two lists lack, minutes apart', () => {
    const departures = new Departures();
    const without = overview(['chat', 'k1', 's']);
    expect(gone(departures, without, 1_000)).toEqual([]);
    expect(departures.open).toBe(true);
    expect(gone(departures, without, 1_000 + lookedAtAgain - 1)).toEqual([]);
    expect(gone(departures, without, 1_000 + lookedAtAgain)).toEqual([id('k2')]);
    expect(departures.open).toBe(false);
  });

  it('starts a new count if it was seen in between, was not in a list’s scope, or the clock was set back', () => {
    const without = overview(['chat', 'k1', 's']);
    const now = 10_000_000;
    let departures = new Departures();
    for (const seen of [overview(all), overview(['chat'], [{ kind: 'teams' }])]) {
      departures = new Departures();
      expect(gone(departures, without, now)).toEqual([]);
      expect(gone(departures, seen, now + lookedAtAgain)).toEqual([]);
      expect(gone(departures, without, now + 2 * lookedAtAgain)).toEqual([]);
    }
    expect(gone(departures, without, 5)).toEqual([]);
    expect(gone(departures, without, 5 + lookedAtAgain - 1)).toEqual([]);
    expect(gone(departures, without, 5 + lookedAtAgain)).toEqual([id('k2')]);
  });

  it('follows the same rule as a team', () => {
    const departures = new Departures();
    const left = overview(['chat', 'k1', 's'], [], ['1']);
    expect(gone(departures, left, 0)).toEqual([]);
    expect(gone(departures, left, lookedAtAgain)).toEqual([id('k2'), team('2')]);
  });

  it('is removed after one list if the service said that it does not exist', () => {
    const departures = new Departures();
    departures.deny(id('k2'));
    // A list that is refused does not decide, and one that names it does.
    expect(gone(departures, overview([], [{ kind: 'teams' }, { kind: 'chats' }]), 0)).toEqual([]);
    expect(gone(departures, overview(['chat', 'k1', 's']), 1)).toEqual([id('k2')]);
    departures.deny(id('k1'));
    expect(gone(departures, overview(all), 2)).toEqual([]);
    expect(gone(departures, overview(['chat', 'k2', 's']), 3)).toEqual([]);
  });

  it('is removed after one list if an event said that the user left its team', () => {
    const left = { ...held, teams: [team('1')] };
    expect(gone(new Departures(), overview(['chat', 'k1', 's'], [], ['1']), 0, left)).toEqual([id('k2')]);
  });
});

describe('lists that were refused', () => {
  const channels = { list: { kind: 'channels', teamId: team('1') }, failure: forbidden } as const;
  const throttled = { ...channels, failure: { kind: 'throttled', retryAfterMs: 7_000 } } as const;
  const unknown = { list: { kind: 'shared-channels' }, failure: null } as const;

  it('are read again after a minute, then less and less often, up to half an hour', () => {
    expect(askAgainAfter([], 0)).toBeNull();
    expect(askAgainAfter([unknown], 0)).toBeNull();
    expect([0, 1, 2, 5, 400].map((before) => askAgainAfter([channels, unknown], before))).toEqual([
      60_000, 120_000, 240_000, 1_800_000, 1_800_000,
    ]);
    expect(askAgainAfter([throttled], 0)).toBe(7_000);
    expect(askAgainAfter([throttled, channels], 0)).toBe(60_000);
  });

  it('are reported if there are any', () => {
    expect(notFollowed([unknown])).toEqual([]);
    expect(
      notFollowed([
        { list: { kind: 'teams' }, failure: forbidden },
        { list: { kind: 'chats' }, failure: forbidden },
        channels,
        { ...channels, list: { kind: 'channels', teamId: team('2') } },
      ]),
    ).toEqual([{ kind: 'team-list' }, { kind: 'chat-list' }, { kind: 'teams', count: 2 }]);
  });
});
