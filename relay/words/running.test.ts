import { expect, it } from 'vitest';
import { sharesStand } from './running.ts';

const alone = { otherDivision: null, computer: 'k3f9x1', others: [] };

it.each([
  [{ of: 1, held: [0] }, null],
  [{ of: 1, held: [] }, null],
  [{ of: 2, held: [0, 1] }, 'Of 2 shares of the links, this relay (k3f9x1) carries 2: 0, 1.'],
  [
    { of: 4, held: [0, 3], others: [{ computer: 'a81b2c', held: [1] }] },
    'Of 4 shares of the links, this relay (k3f9x1) carries 2: 0, 3. Relay a81b2c carries 1. Nobody carries 2.',
  ],
  [
    { of: 2, held: [], others: [{ computer: 'a81b2c', held: [0, 1] }] },
    'Of 2 shares of the links, this relay (k3f9x1) carries none now. Relay a81b2c carries 0, 1.',
  ],
])('of %j it is said: %s', (shares, line) => expect(sharesStand({ ...alone, ...shares })).toBe(line));

it('that another relay divides the links otherwise needs a person', () => {
  expect(sharesStand({ ...alone, of: 4, held: [], otherDivision: 1 })).toMatch(
    /^NOT CARRYING: another relay divides the links into 1 share, this one into 4[.]/,
  );
});
