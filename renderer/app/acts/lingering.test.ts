import { describe, expect, it } from 'vitest';
import { type AccountId, type ConversationId, keyOfWritten, type MessageId } from '../../model/index.ts';
import { doneBetween, withDone } from './lingering.ts';
import { type ActWishes, noWish, type Wish } from './wishes.ts';

const id = 'm/c/1' as MessageId;
const wishOf = (over: Partial<Wish>): Wish => ({ ...noWish, ...over });
const wishes = (over: Partial<Wish>): ActWishes => new Map([[id, wishOf(over)]]);
const rocket = (set: boolean): Wish['reactions'] =>
  new Map([['🚀', { reaction: { emoji: '🚀', name: '🚀' }, set }]]);
const none: ActWishes = new Map();

describe('a wish that the service has carried out', () => {
  it('is still shown until the service reports it, so that a reaction does not disappear for a moment', () => {
    const done = doneBetween(wishes({ reactions: rocket(true) }), none);
    expect(withDone(none, done).get(id)?.reactions).toEqual(rocket(true));
  });
  it('is replaced by a newer wish', () => {
    const done = doneBetween(wishes({ reactions: rocket(true), isRemoved: true }), none);
    const since = wishes({ reactions: rocket(false) });
    expect(withDone(since, done).get(id)).toEqual(wishOf({ reactions: rocket(false), isRemoved: true }));
  });
  it('is not shown if the message already shows it, or if it was refused', () => {
    const before = wishes({ reactions: rocket(true) });
    expect(doneBetween(before, before).size).toBe(0);
    const refused: Wish['refused'] = [
      {
        key: keyOfWritten('k'),
        accountId: 'm' as AccountId,
        target: 'm/c' as ConversationId,
        act: 'react',
        text: null,
        reason: { kind: 'edited-since' },
      },
    ];
    const after = wishes({ refused });
    expect(doneBetween(before, after).size).toBe(0);
  });
  it('does not change a message without such a wish', () => {
    const now = wishes({ reactions: rocket(true) });
    expect(withDone(now, none)).toBe(now);
  });
});

it('a pin that is set is still shown, until the message shows it', () => {
  const done = doneBetween(wishes({ pinned: true }), none);
  expect(withDone(none, done).get(id)?.pinned).toBe(true);
  expect(withDone(wishes({ pinned: false }), done).get(id)?.pinned).toBe(false);
});
