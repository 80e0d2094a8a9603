import { describe, expect, it } from 'vitest';
import { isForUser, isQuietAt, noticeLevelOf } from './rules.ts';

describe('of what the user is told', () => {
  it.each([
    ['what was chosen here goes first', 'channel', 'all', 'nothing', 'nothing'],
    ['then what was chosen on the service', 'channel', 'all', null, 'all'],
    ['in channels else mentions', 'shared-channel', undefined, null, 'mentions'],
    ['in chats else everything', 'meeting', undefined, null, 'all'],
    ['a chat may be silenced on the service', 'direct', 'nothing', null, 'nothing'],
  ] as const)('%s', (_case, kind, onService, here, level) => {
    const conversation = onService === undefined ? { kind } : { kind, noticeLevel: onService };
    expect(noticeLevelOf(conversation, { noticeLevel: here })).toBe(level);
    if (here === null) expect(noticeLevelOf(conversation, undefined)).toBe(level);
  });
});

describe('a message is for the user', () => {
  const channel = { kind: 'channel' } as const;
  const says = (plain: string) => ({ plain, mentionsMe: false });
  it('that is written to them alone, mentions them, or goes on in their thread', () => {
    expect(isForUser(says('x'), { kind: 'direct' }, [], false)).toBe(true);
    expect(isForUser({ plain: 'x', mentionsMe: true }, channel, [], false)).toBe(true);
    expect(isForUser(says('x'), channel, [], true)).toBe(true);
    expect(isForUser(says('x'), { kind: 'group' }, [], false)).toBe(false);
  });
  it.each([
    ['The Deploy failed', true],
    ['deployment', false],
    ['redeploy deploy', true],
    ['(DEPLOY)', true],
    ['über deployé', false],
    ['', false],
  ])('that holds one of their words by itself: %s', (plain, holds) => {
    expect(isForUser(says(plain), channel, ['nothing', 'deploy', ''], false)).toBe(holds);
  });
});

describe('quiet hours', () => {
  it.each([
    [{ from: 600, to: 660 }, 599, false],
    [{ from: 600, to: 660 }, 600, true],
    [{ from: 600, to: 660 }, 660, false],
    [{ from: 1_320, to: 420 }, 1_439, true],
    [{ from: 1_320, to: 420 }, 0, true],
    [{ from: 1_320, to: 420 }, 420, false],
    [{ from: 1_320, to: 420 }, 1_319, false],
    [{ from: 600, to: 600 }, 600, false],
    [null, 600, false],
  ])('%o at %i: %s', (quiet, minute, isQuiet) => expect(isQuietAt(quiet, minute)).toBe(isQuiet));
});
