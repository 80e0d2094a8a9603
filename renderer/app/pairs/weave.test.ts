import { describe, expect, it } from 'vitest';
import { twinRows } from '../../../test/support/twins.ts';
import {
  twinsSeen,
  type Message,
  type Person,
  type PersonId,
  type SharedKey,
  type TwinSides,
} from '../../model/index.ts';
import type { CounterpartRow } from '../../store/index.ts';
import {
  sampleConversation,
  sampleCounterpart,
  mattermost,
  messageOf,
  samplePerson,
  teams,
} from '../links/testing/sample.ts';
import { shownInThread, shownInTimeline, weave, type Weave } from './weave.ts';

const here = sampleConversation(mattermost, 'c');
const there = sampleConversation(teams, 'c');
const me = { mattermost: `${mattermost}/me` as PersonId, teams: `${teams}/me` as PersonId };
const sides: TwinSides = { accounts: { mattermost, teams }, me };
const ada = { email: 'ada@x.example' };
const people: Person[] = [
  samplePerson(mattermost, 'me'),
  samplePerson(teams, 'me'),
  samplePerson(mattermost, 'ada', ada),
  samplePerson(teams, 'ada', ada),
  samplePerson(mattermost, 'ben', { claims: 'ben' as SharedKey }),
  samplePerson(teams, 'ben'),
  samplePerson(mattermost, 'mallory'),
];

const woven = (messages: readonly Message[], rows: readonly CounterpartRow[], who = people): Weave =>
  weave(
    new Map(messages.map((message) => [message.id, message])),
    rows,
    twinsSeen(twinRows(who, sides.accounts), sides),
  );
const timeline = (messages: readonly Message[], rows: readonly CounterpartRow[], who = people): string[] =>
  shownInTimeline(messages, woven(messages, rows, who)).map(({ id }) => id);

describe('a message and its copy', () => {
  it.each(['me', 'ada', 'ben'])('of the same person (%s) are one message, and the origin is shown', (who) => {
    const origin = messageOf(there, 'o', 1, who);
    const copy = messageOf(here, 'k', 2, who);
    expect(timeline([origin, copy], [sampleCounterpart(origin, [copy])])).toEqual([origin.id]);
  });
  it('of different people are two messages, because a forged mark must hide nothing', () => {
    const origin = messageOf(here, 'forged', 1, 'mallory');
    const victim = messageOf(there, 'o', 2, 'ada');
    const mine = messageOf(there, 'm', 3, 'me');
    const rows = [sampleCounterpart(origin, [victim, mine])];
    expect(timeline([origin, victim, mine], rows)).toEqual([origin.id, victim.id, mine.id]);
  });
  it('by the relay are one message, and the origin with its author is shown', () => {
    const origin = messageOf(there, 'o', 1, 'eve');
    const copy = messageOf(here, 'k', 2, 'bot', { writtenBy: 'bot' });
    const row = sampleCounterpart(origin, [copy]);
    expect(timeline([origin, copy], [{ ...row, carriedBy: 'relay' }])).toEqual([origin.id]);
    expect(timeline([origin, copy], [{ ...row, carriedBy: 'other' }])).toEqual([origin.id, copy.id]);
  });
  it('by somebody else than the relay that the row names are two messages', () => {
    const origin = messageOf(there, 'o', 1, 'eve');
    const copy = messageOf(here, 'k', 2, 'mallory');
    const row = { ...sampleCounterpart(origin, [copy]), carriedBy: 'relay' } as const;
    const by = (name: string): readonly string[] =>
      timeline([origin, copy], [{ ...row, relayedBy: `${mattermost}/${name}` as PersonId }]);
    expect(by('bot')).toEqual([origin.id, copy.id]);
    expect(by('mallory')).toEqual([origin.id]);
  });
  it('of a person whose claim several people make are two messages', () => {
    const origin = messageOf(there, 'o', 1, 'ben');
    const copy = messageOf(here, 'k', 2, 'ben');
    const all = [...people, samplePerson(mattermost, 'eve', { claims: 'ben' as SharedKey })];
    expect(timeline([origin, copy], [sampleCounterpart(origin, [copy])], all)).toHaveLength(2);
  });
  it('of an address that several people have are two messages', () => {
    const origin = messageOf(there, 'o', 1, 'ada');
    const copy = messageOf(here, 'k', 2, 'ada');
    const all = [...people, samplePerson(mattermost, 'eve', ada)];
    expect(timeline([origin, copy], [sampleCounterpart(origin, [copy])], all)).toHaveLength(2);
  });
  it('are two messages if a webhook of the same user id wrote one, because the user did not', () => {
    const origin = messageOf(there, 'o', 1, 'me');
    const hook = messageOf(here, 'k', 2, 'me', { authorName: 'Deploy bot', writtenBy: 'webhook' });
    expect(timeline([origin, hook], [sampleCounterpart(origin, [hook])])).toHaveLength(2);
  });
  it('are shown as the one that is in the mirror', () => {
    const origin = messageOf(there, 'o', 1, 'ada');
    const copy = messageOf(here, 'k', 2, 'ada');
    expect(timeline([copy], [sampleCounterpart(origin, [copy])])).toEqual([copy.id]);
    expect(timeline([origin], [sampleCounterpart(origin, [copy])])).toEqual([origin.id]);
  });
  it('are shown as the origin if the copy has several parts and one is missing', () => {
    const origin = messageOf(there, 'o', 1, 'me');
    const [one, two] = [messageOf(here, 'k1', 2, 'me'), messageOf(here, 'k2', 3, 'me')];
    expect(timeline([origin, one, two], [sampleCounterpart(origin, [one, null, two])])).toEqual([origin.id]);
  });
  it('are shown as the copy, with all its parts, if the origin is deleted', () => {
    const origin = messageOf(there, 'o', 1, 'ada', { deletedAt: 9 });
    const copies = ['k1', 'k2'].map((key, at) => messageOf(here, key, 2 + at, 'ada'));
    const gone = messageOf(here, 'k3', 5, 'ada', { deletedAt: 9 });
    const rows = [sampleCounterpart(origin, [...copies, gone])];
    expect(timeline([origin, ...copies, gone], rows)).toEqual(copies.map(({ id }) => id));
  });
  it('are one deleted message if both are deleted', () => {
    const origin = messageOf(there, 'o', 1, 'ada', { deletedAt: 9 });
    const copy = messageOf(here, 'k', 2, 'ada', { deletedAt: 9 });
    expect(timeline([origin, copy], [sampleCounterpart(origin, [copy])])).toEqual([origin.id]);
  });
  it('belong together once, if two messages name the same copy', () => {
    const [first, second] = [messageOf(there, 'o1', 1, 'ada'), messageOf(there, 'o2', 2, 'ada')];
    const copy = messageOf(here, 'k', 3, 'ada');
    const rows = [sampleCounterpart(first, [copy]), sampleCounterpart(second, [copy])];
    expect(timeline([first, second, copy], rows)).toEqual([first.id, second.id]);
  });
});

