/**
 * Hints: somebody outside says that a conversation changed. A hint makes its next pull come sooner, and nothing else; whether there is something
 * to pull, the service says. Conversations for which hints are expected are asked seldom besides, as long as the hints prove to come.
 */
import type { World } from '../../../connectors/world.ts';
import type { ConversationId, Message } from '../../../model/index.ts';
import type { Work } from './schedule.ts';

export interface HintsOptions {
  readonly world: Pick<World, 'now' | 'after' | 'random'>;
  readonly works: {
    get(id: ConversationId): Work | undefined;
    markUrgent(id: ConversationId): void;
    markStale(ids: readonly ConversationId[]): void;
  };
  /** How often a conversation is asked for which hints come, ms. */
  readonly besides: () => number;
  /** Called when something may have to be pulled. */
  readonly onStale: () => void;
}

/** After a pull of a conversation began, the next one that a hint asks for begins this much later, ms. */
export const hintedApart = 2_000;
/**
 * Over this time desktops that show a conversation spread their pulls after a hint, where they take no turns: Graph lets all of them together ask a channel once a
 * second (facts, graph §4).
 */
const spread = 60_000;
/** A message that is older than this, ms, and of which no hint told: no hints come (Graph tells within a minute: facts, relay §2.1). */
const latestHint = 90_000;

export class Hints {
  #expected: ReadonlySet<ConversationId> = new Set();
  /** Where a pull found what no hint had told. */
  readonly #silent = new Set<ConversationId>();
  /** The pulls that are to begin later. */
  readonly #waiting = new Map<ConversationId, () => void>();
  /** When the last hint came, or since when hints are expected, ms. */
  readonly #heardAt = new Map<ConversationId, number>();

  constructor(private readonly options: HintsOptions) {}

  /** From now on hints are expected for these, and for no others. */
  expect(ids: Iterable<ConversationId>): void {
    this.#expected = new Set(ids);
    for (const held of [this.#silent, this.#heardAt])
      for (const id of held.keys()) if (!this.#expected.has(id)) held.delete(id);
    const now = this.options.world.now();
    for (const id of this.#expected) if (!this.#heardAt.has(id)) this.#heardAt.set(id, now);
  }

  /** A hint came: hints are believed. Nothing is pulled for it. */
  came(id: ConversationId): void {
    this.#silent.delete(id);
    if (this.#expected.has(id)) this.#heardAt.set(id, this.options.world.now());
  }

  /** The conversation may have changed. One that is not in the mirror is left alone. */
  heard(id: ConversationId): void {
    const { world, works } = this.options;
    const work = works.get(id);
    if (!work) return;
    this.came(id);
    const now = world.now();
    if (this.#waiting.has(id)) return;
    const wait = Math.min(hintedApart, work.servedAt + hintedApart - now);
    if (wait <= 0) return this.#pull(id);
    this.#later(id, wait);
  }

  /**
   * The same of a conversation at which the user looks: they have what was written, because it is on the other side too. It is pulled in its turn; where there are
   * no turns, everybody who looks must not pull at once.
   */
  heardWhileLooking(id: ConversationId): void {
    const { world, works, onStale } = this.options;
    const work = works.get(id);
    if (!work) return;
    this.came(id);
    if (work.turn !== null) {
      works.markStale([id]);
      return onStale();
    }
    if (this.#waiting.has(id)) return;
    this.#later(id, world.random() * spread);
  }

  /** Whether somebody tells of a conversation what changes there. */
  isTold(id: ConversationId): boolean {
    return this.#expected.has(id) && !this.#silent.has(id);
  }

  /** Whether a conversation that the user opens is to be asked: where hints come, if one has come since it was asked. */
  isDueToOpen(id: ConversationId): boolean {
    return (
      this.isDue(id) || (this.#heardAt.get(id) ?? Infinity) >= (this.options.works.get(id)?.servedAt ?? 0)
    );
  }

  /** Whether a conversation is to be asked now without a hint: where hints come, seldom. */
  isDue(id: ConversationId): boolean {
    if (!this.isTold(id)) return true;
    const { world, works } = this.options;
    const asked = works.get(id)?.servedAt ?? 0;
    const now = world.now();
    // A clock that was put back must not delay the pull.
    return now - asked >= this.options.besides() || asked > now;
  }

  /** A pull brought these messages. Where one is older than a hint takes and no hint told of it, hints are believed no more until the next one comes. */
  pulled(id: ConversationId, messages: readonly Message[]): void {
    if (!this.#expected.has(id)) return;
    const heardAt = this.#heardAt.get(id) ?? 0;
    const before = this.options.world.now() - latestHint;
    if (messages.some(({ createdAt }) => createdAt < before && createdAt > heardAt)) this.#silent.add(id);
  }

  cancel(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #later(id: ConversationId, wait: number): void {
    const cancel = this.options.world.after(wait, () => {
      this.#waiting.delete(id);
      this.#pull(id);
    });
    this.#waiting.set(id, cancel);
  }

  #pull(id: ConversationId): void {
    this.options.works.markUrgent(id);
    this.options.onStale();
  }
}
