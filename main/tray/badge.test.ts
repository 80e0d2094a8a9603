import { describe, expect, it } from 'vitest';
import { badgeOf, overlayBitmap, overlaySize } from './badge.ts';

describe('the badge', () => {
  it.each([
    [{ forUser: 0, unread: 0 }, { kind: 'none' }],
    [{ forUser: 0, unread: 4 }, { kind: 'dot' }],
    [
      { forUser: 3, unread: 4 },
      { kind: 'count', count: 3 },
    ],
  ] as const)('of %o', (report, badge) => expect(badgeOf(report)).toEqual(badge));
});

describe('the overlay on Windows', () => {
  it.each(['count', 'dot'] as const)('is a round %s: filled in the middle, clear at the corners', (kind) => {
    const pixels = overlayBitmap(kind);
    expect(pixels).toHaveLength(overlaySize * overlaySize * 4);
    const alphaAt = (x: number, y: number) => pixels[(y * overlaySize + x) * 4 + 3];
    expect([alphaAt(8, 8), alphaAt(0, 0), alphaAt(15, 15)]).toEqual([255, 0, 0]);
  });
  it('has a different picture for each', () =>
    expect(overlayBitmap('count')).not.toEqual(overlayBitmap('dot')));
});
