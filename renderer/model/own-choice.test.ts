import { describe, expect, it } from 'vitest';
import { forEver, laterChoice, nextMuteEnd, standingOf, standingOfPair } from './own-choice.ts';

const facts = { kind: 'channel', muted: false, hidden: false, unread: 0, sortAt: 10 } as const;
const chat = { ...facts, kind: 'direct', hidden: true } as const;

describe('the valid choice for a conversation', () => {
  it.each([
    ['nothing was chosen', {}, undefined, false],
    ['the user chose it here', {}, { favourite: true }, true],
    ['the service says so', { favourite: true }, undefined, true],
    ['where the service tells favourites it decides', { favourite: false }, { favourite: true }, false],
  ] as const)('a favourite: %s', (_case, over, own, favourite) => {
    expect(standingOf({ ...facts, ...over }, own, 5).favourite).toBe(favourite);
  });

  it('muted on its service, or here until a time', () => {
    expect(standingOf(facts, undefined, 5).muted).toBe(false);
    expect(standingOf({ ...facts, muted: true }, { mutedUntil: null }, 5).muted).toBe(true);
    expect(standingOf(facts, { mutedUntil: 5 }, 4).muted).toBe(true);
    expect(standingOf(facts, { mutedUntil: 5 }, 5).muted).toBe(false);
    expect(standingOf(facts, { mutedUntil: forEver }, 5).muted).toBe(true);
    expect(standingOf(facts, { mutedUntil: null }, 5).muted).toBe(false);
  });

  it('a chat that its service hides is shown again while it has unread messages', () => {
    expect(standingOf(chat, undefined, 5).hidden).toBe(true);
    expect(standingOf({ ...chat, unread: 1 }, undefined, 5).hidden).toBe(false);
    expect(standingOf({ ...chat, hidden: false }, { hiddenUpTo: 10 }, 5).hidden).toBe(false);
  });

  it('a chat that was hidden with unread messages stays hidden until the next message', () => {
    const unread = { ...chat, unread: 2 };
    expect(standingOf(unread, { hiddenUpTo: 10 }, 5).hidden).toBe(true);
    expect(standingOf({ ...unread, sortAt: 11 }, { hiddenUpTo: 10 }, 5).hidden).toBe(false);
  });

  it('a channel is hidden here only, until its next message, also after that is read', () => {
    expect(standingOf({ ...facts, hidden: true }, undefined, 5).hidden).toBe(false);
    expect(standingOf(facts, { hiddenUpTo: 10 }, 5).hidden).toBe(true);
    expect(standingOf({ ...facts, sortAt: 11 }, { hiddenUpTo: 10 }, 5).hidden).toBe(false);
    expect(standingOf(facts, { hiddenUpTo: null }, 5).hidden).toBe(false);
  });

  it('a pair is a favourite or muted if one side is, and hidden if both are', () => {
    const plain = { favourite: false, muted: false, hidden: false };
    expect(
      standingOfPair([
        { ...plain, favourite: true },
        { ...plain, muted: true },
      ]),
    ).toEqual({
      favourite: true,
      muted: true,
      hidden: false,
    });
    expect(standingOfPair([{ ...plain, hidden: true }, plain]).hidden).toBe(false);
    expect(standingOfPair([plain, plain].map((side) => ({ ...side, hidden: true }))).hidden).toBe(true);
    expect(standingOfPair([])).toEqual(plain);
  });
});

describe('of two choices', () => {
  it('the later one is valid, in every order', () => {
    const [early, late] = [
      { value: true, at: 1 },
      { value: false, at: 2 },
    ];
    expect(laterChoice(early, late)).toBe(late);
    expect(laterChoice(late, early)).toBe(late);
  });
  it('of one millisecond the same one is chosen on every computer', () => {
    const [one, other] = [
      { value: true, at: 1 },
      { value: false, at: 1 },
    ];
    expect(laterChoice(one, other)).toBe(laterChoice(other, one));
  });
});

it('the next mute to end is the earliest in the future', () => {
  const own = [{ mutedUntil: 4 }, { mutedUntil: 9 }, { mutedUntil: 7 }, { mutedUntil: forEver }, {}];
  expect(nextMuteEnd(own, 5)).toBe(7);
  expect(nextMuteEnd([{ mutedUntil: 5 }, { mutedUntil: forEver }, { mutedUntil: null }], 5)).toBeNull();
});
