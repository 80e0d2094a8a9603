import { expect, it } from 'vitest';
import type { PersonId } from '../../model/index.ts';
import { nextEnd, nobody, stillTyping, withTypist } from './typists.ts';

const [ada, ben] = ['ada', 'ben'] as PersonId[] as [PersonId, PersonId];
const both = withTypist(withTypist(nobody, ada, 10), ben, 20);

it('a person is shown as typing until their time is over, and longer if they continue', () => {
  expect([...stillTyping(both, 9, undefined).keys()]).toEqual([ada, ben]);
  expect([...stillTyping(both, 10, undefined).keys()]).toEqual([ben]);
  expect([...stillTyping(withTypist(both, ada, 30), 20, undefined).keys()]).toEqual([ada]);
  expect([nextEnd(both, 4), nextEnd(both, 40), nextEnd(nobody, 0)]).toEqual([6, 0, null]);
});

it('a person who has sent the message is not shown as typing, and the list object changes only if its content does', () => {
  expect([...stillTyping(both, 0, { authorId: ben }).keys()]).toEqual([ada]);
  expect(stillTyping(both, 0, { authorId: null })).toBe(both);
});
