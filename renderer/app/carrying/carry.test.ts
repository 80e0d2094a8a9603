import { describe, expect, it } from 'vitest';
import type { Message, MessageId, PersonId } from '../../model/index.ts';
import type { LinkRow, OutboxRow } from '../../store/index.ts';
import type { Woven } from '../pairs/weave.ts';
import {
  sampleConversation,
  sampleCounterpart,
  linkOf,
  mattermost,
  messageOf,
  teams,
} from '../links/testing/sample.ts';
import { carryOf, toldAlone, type Carry } from './carry.ts';

const here = sampleConversation(mattermost, 'c');
const there = sampleConversation(teams, 'c');
const link = linkOf(here, there, { since: { mattermost: 100, teams: 100 } });
const sides = {
  accounts: { mattermost, teams },
  me: { mattermost: `${mattermost}/me` as PersonId, teams: `${teams}/me` as PersonId },
};
const noRow = new Map<MessageId, OutboxRow>();
const stands = (message: Message, woven?: Woven, over: Partial<LinkRow> = {}): Carry | null =>
  carryOf(message, woven, noRow, { ...link, ...over }, sides);
const joined = (message: Message, other: Message): Woven => ({
  message,
  forms: [message, other],
  row: sampleCounterpart(message, [other]),
});

describe('a message on one side only', () => {
  it.each([
    ['older than the link', messageOf(here, 'm', 99, 'me'), 'mattermost', 'before-link'],
    ['somebody else’s', messageOf(there, 'm', 100, 'ada'), 'teams', 'not-mine'],
    ['somebody else’s, older than the link', messageOf(there, 'm', 99, 'ada'), 'teams', 'before-link'],
    ['mine, and nobody knows why', messageOf(here, 'm', 100, 'me'), 'mattermost', 'unknown'],
  ] as const)('%s is marked as that', (_, message, on, why) => {
    expect(stands(message)).toEqual({ kind: 'alone', on, why });
  });

  it('is marked if the user wrote it in a link that this Isthmus does not carry', () => {
    const carry = stands(messageOf(here, 'm', 100, 'me'), undefined, { carried: false });
    expect(carry).toEqual({ kind: 'alone', on: 'mattermost', why: 'not-carried-by-choice' });
  });

  it('is also a message whose counterpart was deleted', () => {
    const origin = messageOf(here, 'm', 100, 'ada');
    const copy = messageOf(there, 'k', 101, 'ada');
    expect(stands(origin, joined(origin, copy))).toBeNull();
    expect(stands(origin, joined(origin, { ...copy, deletedAt: 9 }))).toEqual({
      kind: 'alone',
      on: 'mattermost',
      why: 'deleted-there',
    });
  });

  it('is neither a message without an author nor a deleted one', () => {
    expect(stands(messageOf(here, 'm', 100, 'ada', { kind: 'system' }))).toBeNull();
    expect(stands(messageOf(here, 'm', 100, 'ada', { deletedAt: 9 }))).toBeNull();
  });

  it('by another person is reported only after their own Isthmus had two minutes to carry it', () => {
    const [mine, others] = [messageOf(here, 'm', 100, 'me'), messageOf(here, 'm', 100, 'ada')];
    const told = (message: Message, now: number): boolean =>
      toldAlone(stands(message) ?? undefined, message, now) !== null;
    expect([told(mine, 100), told(others, 100 + 119_999), told(others, 100 + 120_000)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(toldAlone(undefined, mine, 1_000_000)).toBeNull();
  });
});
