import { expect, it } from 'vitest';
import type { MessageId } from '../../../model/index.ts';
import { isServiceId } from '../ids.ts';
import { signOfLink } from './sign.ts';

it('a hint names the link’s post, and a beat an id of the same form that is no post', () => {
  const post = 'm-1/abcdefghijklmnopqrstuvwxyz' as MessageId;
  expect(signOfLink(post, 'hint')).toBe(post);
  expect(signOfLink(post, 'beat')).toBe('m-1/zyxwvutsrqponmlkjihgfedcba');
  expect(isServiceId(signOfLink(post, 'beat').slice(4))).toBe(true);
});
