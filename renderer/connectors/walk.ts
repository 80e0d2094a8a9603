/** Notices a walk over pages that makes no progress, so that no service can keep a client busy for ever. */

/** How many pages in a row may hold nothing: some services filter after they have cut their pages. */
const mostEmpty = 5;
/** How many pages in a row may hold nothing that can be read: a history may have a stretch of messages that Isthmus does not know. */
const mostUnreadable = 50;

/** What a page tells about its walk. `empty`: one of many that hold nothing; `circle`: the same place or the same page again. */
export type Step = 'moves' | 'empty' | 'circle';

export class Walk {
  /** Where pages were found. */
  readonly #places = new Set<string>();
  /** Where each page was found first, by its fingerprint. */
  readonly #pages = new Map<number, string>();
  #empty = 0;
  #unreadable = 0;

  /** `patience`: how many empty pages in a row end the walk. */
  constructor(private readonly patience = mostEmpty) {}

  /**
   * Notes a page. `place`: where it was found. `next`: where the next one is (a link or a cursor; null for none). `content` distinguishes
   * pages: '' for an empty page, null for one of which nothing can be read. A page that is asked for again, because it could not be stored,
   * is not a circle.
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
