/**
 * What the engine tells whoever measures it (the relay's metrics). Nothing here names a person, a conversation or an address. An engine
 * without an observer measures nothing.
 */
import type { LimitName, Service } from '../../model/index.ts';
import type { InsteadOfFile, NotCarried } from '../../store/index.ts';
import type { BatchSource } from '../follower.ts';

export type Observation =
  /** A request was answered, or got no answer (`status` null). `call`: what was asked (`Connector.callOf`). Until the answer's head. */
  | {
      readonly kind: 'request';
      readonly service: Service;
      readonly call: string;
      readonly status: number | null;
      readonly seconds: number;
    }
  /** The service answered 429. `limit`: the name of the narrowest limit that the request counts under; null for none. */
  | { readonly kind: 'throttled'; readonly service: Service; readonly limit: LimitName | null }
  /**
   * A message's copy was written, changed or deleted on the other side. `seconds`: since this Isthmus first saw what it carried, by its own
   * clock; null if that is not known.
   */
  | (Carried & {
      readonly kind: 'carried';
      readonly act: 'created' | 'updated' | 'deleted';
      readonly seconds: number | null;
    })
  | (Carried & { readonly kind: 'reaction-carried'; readonly act: 'set' | 'unset' })
  /** What became of one file of a message that was just carried; `instead` null: it is there. */
  | (Carried & { readonly kind: 'file-carried'; readonly instead: InsteadOfFile['kind'] | null })
  /** A message was left where it is. */
  | { readonly kind: 'not-carried'; readonly from: Service; readonly reason: NotCarried }
  /** This computer is the one that carries, and was not before. */
  | { readonly kind: 'lease-taken' }
  /** A relay carries for a connected author from now on, or not any more. */
  | { readonly kind: 'author-taken' | 'author-returned' }
  /** The live connection is there. `complete`: nothing that happened meanwhile was missed. */
  | { readonly kind: 'live-connected'; readonly service: Service; readonly complete: boolean }
  | { readonly kind: 'live-lost'; readonly service: Service }
  /** The service does not accept the sign-in any more. Told once, until a try works. */
  | { readonly kind: 'sign-in-refused'; readonly service: Service }
  /** A batch was stored, in one transaction. */
  | { readonly kind: 'stored'; readonly source: BatchSource; readonly seconds: number };

/** From where something was carried. `direct`: between people, and not in a channel. */
interface Carried {
  readonly from: Service;
  readonly direct: boolean;
}

/** Must not throw, and must be quick: it is called within what it measures. */
export type Observe = (observation: Observation) => void;

/** Seconds between two times of one clock, ms. None where the clock was put back. */
export const secondsFrom = (begun: number, now: number): number => Math.max(0, now - begun) / 1_000;
