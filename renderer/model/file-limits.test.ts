import { expect, it } from 'vitest';
import { fileBar, limitsOf } from './file-limits.ts';

const open = { archived: false };
const fileLimits = { perMessage: 2, largest: 1_000 };

it('a file that fits is accepted, and another one is refused with a reason', () => {
  const limits = limitsOf(open, { fileLimits });
  expect(fileBar(limits, 1, 1_000)).toBeNull();
  expect(fileBar(limits, 2, 1)).toEqual({ kind: 'too-many', most: 2 });
  expect(fileBar(limits, 0, 1_001)).toEqual({ kind: 'too-large', limit: 1_000 });
});

it('an unknown limit refuses no file', () => {
  expect(fileBar(limitsOf(open, {}), 99, 10 ** 12)).toBeNull();
  expect(fileBar(limitsOf(open, { lacks: ['presence'] }), 0, 1)).toBeNull();
});

it('an archived conversation, a role and a missing permission refuse every file', () => {
  expect(fileBar(limitsOf({ archived: false, mayNot: ['attach'] }, { fileLimits }), 0, 1)).toEqual({
    kind: 'no-right',
  });
  expect(fileBar(limitsOf({ archived: true }, { fileLimits }), 0, 1)).toEqual({ kind: 'archived' });
  const bar = { kind: 'not-granted', feature: 'files' };
  expect(fileBar(limitsOf(open, { fileLimits, lacks: ['files'] }), 0, 1)).toEqual(bar);
});
