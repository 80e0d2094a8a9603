/** Who may take a share and who gives one up, from what was read of all leases. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Lease, LeaseShare } from '../../../model/index.ts';
import { leaseLasts, LeaseLedger } from './lease-ledger.ts';

let now: number;
let beat: number;
let ledger: LeaseLedger;
beforeEach(() => {
  now = 1_000_000;
  beat = 0;
  ledger = new LeaseLedger({ world: { now: () => now }, computer: 'a', shares: 4 });
});

const lease = (share: LeaseShare, computer: string, over: Partial<Lease> = {}): Lease => ({
  ...{ share, shares: 4, computer, beat, lasts: leaseLasts },
  ...over,
});

/** Reads leases a minute later; `holders`: a letter for each share, `-` for none, `.` for one that was given up. */
const read = (holders: string, ...more: readonly Lease[]): void => {
  now += 60_000;
  beat += 1;
  const held = holders.split('').flatMap((holder, share) => {
    if (holder === '-') return [];
    return holder === '.' ? [lease(share, 'x', { beat: 0, lasts: 0 })] : [lease(share, holder)];
  });
  ledger.take([...held, ...more]);
};

describe('a share that nobody holds', () => {
  it.each([
    ['----', 0, true],
    ['aaa-', 3, true],
    ['ab--', 2, true],
    ['aab-', 3, false],
    ['aab.', 3, false],
    ['ab..', 3, true],
    ['bbb.', 3, true],
  ])('in %s, where a reads, share %i: may be taken: %s', (holders, share, may) => {
    read(holders);
    expect(ledger.mayTake(share)).toBe(may);
  });

  it.each(['aab-', 'aab.'])(
    'may be taken by whoever holds more when nobody else has for long: %s',
    (holders) => {
      const held: boolean[] = [];
      for (let minutes = 0; minutes < 5; minutes += 1) {
        read(holders);
        held.push(ledger.mayTake(3));
      }
      expect(held).toEqual([false, false, false, true, true]);
    },
  );

  it('may be taken at once when the computer with fewer is gone', () => {
    read('aab-');
    const gone = lease(2, 'b');
    for (let minutes = 0; minutes < 2; minutes += 1) {
      now += 60_000;
      ledger.take([lease(0, 'a', { beat: minutes + 9 }), lease(1, 'a', { beat: minutes + 9 }), gone]);
      expect(ledger.mayTake(3)).toBe(false);
    }
    now += 60_000;
    ledger.take([lease(0, 'a', { beat: 99 }), lease(1, 'a', { beat: 99 }), gone]);
    expect([ledger.mayTake(2), ledger.mayTake(3)]).toEqual([true, true]);
  });
});

describe('what is given up', () => {
  it.each([
    ['aaaa', 0],
    ['aaab', 1],
    ['aabb', 0],
    ['aabc', 0],
    ['aaa-', 0],
    ['bbba', 0],
  ])('of %s: %i', (holders, surplus) => {
    read(holders);
    expect(ledger.surplus).toBe(surplus);
  });

  it('is half for a computer that waits, as soon as it is seen to run, and while it does', () => {
    read('aaaa', lease('waits', 'b', { beat: 7 }));
    expect(ledger.surplus).toBe(0);
    read('aaaa', lease('waits', 'b', { beat: 8 }));
    expect(ledger.surplus).toBe(2);
    read('aa..', lease('waits', 'b', { beat: 9 }));
    expect([ledger.surplus, ledger.mayTake(2)]).toEqual([0, false]);
    for (const left of [2, 2, 0]) {
      read('aaaa', lease('waits', 'b', { beat: 9 }));
      expect(ledger.surplus).toBe(left);
    }
  });

  it('is nothing for a computer that waits and divides the links otherwise', () => {
    for (const one of [1, 2, 3]) read('aaaa', lease('waits', 'b', { beat: one, shares: 2 }));
    expect(ledger.surplus).toBe(0);
  });
});

it.each([
  ['bbbb', 1],
  ['bbcc', 1],
  ['bcd-', null],
  ['abbb', null],
  ['----', null],
])('whoever holds nothing of %s waits: %s', (holders, wait) => {
  read(holders);
  expect(ledger.nextWait).toBe(wait);
});

describe('another division', () => {
  it('counts while one of its leases may hold, also one of a share that is not ours', () => {
    read('aaaa', lease(6, 'b', { shares: 8 }));
    expect(ledger.otherDivision).toBe(8);
    read('aaaa', lease(6, 'b', { shares: 8, lasts: 0 }));
    expect([ledger.otherDivision, ledger.leftovers]).toEqual([null, [6]]);
    const seen: (number | null)[] = [];
    for (let minutes = 0; minutes < 4; minutes += 1) {
      read('aaaa', lease(6, 'c', { beat: 1, shares: 8 }));
      seen.push(ledger.otherDivision);
    }
    expect(seen).toEqual([8, 8, 8, null]);
  });

  it('of this computer itself is of before its restart', () => {
    read('----', lease(0, 'a', { shares: 1 }));
    expect(ledger.otherDivision).toBeNull();
  });

  it('does not end because the clock was put back', () => {
    read('----', lease(0, 'b', { beat: 1, shares: 1 }));
    now -= 3_600_000;
    for (let minutes = 0; minutes < 3; minutes += 1) read('----', lease(0, 'b', { beat: 1, shares: 1 }));
    expect(ledger.otherDivision).toBe(1);
    read('----', lease(0, 'b', { beat: 1, shares: 1 }));
    expect(ledger.otherDivision).toBeNull();
  });
});
