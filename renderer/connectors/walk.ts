/** Notices a walk over pages that does not move, so that no service can hold a client for ever. */

/** So many pages in a row may hold nothing: services filter after they have cut their pages. */
const mostEmpty = 20;

export class Walk {
  readonly #places = new Set<string>();
  readonly #pages = new Set<number>();
  #empty = 0;

  /**
   * Takes note of a page. False when the walk stands still: what comes `next` (a link or a cursor; null when this was the last page)
   * was next before or is the page's own place, the page is one that came before, or empty ones follow each other without end.
   * `place` is where the page was found; `content` tells pages apart, '' for a page with nothing in it.
   */
  moves(place: string, next: string | null, content: string): boolean {
    this.#places.add(place);
    if (next === null) return true;
    if (this.#places.has(next)) return false;
    this.#places.add(next);
    if (content === '') {
      this.#empty += 1;
      return this.#empty < mostEmpty;
    }
    this.#empty = 0;
    const print = fingerprint(content);
    if (this.#pages.has(print)) return false;
    this.#pages.add(print);
    return true;
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
