import type { FileReference } from '../../model/index.ts';

/** The largest size of a picture in a message, CSS pixels. */
const most = { width: 420, height: 320 } as const;

export interface PicturePlace {
  readonly width: number;
  readonly height: number;
}

/** The size of the place for a picture before its bytes are here: its own proportions if they are known, never enlarged. */
export const picturePlace = ({ width, height }: Pick<FileReference, 'width' | 'height'>): PicturePlace => {
  if (width === null || height === null || !(width > 0) || !(height > 0)) return { width: 280, height: 180 };
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) };
};
