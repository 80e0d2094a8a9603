/** A list that stays sorted, so that pages of a conversation need no sorting per request. */

/** The place of an item: its key, and a value that distinguishes it from others with the same key. */
export type Position = readonly [key: number, tie: number];

const before = (left: Position, right: Position): boolean =>
  left[0] < right[0] || (left[0] === right[0] && left[1] < right[1]);

export class OrderedIndex<Item> {
  readonly #entries: { at: Position; item: Item }[] = [];

  constructor(private readonly positionOf: (item: Item) => Position) {}

  get size(): number {
    return this.#entries.length;
  }

  get newest(): Item | undefined {
    return this.#entries.at(-1)?.item;
  }

  /** Adds one item; at the end in constant time. */
  add(item: Item): void {
    const at = this.positionOf(item);
    const last = this.#entries.at(-1);
    if (!last || before(last.at, at)) this.#entries.push({ at, item });
    else this.#entries.splice(this.#firstNotBefore(at), 0, { at, item });
  }

  /** Adds many at once, sorting once. */
  addAll(items: readonly Item[]): void {
    for (const item of items) this.#entries.push({ at: this.positionOf(item), item });
    this.#entries.sort((left, right) => left.at[0] - right.at[0] || left.at[1] - right.at[1]);
  }

  /** Changes an item in a way that may move it: removes it, runs `change`, and inserts it again. */
  move(item: Item, change: () => void): void {
    this.remove(item);
    change();
    this.add(item);
  }

  remove(item: Item): void {
    const index = this.#firstNotBefore(this.positionOf(item));
    if (this.#entries[index]?.item === item) this.#entries.splice(index, 1);
  }

  /**
   * Up to `limit` items newest first, strictly older than `olderThan` and only those `accept` takes.
   * @param stop ends the walk at the first item it is true for
   */
  newestFirst(options: {
    readonly limit: number;
    readonly olderThan?: Position | undefined;
    readonly accept?: ((item: Item) => boolean) | undefined;
    readonly stop?: ((item: Item) => boolean) | undefined;
  }): Item[] {
    const found: Item[] = [];
    let index = options.olderThan ? this.#firstNotBefore(options.olderThan) - 1 : this.#entries.length - 1;
    for (; index >= 0 && found.length < options.limit; index -= 1) {
      const item = this.#entries[index]?.item;
      if (item === undefined || options.stop?.(item)) break;
      if (options.accept?.(item) ?? true) found.push(item);
    }
    return found;
  }

  /** Up to `limit` items oldest first, strictly newer than `newerThan`. */
  oldestFirst(options: {
    readonly limit: number;
    readonly newerThan?: Position | undefined;
    readonly accept?: ((item: Item) => boolean) | undefined;
  }): Item[] {
    const found: Item[] = [];
    let index = options.newerThan
      ? this.#firstNotBefore([options.newerThan[0], options.newerThan[1] + 0.5])
      : 0;
    for (; index < this.#entries.length && found.length < options.limit; index += 1) {
      const item = this.#entries[index]?.item;
      if (item !== undefined && (options.accept?.(item) ?? true)) found.push(item);
    }
    return found;
  }

  /** All items, oldest first. */
  all(): Item[] {
    return this.#entries.map((entry) => entry.item);
  }

  #firstNotBefore(at: Position): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry && before(entry.at, at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
