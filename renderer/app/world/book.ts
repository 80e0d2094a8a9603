/** What the two books of pictures (photos of people, custom emoji) have in common. */
import type { AccountId } from '../../model/index.ts';
import type { Queries } from '../queries/queries.ts';

/** The world of a book. `Id`: by what its pictures are wished for. */
export interface BookOptions<Id> {
  readonly queries: Pick<Queries, 'follow' | 'hold'>;
  /** Wishes for pictures of one account. */
  readonly want: (accountId: AccountId, ids: readonly Id[]) => Promise<void>;
  /** This machine's clock, ms. */
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => unknown;
  readonly makeUrl: (bytes: Blob) => string;
  readonly dropUrl: (url: string) => void;
  readonly failed: (error: unknown) => void;
  /** The most pictures that are kept. Those that were shown longest ago are dropped first. */
  readonly most?: number;
}

/** How long to collect what comes into sight before it is asked for, ms. */
export const gatheredFor = 50;
/** The most pictures that a book keeps when its options do not say. */
export const mostShown = 1_000;

/** How long a wish without a result is not repeated, ms. */
const wishedFor = 60 * 60_000;

/** Whether a picture was wished for so shortly before `now` that it is not wished for again. `wishedAt`: ms; null: never. */
export const isWished = (wishedAt: number | null, now: number): boolean =>
  wishedAt !== null && now - wishedAt < wishedFor;
