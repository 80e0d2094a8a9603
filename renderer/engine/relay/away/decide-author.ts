/** What an author's Isthmus may do, by what it has read of both registers. */
import type {
  AuthorNote,
  FoundRegisters,
  Register,
  RelayNote,
} from '../../../connectors/author-registers.ts';
import { silentFor, type Silence } from './silence.ts';
import type { AwayTimes } from './times.ts';

/**
 * Where there is neither register, the relay carries for nobody who has connected. Where its register says that it does no more, there is nothing
 * to agree upon either, once the author's own one says that they must not be taken.
 */
export const isAgreedUpon = ({ author, relay }: FoundRegisters): boolean => {
  if (relay === null) return author !== null;
  return !isOver(relay.note) || author?.note.mayBeTaken === true;
};

/** Whether a relay carries no more for anybody who has connected. */
export const isOver = ({ grace, taken }: RelayNote): boolean => grace === null && !taken;

/** Whether the relay does not hold an author whom it may not take, because they have no register, or theirs says so. `silence`: that of the relay. */
export const isNotTaken = ({ author, relay }: FoundRegisters, silence: Silence, times: AwayTimes): boolean =>
  author?.note.mayBeTaken !== true &&
  (relay?.note.taken === false ||
    silentFor(silence) >= (relay?.note.lasts ?? times.relayLasts) + times.settles);

/**
 * Since when an author's messages may wait that their Isthmus has not carried, by their register, ms. It was there until one `lasts` before the
 * last writing at least, and carried what was written until then, but for what it says there.
 */
export const leftWaitingSince = (
  { note, writtenAt }: Register<AuthorNote>,
  { longestWait }: AwayTimes,
): number => Math.max(Math.min(note.waitsSince ?? Infinity, writtenAt - note.lasts), writtenAt - longestWait);

/** The first note of a claim: the author's Isthmus carries again, or for the first time. */
export const firstClaimOf = (
  { author, relay }: FoundRegisters,
  beat: number,
  fallback: AwayTimes,
): AuthorNote => {
  const [own, others] = [author?.note ?? null, relay?.note ?? null];
  const epoch = Math.max(own?.epoch ?? 0, others?.epoch ?? 0);
  const wants = others !== null && mustAsk(own, others);
  return {
    kind: 'author',
    epoch: wants ? epoch + 1 : epoch,
    beat,
    lasts: others?.grace ?? own?.lasts ?? fallback.relayLasts,
    wants,
    mayBeTaken: false,
    // Until it is known what was carried meanwhile.
    waitsSince: author === null ? null : leftWaitingSince(author, fallback),
    wishes: [],
  };
};

/** Whether the relay has to give the author back first: it has taken them, and they have not returned from that yet. */
const mustAsk = (own: AuthorNote | null, { taken, epoch }: RelayNote): boolean =>
  taken && !(own !== null && own.epoch > epoch && !own.wants);

export type ClaimStep =
  /** Nobody else carries. */
  | { readonly kind: 'hold' }
  /** The relay has taken the author: it is asked to give them back. */
  | { readonly kind: 'ask' }
  /** The relay has not answered yet. */
  | { readonly kind: 'wait' };

/**
 * What follows from a reading of the relay's register that began `settles` after the own note was written. `relay`: null if it is gone;
 * `silence`: that of the relay.
 */
export const decideClaim = (
  own: AuthorNote,
  relay: RelayNote | null,
  silence: Silence,
  times: AwayTimes,
): ClaimStep => {
  // A relay that is silent for so long holds nobody any more. The rest is for readings that are behind.
  const isSilent = silentFor(silence) >= (relay?.lasts ?? times.relayLasts) + times.settles;
  if (isSilent) return { kind: 'hold' };
  if (relay === null) return { kind: 'wait' };
  if (own.wants) return !relay.taken && relay.epoch >= own.epoch ? { kind: 'hold' } : { kind: 'wait' };
  return mustAsk(own, relay) ? { kind: 'ask' } : { kind: 'hold' };
};

/** What the user wants of the relay, as the register says it. */
export type WishesOfAuthor = Pick<AuthorNote, 'mayBeTaken' | 'wishes'>;

/** Whether a note says these wishes. */
export const isSaidIn = (note: AuthorNote, { mayBeTaken, wishes }: WishesOfAuthor): boolean =>
  note.mayBeTaken === mayBeTaken &&
  note.wishes.length === wishes.length &&
  note.wishes.every(({ link, since }, at) => {
    const other = wishes[at];
    return (
      link === other?.link &&
      since?.mattermost === other.since?.mattermost &&
      since?.teams === other.since?.teams
    );
  });
