import { expect, it } from 'vitest';
import type { MessageId, SharedKey } from '../../../model/index.ts';
import { isServiceId } from '../ids.ts';
import { signOfLink } from './sign.ts';

const post = 'm-1/abcdefghijklmnopqrstuvwxyz' as MessageId;

it('a hint names the link’s post, and a beat an id of the same form that is no post', () => {
  expect(signOfLink(post, 'hint')).toBe(post);
  expect(signOfLink(post, 'beat')).toBe('m-1/zyxwvutsrqponmlkjihgfedcba');
  expect(isServiceId(signOfLink(post, 'beat').slice(4))).toBe(true);
});

it('what somebody wrote has an id of its own for each person and each link', () => {
  const other = 'm-1/bbcdefghijklmnopqrstuvwxyz' as MessageId;
  const signs = [post, other].flatMap((one) =>
    ['user/ada', 'user/ben', ''].map((person) => signOfLink(one, { wrote: person as SharedKey })),
  );
  expect(new Set(signs).size).toBe(6);
  for (const sign of signs) expect(isServiceId(sign.slice(4))).toBe(true);
  expect(signOfLink(post, { wrote: 'user/ada' as SharedKey })).toBe(signs[0]);
});
