/** Random choices from a seed. The generator decides everything through these. */
import { seededRandom } from '../world.ts';

/** A seeded source of choices. Each part of the generator forks its own, so that a change in one part leaves the others alone. */
export class Chooser {
  readonly #next: () => number;

  constructor(private readonly seed: number) {
    this.#next = seededRandom(seed);
  }

  /** A separate chooser for the part named `label`; the same for the same seed and label. */
  fork(label: string): Chooser {
    let hash = this.seed ^ 0x811c9dc5;
    for (const character of label) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    return new Chooser(hash >>> 0);
  }

  /** A number in [0, 1). */
  random = (): number => this.#next();

  /** True with this chance, in [0, 1]. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  /** One of them. Throws when there is none. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#next() * items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** All of them in another order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.#next() * (last + 1));
      const kept = shuffled[last] as Item;
      shuffled[last] = shuffled[other] as Item;
      shuffled[other] = kept;
    }
    return shuffled;
  }

  /** Up to `count` different ones. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    return this.shuffle(items).slice(0, count);
  }

  /** A GUID (version 4 by its form). */
  guid(): string {
    const digits = this.#characters('0123456789abcdef', 32);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  /** An id as Mattermost makes them: 26 characters of its base32 alphabet. */
  mattermostId(): string {
    return this.#characters('ybndrfg8ejkmcpqxot1uwisza345h769', 26);
  }

  /** A base32 secret as authenticator apps take it (RFC 4648 alphabet). */
  base32(length: number): string {
    return this.#characters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length);
  }

  #characters(alphabet: string, length: number): string {
    let text = '';
    for (let at = 0; at < length; at += 1) text += alphabet[Math.floor(this.#next() * alphabet.length)] ?? '';
    return text;
  }
}

/** Splits `total` over `parts` shares that fall like Zipf's law (the n-th is about 1/n of the first); whole numbers that add up. */
export const zipfShares = (parts: number, total: number): number[] => {
  const weights = Array.from({ length: parts }, (_, rank) => 1 / (rank + 2) ** 0.9);
  const sum = weights.reduce((left, right) => left + right, 0);
  let given = 0;
  let exact = 0;
  return weights.map((weight) => {
    exact += (weight / sum) * total;
    const share = Math.round(exact) - given;
    given += share;
    return share;
  });
};