describe('reactions to a message and its copy', () => {
  it('are shown together, each person once', () => {
    const id = (account: string, key: string): PersonId => `${account}/${key}` as PersonId;
    const thumb = (name: string, ...personIds: PersonId[]) => ({ emoji: '👍', name, personIds });
    const origin = messageOf(there, 'o', 1, 'ada', {
      reactions: [thumb('👍', id(teams, 'me'), id(teams, 'ben'))],
    });
    const copy = messageOf(here, 'k', 2, 'ada', {
      reactions: [
        thumb('+1', id(mattermost, 'me'), id(mattermost, 'mallory')),
        { emoji: null, name: 'partyparrot', personIds: [id(mattermost, 'ben')] },
      ],
    });
    const shown = woven([origin, copy], [sampleCounterpart(origin, [copy])]).get(origin.id)?.message
      .reactions;
    expect(shown).toEqual([
      { ...thumb('👍'), personIds: [id(mattermost, 'mallory'), id(teams, 'ben'), id(teams, 'me')] },
      { emoji: null, name: 'partyparrot', personIds: [id(teams, 'ben')] },
    ]);
  });
});

describe('reactions of people whom a service does not name', () => {
  const thumb = (personIds: readonly string[], unnamed?: number) => ({
    emoji: '👍',
    name: '👍',
    personIds: personIds as PersonId[],
    ...(unnamed === undefined ? {} : { unnamed }),
  });
  const shown = (one: ReturnType<typeof thumb>, other: ReturnType<typeof thumb>) => {
    const origin = messageOf(there, 'o', 1, 'ada', { reactions: [one] });
    const copy = messageOf(here, 'k', 2, 'ada', { reactions: [other] });
    return woven([origin, copy], [sampleCounterpart(origin, [copy])]).get(origin.id)?.message.reactions;
  };

  it('are counted, but not twice if the other side names them (case 21)', () => {
    expect(shown(thumb([], 2), thumb([`${mattermost}/ben`]))).toEqual([thumb([`${teams}/ben`], 1)]);
    expect(shown(thumb([], 1), thumb([`${mattermost}/ben`]))).toEqual([thumb([`${teams}/ben`])]);
  });
});

describe('a thread of both sides', () => {
  const root = messageOf(here, 'root', 1, 'ada');
  const rootThere = messageOf(there, 'root', 2, 'ada');
  const roots = new Set<string>([root.id, rootThere.id]);
  const texts = (messages: readonly Message[], rows: readonly CounterpartRow[]): string[] =>
    shownInThread(messages, woven(messages, rows), roots).map(({ id }) => id);

  it('shows the replies of both sides, and the origin of a carried reply', () => {
    const origin = messageOf(here, 'r', 3, 'me', { threadId: root.id });
    const copy = messageOf(there, 'r', 4, 'me', { threadId: rootThere.id });
    const alone = messageOf(there, 's', 5, 'ben', { threadId: rootThere.id });
    expect(texts([origin, copy, alone], [sampleCounterpart(origin, [copy])])).toEqual([origin.id, alone.id]);
  });
  it('shows the origin instead of its copy, if a chat without threads has the origin in its timeline', () => {
    const origin = messageOf(there, 'answer', 3, 'me');
    const copy = messageOf(here, 'answer', 4, 'me', { threadId: root.id });
    const all = woven([origin, copy], [sampleCounterpart(origin, [copy])]);
    expect(shownInThread([copy], all, new Set([root.id])).map(({ id }) => id)).toEqual([origin.id]);
    expect(shownInTimeline([origin], all).map(({ id }) => id)).toEqual([origin.id]);
  });
});
