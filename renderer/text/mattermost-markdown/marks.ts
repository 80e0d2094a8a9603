/**
 * Where Mattermost's own parser ends bold, italic and struck text (read in mattermost/marked, rules `strong`, `em` and `del`), which is not as
 * CommonMark says: what closes a mark is the first fitting sign after it, whether it is escaped or stands in code, a link or another mark.
 * The reader goes by it; the writer asks it whether what it wrote would be read so.
 */
import type { MarkKind } from '../document/index.ts';

/** A mark that opens at a place: `close` is where the signs stand that close it, as long as those that open it (`length`). */
export interface OpenedMark {
  readonly kind: Extract<MarkKind, 'strong' | 'emphasis' | 'strike'>;
  readonly length: number;
  readonly close: number;
}

/** After an underscore that closes: white space, the end, or one of these. */
const punctuation = new Set('!"#$%&\'()*+,-./:;<=>?@[^{|}~');
const isSpace = (character: string): boolean => character === '' || /\s/.test(character);

/** Whether an underscore may close emphasis before this sign ('' at the end). */
export const mayEndUnderscore = (after: string): boolean => isSpace(after) || punctuation.has(after);

/** What may close: the signs, what stands before them, and what may not follow. */
interface Closer {
  readonly signs: string;
  readonly fitsBefore: (character: string) => boolean;
  readonly fitsAfter: (character: string) => boolean;
}

const anything = (): boolean => true;
const closers = {
  strongStar: { signs: '**', fitsBefore: anything, fitsAfter: (after) => after !== '*' },
  strongLine: { signs: '__', fitsBefore: anything, fitsAfter: (after) => after !== '_' },
  strike: { signs: '~~', fitsBefore: (before) => !isSpace(before), fitsAfter: anything },
  starAfterText: {
    signs: '*',
    fitsBefore: (before) => !isSpace(before) && before !== '*',
    fitsAfter: (after) => after !== '*',
  },
  star: { signs: '*', fitsBefore: (before) => !isSpace(before), fitsAfter: (after) => after !== '*' },
  lineAfterText: {
    signs: '_',
    fitsBefore: (before) => !isSpace(before) && before !== '_',
    fitsAfter: mayEndUnderscore,
  },
  line: { signs: '_', fitsBefore: (before) => !isSpace(before), fitsAfter: mayEndUnderscore },
} as const satisfies Readonly<Record<string, Closer>>;
type CloserName = keyof typeof closers;

/** The marks of one text. What closes is looked up, so that a text of signs is not searched anew from each of them. */
export class MarksOfText {
  readonly #text: string;
  /** For each place the next one that closes, -1 for none. */
  readonly #next = new Map<CloserName, Int32Array>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The mark whose signs stand at `start`, null when they are text; `end` is where what it stands in ends. */
  at(start: number, end = this.#text.length): OpenedMark | null {
    const text = this.#text;
    if (text.startsWith('__', start)) {
      const close = this.#first('strongLine', start + 3, end);
      if (close >= 0) return { kind: 'strong', length: 2, close };
    }
    if (text.startsWith('**', start)) {
      const close = this.#first('strongStar', start + 3, end);
      if (close >= 0) return { kind: 'strong', length: 2, close };
    }
    if (text.startsWith('~~', start)) {
      const close =
        start + 2 < end && !isSpace(text.charAt(start + 2)) ? this.#first('strike', start + 3, end) : -1;
      return close < 0 ? null : { kind: 'strike', length: 2, close };
    }
    const close = this.#endOfEmphasis(start, end);
    return close < 0 ? null : { kind: 'emphasis', length: 1, close };
  }

  #endOfEmphasis(start: number, end: number): number {
    const sign = this.#text.charAt(start);
    const first = start + 1 < end ? this.#text.charAt(start + 1) : '';
    if ((sign !== '_' && sign !== '*') || isSpace(first)) return -1;
    const isStar = sign === '*';
    if (isStar && (first === '"' || first === '<')) return -1;
    // One letter alone closes before anything else but its own sign, in a word, too.
    if (first !== sign && start + 2 < end && this.#text.charAt(start + 2) === sign)
      if (start + 3 >= end || this.#text.charAt(start + 3) !== sign) return start + 2;
    const close = this.#first(isStar ? 'starAfterText' : 'lineAfterText', start + 3, end);
    if (close >= 0 || first === sign) return close;
    return this.#first(isStar ? 'star' : 'line', start + 3, end);
  }

  /** The first place from `from` on that closes before `end`: what follows the end does not count. */
  #first(name: CloserName, from: number, end: number): number {
    const { signs, fitsBefore } = closers[name];
    const last = end - signs.length;
    if (from > last) return -1;
    const next = this.#nextOf(name)[from] ?? -1;
    if (next >= 0 && next <= last) return next;
    return this.#text.startsWith(signs, last) && fitsBefore(this.#text.charAt(last - 1)) ? last : -1;
  }

  #nextOf(name: CloserName): Int32Array {
    const known = this.#next.get(name);
    if (known) return known;
    const text = this.#text;
    const { signs, fitsBefore, fitsAfter } = closers[name];
    const next = new Int32Array(text.length + 1).fill(-1);
    for (let at = text.length - 1; at >= 0; at -= 1) {
      const fits =
        text.startsWith(signs, at) &&
        fitsBefore(text.charAt(at - 1)) &&
        fitsAfter(text.charAt(at + signs.length));
      next[at] = fits ? at : (next[at + 1] ?? -1);
    }
    this.#next.set(name, next);
    return next;
  }
}
