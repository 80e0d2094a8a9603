import { expect, it } from 'vitest';
import { ada, me } from '../../../test/support/rows.ts';
import { isDeclined, invitationStandingOf } from './standing.ts';

const by = (emoji: string | null, personIds = [ada]) => ({
  reactions: [{ emoji, name: 'x', personIds }],
});

it('a cross of the invited person declines, in each of its forms, and nothing else does', () => {
  for (const emoji of ['✖', '✖️', '❌', '❎', '✕']) expect(isDeclined(by(emoji), ada)).toBe(true);
  expect(isDeclined(by('👍'), ada)).toBe(false);
  expect(isDeclined(by(null), ada)).toBe(false);
  expect(isDeclined(by('✖', [me]), ada)).toBe(false);
});

it('a cross counts before a claim, and a claim before a refusal', () => {
  const seen = { message: by('✖'), isConnected: true, isRefused: true, now: 7 };
  expect(invitationStandingOf(ada, seen)).toEqual({ kind: 'declined' });
  expect(invitationStandingOf(ada, { ...seen, message: null })).toEqual({ kind: 'connected', at: 7 });
  expect(invitationStandingOf(ada, { ...seen, message: null, isConnected: false })).toEqual({
    kind: 'not-delivered',
  });
  expect(invitationStandingOf(ada, { message: null, isConnected: false, isRefused: false, now: 7 })).toEqual({
    kind: 'open',
  });
});
