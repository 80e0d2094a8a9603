/**
 * The two registers of the author lease (engine/relay/away): each is a post in the direct channel of a relay's bot and an author, and only who
 * wrote it changes it. What it says stands in its props. The engine decides what to write; a connector only reads and writes.
 */
import type { ConversationId, MessageId, PersonId, Result, Service } from '../model/index.ts';

/** What both say. */
interface RegisterBeat {
  /** Which turn of the lease it is; the author raises it when they return. */
  readonly epoch: number;
  /** Changes with each writing. */
  readonly beat: number;
  /** After so long without a new beat the writer has given up what it holds, ms. */
  readonly lasts: number;
}

/** What an author's Isthmus says. */
export interface AuthorNote extends RegisterBeat {
  readonly kind: 'author';
  /** Whether it waits for the relay to give the author back. */
  readonly wants: boolean;
  /** Whether the relay may carry for the author when this falls silent. Not while the user has paused carrying. */
  readonly mayBeTaken: boolean;
  /**
   * Since when something that the author wrote may wait for their Isthmus to carry it, ms on the services' clocks; null: nothing that is older
   * than one `lasts`.
   */
  readonly waitsSince: number | null;
  /** What the user chose for single links; `mostWishes` at most. */
  readonly wishes: readonly WishForLink[];
}

/** What the user wants of a relay over one link. */
export interface WishForLink {
  /** Both conversations (`linkKeyOf`). */
  readonly link: string;
  /** What was written since then is carried, each on its own service's clock, ms; null: nothing, because they have switched it off. */
  readonly since: Readonly<Record<Service, number>> | null;
}

/** Whose user has chosen for more links than this is not taken at all. */
export const mostWishes = 500;

/** What a relay says to one author. */
export interface RelayNote extends RegisterBeat {
  readonly kind: 'relay';
  /** How long the author may be silent, ms: their `lasts`. Null: the relay carries no more for anybody who has connected. */
  readonly grace: number | null;
  /** Whether the relay carries for the author, or is about to. */
  readonly taken: boolean;
}

export type RegisterNote = AuthorNote | RelayNote;

export interface Register<Note extends RegisterNote> {
  readonly id: MessageId;
  readonly note: Note;
  /** When it was last written, ms on the service's clock. */
  readonly writtenAt: number;
}

export interface FoundRegisters {
  readonly author: Register<AuthorNote> | null;
  readonly relay: Register<RelayNote> | null;
}

/** How many registers can be read in one request. */
export const mostRegisters = 1_000;

export interface AuthorRegistersCapability {
  /**
   * Looks through a direct channel for both registers. Only the one by the right person counts, and of several the oldest, so that everybody finds
   * the same one. A channel with very many messages is read in several calls: each of them but the last answers `stands-still`, and the next goes
   * on from there, also where one failed.
   */
  find(
    place: ConversationId,
    writers: { readonly author: PersonId; readonly relay: PersonId },
    signal: AbortSignal,
  ): Promise<Result<FoundRegisters>>;
  /** Reads one as it is now. Null: it is gone, or is no register. */
  read(id: MessageId, signal: AbortSignal): Promise<Result<Register<RegisterNote> | null>>;
  /** Reads many in one request, `mostRegisters` at most; it may be some seconds behind. Those that are gone are left out. */
  readAll(
    ids: readonly MessageId[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<MessageId, Register<RegisterNote>>>>;
  /** Writes a new one. `sentence`: what people see who read the channel in the service's own app. */
  create(
    place: ConversationId,
    note: RegisterNote,
    sentence: string,
    signal: AbortSignal,
  ): Promise<Result<MessageId>>;
  /** Changes an own one. Nobody is told that it was edited. */
  write(id: MessageId, note: RegisterNote, signal: AbortSignal): Promise<Result<null>>;
  /** Deletes an own one. */
  remove(id: MessageId, signal: AbortSignal): Promise<Result<null>>;
}
