import { expect, it } from 'vitest';
import { forbiddenBeginning } from './beginning.ts';

it('a conversation that the service does not let the user begin is known by how many are in it', () => {
  expect(forbiddenBeginning({ mayNotBegin: ['group'] }, 2)).toBe('group');
  expect(forbiddenBeginning({ mayNotBegin: ['group'] }, 1)).toBeNull();
  expect(forbiddenBeginning({ mayNotBegin: ['direct'] }, 1)).toBe('direct');
  expect(forbiddenBeginning({ mayNotBegin: ['direct'] }, 3)).toBeNull();
});

it('nobody chosen, and nothing known, forbids nothing', () => {
  expect(forbiddenBeginning({ mayNotBegin: ['direct', 'group'] }, 0)).toBeNull();
  expect(forbiddenBeginning({}, 2)).toBeNull();
});
