import { describe, expect, it } from 'vitest';
import { restOf, workOf } from '../../../../test/support/works.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { CursorRow } from '../../../store/index.ts';
import { type Slots, untilTurn, untilWanted } from './slots.ts';
import {
  type PullAttention,
  fillOf,
  isWellAgain,
  nextPull,
  nextUnblocked,
  type Pull,
  type Work,
} from './schedule.ts';
import { longestPause } from '../setbacks/pauses.ts';

const now = 10_000_000;
const unstarted: Partial<CursorRow> = { history: { kind: 'unstarted' }, changes: null };
const partial = (oldest = 500): Partial<CursorRow> => ({
  history: { kind: 'partial', position: 'p', oldest },
});
const work = (
  id: string,
  ...rest: Parameters<typeof workOf> extends [unknown, ...infer Rest] ? Rest : never
) => workOf(id as ConversationId, ...rest);
const nobody: PullAttention = { conversationId: null, wantsOlder: false };
const at = (id: string, wantsOlder = false): PullAttention => ({
  conversationId: id as ConversationId,
  wantsOlder,
});

const said = (pull: Pull | null): string | null => pull && `${pull.kind} ${pull.work.id}`;
const next = (works: readonly Work[], attention = nobody): string | null =>
  said(nextPull(works, attention, now));

/** All pulls, one after the other, while no pull comes again. */
const orderOf = (works: readonly Work[], attention = nobody): (string | null)[] => {
  const order: (string | null)[] = [];
  const left = new Set(works);
  for (let pull = nextPull(left, attention, now); pull; pull = nextPull(left, attention, now)) {
    order.push(said(pull));
    left.delete(pull.work);
  }
  return order;
};

describe('the next pull', () => {
  const works = [
    work('older', partial()),
    work('changed', {}, { stale: true }),
    work('new', unstarted),
    work('seen', partial(), { stale: true }),
    work('settled'),
  ];

  it('is of the open conversation, then newest pages, then changes, then history', () => {
    expect(orderOf(works, at('seen'))).toEqual([
      'changes seen',
      'first-page new',
      'changes changed',
      'older-page older',
    ]);
    expect(orderOf([...works].reverse(), at('seen'))).toEqual(orderOf(works, at('seen')));
  });

  it('is no older page of the open conversation before all others are readable, however far the user scrolls', () => {
    const seen = work('seen', partial(1));
    expect(orderOf([...works.slice(0, 3), seen], at('seen', true))).toEqual([
      'first-page new',
      'changes changed',
      'older-page seen',
      'older-page older',
    ]);
    expect(orderOf([...works.slice(0, 1), seen], at('seen'))).toEqual([
      'older-page older',
      'older-page seen',
    ]);
  });

  it('is of the newest activity among pulls of one kind', () => {
    const first = (id: string, lastActivityAt: number) => work(id, unstarted, { lastActivityAt });
    const changed = (id: string, lastActivityAt: number) => work(id, {}, { stale: true, lastActivityAt });
    expect(orderOf([first('a', 1), first('b', 3), first('c', 2)])).toEqual([
      'first-page b',
      'first-page c',
      'first-page a',
    ]);
    expect(orderOf([changed('a', 1), changed('b', 3)])).toEqual(['changes b', 'changes a']);
  });

  it('is of the newest history; a conversation pulled within the last second comes only if no other waits', () => {
    const served = (id: string, oldest: number, ago: number) =>
      work(id, partial(oldest), { servedAt: now - ago });
    expect(orderOf([served('a', 100, 5_000), served('b', 900, 1_000), served('c', 950, 999)])).toEqual([
      'older-page b',
      'older-page a',
      'older-page c',
    ]);
  });

  it('leaves out busy conversations, and those that could not be stored, until they may be tried again', () => {
    expect(next([work('a', unstarted, { busy: true })])).toBeNull();
    expect(next([work('a', unstarted, { blockedUntil: now + 1 })])).toBeNull();
    expect(next([work('a', unstarted, { blockedUntil: now })])).toBe('first-page a');
  });

  it('reads changes only if something may have happened and a first page was read', () => {
    expect(next([work('a')])).toBeNull();
    expect(next([work('a', { history: { kind: 'limited', position: 'p', oldest: 1 } })])).toBeNull();
    expect(next([work('a', {}, { stale: true })])).toBe('changes a');
    expect(next([work('a', unstarted, { stale: true })])).toBe('first-page a');
  });
});

