import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../model/index.ts';
import type { AttentionRow } from '../store/index.ts';
import { lookingOf } from './presence.ts';

const conversationId = 'a/c' as ConversationId;
const row = (over: Partial<AttentionRow> = {}): AttentionRow => ({
  key: 'app',
  conversationId,
  focused: true,
  wantsOlder: true,
  at: 1_000_000,
  ...over,
});
const year = 365 * 86_400_000;
const nobody = { presence: 'away', attention: { conversationId: null, wantsOlder: false }, lasts: null };

describe('the user’s presence', () => {
  it('is as the page reports it, while the page lives', () => {
    expect(lookingOf(row(), false, 1_000_000)).toEqual({
      presence: 'focused',
      attention: { conversationId, wantsOlder: true },
      lasts: 180_000,
    });
    expect(lookingOf(row({ focused: false }), false, 1_060_000)).toMatchObject({
      presence: 'unfocused',
      lasts: 120_000,
    });
    expect(lookingOf(row(), true, 1_000_000)).toMatchObject({
      presence: 'away',
      attention: { conversationId },
    });
    // The page's clock and the engine's are one, read at different moments.
    expect(lookingOf(row(), false, 999_990)).toMatchObject({ presence: 'focused' });
  });

  it.each([
    ['there never was a page', undefined, 1_000_000],
    ['the page has been silent for three minutes', row(), 1_180_000],
    ['the row is a year old', row(), 1_000_000 + year],
    ['the clock was put back by a year', row(), 1_000_000 - year],
  ])('is that of no user if %s', (_what, given, now) => {
    expect(lookingOf(given, false, now)).toEqual(nobody);
  });

  it('is computed again exactly when the page’s silence means that it is gone', () => {
    const { lasts } = lookingOf(row(), false, 1_100_000);
    expect(lookingOf(row(), false, 1_100_000 + (lasts ?? 0))).toEqual(nobody);
    expect(lookingOf(row(), false, 1_100_000 + (lasts ?? 0) - 1).presence).toBe('focused');
  });
});
