/** What a relay does for one author, by what it has read of the author's register. */
import type { AuthorNote } from '../../../connectors/author-registers.ts';
import { shownBy, silentFor, type Silence } from './silence.ts';
import type { AwayTimes } from './times.ts';

export type RelayStep =
  | { readonly kind: 'wait' }
  /** The author is silent. */
  | { readonly kind: 'take' }
  /** The author is there again, or it is not known any more that they are not. */
  | { readonly kind: 'give-back' }
  /**
   * The author's Isthmus waits to be given back, and the relay does not hold them. It is said again at each reading, because an earlier writing
   * that came late may have replaced the answer.
   */
  | { readonly kind: 'say-free' };

/** For an author who is not taken. `silence`: theirs, with the latest reading. */
export const decideWatched = (note: AuthorNote, silence: Silence, times: AwayTimes): RelayStep => {
  if (note.mayBeTaken && silentFor(silence) >= note.lasts + times.margin) return { kind: 'take' };
  return note.wants ? { kind: 'say-free' } : { kind: 'wait' };
};

/** For a taken author; `seen`: what their register showed when they were taken. */
export const decideTaken = (note: AuthorNote | null, seen: string): RelayStep =>
  note !== null && shownBy(note) === seen ? { kind: 'wait' } : { kind: 'give-back' };
