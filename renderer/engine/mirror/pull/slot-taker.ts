/** Gives each conversation its slots, by who this Isthmus is, how many desktops there are, and what a relay tells them. */
import type { Connector } from '../../../connectors/connector.ts';
import type { ConversationId } from '../../../model/index.ts';
import { shiftOf } from './slots.ts';
import type { WorkList } from './work-list.ts';

export interface SlotTakerOptions {
  readonly connector: Pick<Connector, 'sharedResourceOf'>;
  readonly works: Pick<WorkList, 'takeSlots' | 'untilAsked'>;
  /** Called when something may be asked earlier than before. */
  readonly onTaken: () => void;
}

export class SlotTaker {
  #areMany = false;
  #expected: ReadonlySet<ConversationId> = new Set();
  #asRelay: ReadonlySet<ConversationId> = new Set();
  /** The conversations of which a relay tells many desktops, by their names under the narrowest limit. */
  #told: ReadonlyMap<string, ConversationId> = new Map();

  constructor(private readonly options: SlotTakerOptions) {}

  /** Whether many desktops share the service's limits. */
  set areMany(areMany: boolean) {
    this.#areMany = areMany;
    this.#take();
  }

  /** A relay tells what changes in these conversations, and in no others. */
  set expected(ids: Iterable<ConversationId>) {
    this.#expected = new Set(ids);
    this.#take();
  }

  /** This is a relay, and many desktops ask for these conversations, too. */
  set askedByMany(ids: Iterable<ConversationId>) {
    this.#asRelay = new Set(ids);
    this.#take();
  }

  /** How long from a time (ms) until anything may be asked of what the narrowest limit calls `resource`, ms. */
  untilAsked(resource: string, from: number): number {
    const id = this.#told.get(resource);
    return id === undefined ? 0 : this.options.works.untilAsked(id, from);
  }

  #take(): void {
    const { connector, works, onTaken } = this.options;
    const nameOf = (id: ConversationId): string | null => connector.sharedResourceOf?.(id) ?? null;
    const told = this.#areMany ? new Set([...this.#asRelay, ...this.#expected]) : this.#asRelay;
    works.takeSlots(({ id, turn }) => {
      const isTold = told.has(id);
      if (turn === null && !isTold) return null;
      return { of: this.#asRelay.has(id) ? 'relay' : 'desktop', isTold, shift: shiftOf(nameOf(id) ?? id) };
    });
    this.#told = new Map(
      [...told].flatMap((id) => {
        const name = nameOf(id);
        return name === null ? [] : [[name, id] as const];
      }),
    );
    onTaken();
  }
}
