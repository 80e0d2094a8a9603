/**
 * Steps of a live query. Dexie notes what is read only inside its own zone, and where several live queries run at once that zone is lost
 * after awaiting a native async function: what is read then is never followed. Chained through Dexie's own promises it is kept. So a
 * read that depends on another one is `andThen`, and what is read side by side is `allOf`; a function that reads once may be async.
 */
import { Dexie, type PromiseExtended } from 'dexie';

/** Goes on with what was read, in the zone of the caller. */
export const andThen = <Value, Next>(
  read: PromiseLike<Value>,
  next: (value: Value) => Next | PromiseLike<Next>,
): PromiseExtended<Next> => Dexie.Promise.resolve(read).then(next);

/** Reads side by side. */
export const allOf = <Reads extends readonly unknown[] | []>(
  reads: Reads,
): PromiseExtended<{ -readonly [Key in keyof Reads]: Awaited<Reads[Key]> }> =>
  // Dexie's own declaration knows lists of one type only.
  Dexie.Promise.all(reads as readonly unknown[] as unknown[]) as unknown as ReturnType<typeof allOf<Reads>>;