describe('a resting pull', () => {
  const later = restOf(now + 1_000);

  it('delays its own walk and not the other', () => {
    const both = { stale: true };
    expect(next([work('a', partial(), { ...both, rests: { history: later, changes: null } })])).toBe(
      'changes a',
    );
    expect(next([work('a', partial(), { ...both, rests: { history: null, changes: later } })])).toBe(
      'older-page a',
    );
    expect(next([work('a', partial(), { ...both, rests: { history: later, changes: later } })])).toBeNull();
    expect(next([work('a', unstarted, { rests: { history: later, changes: null } })])).toBeNull();
  });

  it('is tried again after its rest, and when the clock was set back by more than any rest', () => {
    const resting = (until: number) =>
      work('a', unstarted, { rests: { history: restOf(until), changes: null } });
    expect(next([resting(now)])).toBe('first-page a');
    expect(next([resting(now + 2 * longestPause)])).toBeNull();
    expect(next([resting(now + 2 * longestPause + 1)])).toBe('first-page a');
  });

  it('is tried at once when the clock was put back since the last pull, by however little, and so is a blocked one', () => {
    const rests = { history: restOf(now + 60_000), changes: restOf(now + 60_000) };
    const waiting = (servedAt: number) => [
      work('a', unstarted, { rests, servedAt }),
      work('b', {}, { rests, servedAt, stale: true }),
      work('c', unstarted, { blockedUntil: now + 60_000, servedAt }),
    ];
    expect(orderOf(waiting(now))).toEqual([]);
    expect(orderOf(waiting(now + 1)).sort()).toEqual(['changes b', 'first-page a', 'first-page c']);
  });

  it('wakes the schedule when the first rest ends', () => {
    const resting = (id: string, until: number) =>
      work(id, unstarted, { rests: { history: restOf(until), changes: null } });
    expect(nextUnblocked([work('a'), work('b', unstarted)], now)).toBeNull();
    expect(nextUnblocked([resting('a', now + 9), resting('b', now + 5)], now)).toBe(now + 5);
    expect(nextUnblocked([work('a', unstarted, { blockedUntil: now + 7 }), resting('b', now + 8)], now)).toBe(
      now + 7,
    );
    expect(nextUnblocked([{ ...resting('a', now + 5), busy: true }], now)).toBeNull();
  });

  it('does not wake the schedule if it stays blocked or has nothing to pull', () => {
    const blocked = work('a', unstarted, {
      blockedUntil: now + 20,
      rests: { history: restOf(now + 10), changes: null },
    });
    expect(nextUnblocked([blocked], now)).toBe(now + 20);
    const settled = work('b', {}, { rests: { history: null, changes: restOf(now + 10) } });
    expect(nextUnblocked([settled], now)).toBeNull();
    settled.stale = true;
    expect(nextUnblocked([settled], now)).toBe(now + 10);
  });
});

describe('a failure ends', () => {
  const wellAfter = (kind: Pull['kind'], cursor: Partial<CursorRow>, rests: Work['rests']): boolean =>
    isWellAgain({ kind, work: work('a', cursor, { rests }) });
  const lost = restOf(0, { reason: 'place-lost' });
  const still = restOf(0, { reason: 'stands-still' });

  it('after any page of its own walk', () => {
    const fails = restOf(0);
    expect(wellAfter('older-page', partial(), { history: fails, changes: null })).toBe(true);
    expect(wellAfter('changes', { walking: true }, { history: null, changes: fails })).toBe(true);
    expect(wellAfter('older-page', partial(), { history: null, changes: fails })).toBe(false);
    expect(wellAfter('changes', {}, { history: fails, changes: null })).toBe(false);
  });

  it.each([lost, still])('only at the end of the walk where it was $reason', (rest) => {
    expect(wellAfter('first-page', partial(), { history: rest, changes: null })).toBe(false);
    expect(wellAfter('older-page', {}, { history: rest, changes: null })).toBe(true);
    const limited = { kind: 'limited', position: 'p', oldest: 1 } as const;
    expect(wellAfter('older-page', { history: limited }, { history: rest, changes: null })).toBe(true);
    expect(wellAfter('changes', { walking: true }, { history: null, changes: rest })).toBe(false);
    expect(wellAfter('changes', { walking: false }, { history: null, changes: rest })).toBe(true);
  });
});

