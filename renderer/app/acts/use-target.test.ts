import { expect, it } from 'vitest';
import type { MessageId } from '../../model/index.ts';
import { messageAtHand } from './use-target.ts';

const [pointed, focused] = ['a|pointed' as MessageId, 'a|focused' as MessageId];

it('the message that was used last is the one that is acted on, and the other one where it is gone', () => {
  expect(messageAtHand({ pointed, focused, last: 'pointed' })).toBe(pointed);
  expect(messageAtHand({ pointed, focused, last: 'focused' })).toBe(focused);
  expect(messageAtHand({ pointed: null, focused, last: 'pointed' })).toBe(focused);
  expect(messageAtHand({ pointed, focused: null, last: 'focused' })).toBe(pointed);
  expect(messageAtHand({ pointed: null, focused: null, last: 'focused' })).toBeNull();
});
