import { describe, expect, it } from 'vitest';
import { mattermost, sampleConversation } from '../links/testing/sample.ts';
import { withStanding } from './standing.ts';

describe('the user’s choices for a conversation', () => {
  const plain = sampleConversation(mattermost, 'platform', { sortAt: 5 });
  it('are the service’s own values if nothing was chosen', () => {
    expect(withStanding([plain], new Map(), 10)[0]).toBe(plain);
  });
  it('are muting until a time, hiding, and favourites', () => {
    const chosen = new Map([[plain.id, { favourite: true, mutedUntil: 20, hiddenUpTo: 5 }]]);
    expect(withStanding([plain], chosen, 19)[0]).toMatchObject({
      favourite: true,
      muted: true,
      hidden: true,
    });
    expect(withStanding([plain], chosen, 20)[0]).toMatchObject({ favourite: true, muted: false });
    expect(withStanding([{ ...plain, sortAt: 6 }], chosen, 20)[0]).toMatchObject({ hidden: false });
  });
});
