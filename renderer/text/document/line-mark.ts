/** The mark by which a line is recognised after a service has written and read it: what it says, without its formatting. */
import { digest, type LineMark } from '../../model/index.ts';
import type { Block } from './document.ts';
import { plainOfDocument } from './plain.ts';

/** A block's mark: the same for a block that a service has read back. White space, joiners and variation selectors do not count. */
export const lineMarkOf = (block: Block): LineMark =>
  digest(
    plainOfDocument({ blocks: [block] })
      .replace(/[\u2060\ufe0e\ufe0f]/gu, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  ) as LineMark;
