/** Decides the badge on the app's icon: the number of messages for the user, or a dot for other unread messages. */
import type { Report } from './menu.ts';

export type Badge =
  { readonly kind: 'count'; readonly count: number } | { readonly kind: 'dot' } | { readonly kind: 'none' };

/** Counts mentions and direct messages. The engine leaves out muted conversations. */
export const badgeOf = ({ forUser, unread }: Pick<Report, 'forUser' | 'unread'>): Badge => {
  if (forUser > 0) return { kind: 'count', count: forUser };
  return unread > 0 ? { kind: 'dot' } : { kind: 'none' };
};

/** The width and height of an overlay on the taskbar of Windows, in pixels (electron.d.ts, setOverlayIcon). */
export const overlaySize = 16;

/** A filled circle as BGRA pixels, row by row: red for messages for the user, blue for others. */
export const overlayBitmap = (kind: 'count' | 'dot'): Buffer => {
  const pixels = Buffer.alloc(overlaySize * overlaySize * 4);
  const radius = kind === 'count' ? 8 : 5;
  const colour = kind === 'count' ? [0x31, 0x34, 0xc4, 0xff] : [0xc7, 0x5b, 0x2f, 0xff];
  const middle = (overlaySize - 1) / 2;
  for (let y = 0; y < overlaySize; y += 1)
    for (let x = 0; x < overlaySize; x += 1)
      if (Math.hypot(x - middle, y - middle) <= radius) pixels.set(colour, (y * overlaySize + x) * 4);
  return pixels;
};
