import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../model/index.ts';
import type { Looking } from './presence.ts';
import { UserAttention } from './user-attention.ts';

const makeAttention = () => {
  let now = 1_000_000;
  let due: { readonly at: number; readonly work: () => void } | null = null;
  const heard: Looking['presence'][] = [];
  const attention = new UserAttention(
    {
      now: () => now,
      after: (ms, work) => {
        const own = { at: now + ms, work };
        due = own;
        return () => {
          if (due === own) due = null;
        };
      },
    },
    ({ presence }) => heard.push(presence),
  );
  const pass = (ms: number): void => {
    now += ms;
    if (due === null || due.at > now) return;
    const { work } = due;
    due = null;
    work();
  };
  const look = (): void =>
    attention.attend({
      key: 'app',
      conversationId: 'm/c' as ConversationId,
      focused: true,
      wantsOlder: false,
      at: now,
    });
  return { attention, heard, pass, look, isWaiting: () => due !== null };
};

describe('the attention of the user', () => {
  it('is reported when it changes, and ends when the page is silent', () => {
    const { attention, heard, pass, look } = makeAttention();
    look();
    attention.setAway(true);
    attention.setAway(false);
    pass(60_000);
    look();
    pass(179_999);
    expect(heard).toEqual(['focused', 'away', 'focused', 'focused']);
    pass(1);
    expect(heard.at(-1)).toBe('away');
    expect(attention.looking.attention.conversationId).toBeNull();
  });

  it('is not computed again after it was stopped', () => {
    const { attention, heard, pass, look, isWaiting } = makeAttention();
    look();
    expect(isWaiting()).toBe(true);
    attention.stop();
    pass(600_000);
    expect([heard, isWaiting()]).toEqual([['focused'], false]);
  });
});