describe('the progress of the fill', () => {
  const lasting = restOf(0, { lasting: true });
  const none = { total: 0, readable: 0, complete: 0, setBack: 0, behind: 0, failing: 0 };

  it('counts readable and complete conversations, and those that must catch up', () => {
    expect(fillOf([])).toEqual(none);
    expect(
      fillOf([
        work('a', unstarted),
        work('b', partial()),
        work('c'),
        work('d', { history: { kind: 'limited', position: 'p', oldest: 1 } }, { behind: true }),
      ]),
    ).toEqual({ ...none, total: 4, readable: 3, complete: 2, behind: 2 });
  });

  it('does not wait for a conversation that fails for long, in either walk', () => {
    const history = { history: lasting, changes: null };
    const changes = { history: null, changes: lasting };
    const one = { ...none, total: 1, failing: 1 };
    expect(fillOf([work('a', unstarted, { rests: history })])).toEqual({ ...one, setBack: 1 });
    expect(fillOf([work('a', {}, { rests: changes, behind: true })])).toEqual({
      ...one,
      readable: 1,
      complete: 1,
    });
    // New messages can still be read where older ones cannot.
    expect(fillOf([work('a', partial(), { rests: history, behind: true })])).toEqual({
      ...one,
      readable: 1,
      setBack: 1,
      behind: 1,
    });
  });

  it('does not count a missing permission as a failure', () => {
    const rest = restOf(0, { lasting: true, reason: 'not-granted' });
    expect(fillOf([work('a', unstarted, { rests: { history: rest, changes: null } })])).toEqual({
      ...none,
      total: 1,
      setBack: 1,
    });
  });

  it('still waits for a conversation that failed once or twice', () => {
    const rests = { history: restOf(now + 5_000), changes: null };
    expect(fillOf([work('a', unstarted, { rests })])).toEqual({ ...none, total: 1, behind: 1 });
  });
});

describe('among many desktops', () => {
  const turn = { at: 1, of: 2 };
  const untold: Slots = { of: 'desktop', isTold: false, shift: 0 };
  const told: Slots = { of: 'desktop', isTold: true, shift: 0 };
  const stale = (over: Partial<Work> = {}): Work =>
    work('shared', {}, { stale: true, turn, slots: untold, ...over });
  const round = 5_000;
  const begins = now + untilTurn(turn, untold, now);
  /** In the slot of whoever cannot wait. */
  const wanted = begins + untilWanted(untold, begins);

  it('changes are pulled when the turn begins, and the pool looks again then', () => {
    const one = stale();
    expect(said(nextPull([one], nobody, begins))).toBe('changes shared');
    expect(nextPull([one], nobody, begins + 1_000)).toBeNull();
    expect(nextUnblocked([one], begins + 1_000)).toBe(begins + round);
    const blocked = stale({ blockedUntil: begins + round + 1_000 });
    expect(nextUnblocked([blocked], begins + 1_000)).toBe(begins + 2 * round);
  });
  it('what is urgent, and the next page of a walk, waits for the next slot of whoever cannot wait', () => {
    const walking = work('walking', { walking: true }, { stale: true, turn, slots: untold });
    for (const [one, name] of [
      [stale({ isUrgent: true }), 'shared'],
      [walking, 'walking'],
    ] as const) {
      expect(nextPull([one], nobody, begins)).toBeNull();
      expect(nextUnblocked([one], begins)).toBe(wanted);
      expect(said(nextPull([one], nobody, wanted))).toBe(`changes ${name}`);
    }
  });
  it('a relay asks in its own slot, a first page as well', () => {
    const slots: Slots = { of: 'relay', isTold: true, shift: 0 };
    const at = now + untilWanted(slots, now);
    const works = [stale({ slots, turn: null }), work('new', unstarted, { slots })];
    for (const one of works) {
      expect(nextPull([one], nobody, at + 1_250)).toBeNull();
      expect(nextUnblocked([one], at + 1_250)).toBe(at + 5_000);
      expect(nextPull([one], nobody, at)).not.toBeNull();
    }
  });
  it('what nobody waits for is pulled when it is due, and at once when somebody does', () => {
    const due = begins + 3 * round;
    const late = stale({ behind: true, spaced: { since: begins, until: due - 1, activityAt: 0 } });
    expect(nextPull([late], nobody, begins)).toBeNull();
    expect(nextUnblocked([late], begins)).toBe(due);
    expect(said(nextPull([late], nobody, due))).toBe('changes shared');
    expect(said(nextPull([{ ...late, isUrgent: true }], nobody, wanted))).toBe('changes shared');
    // The clock was put back.
    expect(said(nextPull([{ ...late, servedAt: due }], nobody, begins))).toBe('changes shared');
    const ahead = { since: begins + 1, until: due - 1, activityAt: 0 };
    expect(said(nextPull([{ ...late, spaced: ahead }], nobody, begins))).toBe('changes shared');
  });
  it('the account waits neither for what is due later, nor for what a relay tells of', () => {
    const late = work('late', {}, { stale: true, behind: true });
    expect(fillOf([late]).behind).toBe(1);
    expect(fillOf([{ ...late, spaced: { since: 0, until: begins, activityAt: 0 } }]).behind).toBe(0);
    expect(fillOf([{ ...late, turn, slots: told }]).behind).toBe(0);
    expect(fillOf([{ ...late, turn, slots: untold }]).behind).toBe(1);
    expect(fillOf([{ ...late, slots: { ...told, of: 'relay' } }]).behind).toBe(1);
  });
});
