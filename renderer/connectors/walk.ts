/** Notices a walk over pages that does not move, so that no service can hold a client for ever. */

/** So many pages in a row may hold nothing where a service filters after it has cut its pages. */
const mostEmpty = 5;
/** So many in a row of which nothing can be read: each may be another, and a history may hold a stretch of what Isthmus does not know. */
const mostUnreadable = 50;

/** What a page means for its walk. `empty`: one of many that hold nothing; `circle`: the same place or the same page again. */
export type Step = 'moves' | 'empty' | 'circle';

export class Walk {
  /** Where pages were found. */
  readonly #places = new Set<string>();
  /** Where each page was found first, by its fingerprint. */
  readonly #pages = new Map<number, string>();
  #empty = 0;
  #unreadable = 0;

  /** `patience`: at which empty page in a row it rests. */
  constructor(private readonly patience = mostEmpty) {}

  /**
   * Takes note of a page. `place` is where it was found, `next` where the one after it is (a link or a cursor; null for none),
   * `content` tells pages apart: '' for a page with nothing in it, null for one of which nothing can be read. The same page asked for again, since it could not be stored, say,
   * is no circle.
   */
  step(place: string, next: string | null, content: string | null): Step {
    const isNew = !this.#places.has(place);
    this.#places.add(place);
    if (next === null) return 'moves';
    if (this.#places.has(next)) return 'circle';
    if (content === '') {
      if (isNew) this.#empty += 1;
      return this.#empty < this.patience ? 'moves' : 'empty';
    }
    this.#empty = 0;
    if (content === null) {
      if (isNew) this.#unreadable += 1;
      return this.#unreadable < mostUnreadable ? 'moves' : 'empty';
    }
    this.#unreadable = 0;
    const print = fingerprint(content);
    const found = this.#pages.get(print);
    if (found === undefined) this.#pages.set(print, place);
    return found === undefined || found === place ? 'moves' : 'circle';
  }
}

/** 53 bits of a text (cyrb53, public domain): two pages of a walk are the same by chance once in a hundred million walks. */
const fingerprint = (text: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
};
