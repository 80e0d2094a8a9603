import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { me, message } from '../../../test/support/rows.ts';
import { decideNotice, type NoticeFacts, settledAtOnce, youngFor } from './decide-notice.ts';

const said = message('a');
const facts = (over: Partial<NoticeFacts> = {}): NoticeFacts => ({
  source: 'live',
  message: said,
  me,
  pair: 'alone',
  isRead: false,
  isInView: false,
  isMuted: false,
  level: 'all',
  isForUser: false,
  hush: null,
  age: 0,
  ...over,
});
const outcomeOf = (over: Partial<NoticeFacts>): string => {
  const decision = decideNotice(facts(over));
  return decision.kind === 'told' ? decision.as : decision.reason;
};

describe('a new message', () => {
  it.each<[string, Partial<NoticeFacts>, string]>([
    ['that was pushed is told', {}, 'message'],
    ['that was pushed late is told: it is pushed when it is new', { age: 2 * youngFor }, 'message'],
    ['that was asked for and is young is told', { source: 'changes', age: youngFor - 1 }, 'message'],
    ['of a clock that is behind is young', { source: 'changes', age: -youngFor }, 'message'],
    ['that is older goes into the summary', { source: 'changes', age: youngFor }, 'summary'],
    ['of history is not new', { source: 'history' }, 'not-new'],
    ['of an own act is not new', { source: 'own' }, 'not-new'],
    ['that has left is gone', { message: null }, 'gone'],
    ['of the user is theirs', { message: message('a', { authorId: me }) }, 'own'],
    [
      'of a webhook of the user is not theirs',
      { message: message('a', { authorId: me, writtenBy: 'webhook' }) },
      'message',
    ],
    ['that nobody wrote', { message: message('a', { kind: 'system' }) }, 'system'],
    ['that was deleted', { message: message('a', { deletedAt: 5 }) }, 'deleted'],
    ['that rules hide', { message: message('a', { blocked: true }) }, 'blocked'],
    ['that is a copy', { pair: 'copy' }, 'copy'],
    ['whose copy was told', { pair: 'told-as-copy' }, 'told-as-copy'],
    ['that was read elsewhere', { isRead: true }, 'read'],
    ['that is looked at', { isInView: true }, 'in-view'],
    ['of a muted conversation, also with a mention', { isMuted: true, isForUser: true }, 'muted'],
    ['where nothing is wanted', { level: 'nothing', isForUser: true }, 'nothing-wanted'],
    ['where mentions are wanted, without one', { level: 'mentions' }, 'mentions-only'],
    ['where mentions are wanted, with one', { level: 'mentions', isForUser: true }, 'message'],
    ['in quiet hours', { hush: 'quiet-hours' }, 'quiet-hours'],
    ['while the user is not to be disturbed', { hush: 'do-not-disturb', isForUser: true }, 'do-not-disturb'],
    ['while notifications are paused', { hush: 'paused' }, 'paused'],
  ])('%s', (_case, over, outcome) => expect(outcomeOf(over)).toBe(outcome));
});

/** Mostly what lets a message be told, so that what is told is met often enough. */
const mostly = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const anyFacts = fc.record<NoticeFacts>({
  source: mostly<NoticeFacts['source']>('live', 'changes', 'history', 'own'),
  message: mostly<NoticeFacts['message']>(
    said,
    null,
    message('a', { authorId: me }),
    message('a', { kind: 'system' }),
    message('a', { deletedAt: 1 }),
    message('a', { blocked: true }),
    message('a', { authorId: me, writtenBy: 'webhook' }),
  ),
  me: fc.constantFrom(null, me),
  pair: mostly<NoticeFacts['pair']>('alone', 'copy', 'told-as-copy'),
  isRead: mostly(false, true),
  isInView: mostly(false, true),
  isMuted: mostly(false, true),
  level: fc.constantFrom('all', 'mentions', 'nothing'),
  isForUser: fc.boolean(),
  hush: mostly<NoticeFacts['hush']>(null, 'quiet-hours', 'do-not-disturb', 'paused'),
  age: fc.integer({ min: -2 * youngFor, max: 2 * youngFor }),
});

describe('for all combinations of facts', () => {
  it('the user is not notified of a message that is their own, a copy, read, in view, muted, or not wanted', () => {
    let told = 0;
    fc.assert(
      fc.property(anyFacts, (given) => {
        if (decideNotice(given).kind !== 'told') return;
        told += 1;
        const { message: one } = given;
        expect(one).not.toBeNull();
        expect(one && given.me !== null && one.authorId === given.me && !one.writtenBy).toBe(false);
        expect([one?.kind, one?.deletedAt, given.pair, given.hush]).toEqual(['message', null, 'alone', null]);
        expect(given.isRead || given.isInView || given.isMuted).toBe(false);
        expect(['live', 'changes']).toContain(given.source);
        expect(given.level === 'all' || (given.level === 'mentions' && given.isForUser)).toBe(true);
      }),
      { numRuns: 3_000, seed: 7 },
    );
    expect(told).toBeGreaterThan(100);
  });

  it('a reason against a notification stays a reason later', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        if (given.message === null) return;
        const atOnce = settledAtOnce(given.source, given.message, given.me);
        if (atOnce !== null) expect(decideNotice(given)).toEqual({ kind: 'suppressed', reason: atOnce });
      }),
      { seed: 7 },
    );
  });
});
