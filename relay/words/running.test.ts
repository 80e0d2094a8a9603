import { expect, it } from 'vitest';
import { sharesStand } from './running.ts';

it.each([
  [{ of: 1, held: [0] }, null],
  [{ of: 1, held: [] }, null],
  [{ of: 4, held: [0, 3] }, 'Of 4 shares of the links, this relay carries 2: 0, 3.'],
  [{ of: 4, held: [] }, 'Of 4 shares of the links, this relay carries none now.'],
])('of %j it is said: %s', (shares, line) =>
  expect(sharesStand({ ...shares, otherDivision: null })).toBe(line),
);

it('that another relay divides the links otherwise needs a person', () => {
  expect(sharesStand({ of: 4, held: [], otherDivision: 1 })).toMatch(
    /^NOT CARRYING: another relay divides the links into 1 share, this one into 4[.]/,
  );
});
