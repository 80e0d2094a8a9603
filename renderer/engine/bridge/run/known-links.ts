/**
 * The links of which this computer knows, since it took over, what was carried before. Over these alone it carries. It is kept in the database,
 * for the next start, and in memory, so that what runs stops at once when somebody else may have carried.
 */
import { forgetKnownLinks, type IsthmusDatabase, type LinkRow } from '../../../store/index.ts';

export class KnownLinks {
  readonly #links = new Map<string, LinkRow>();
  #forgetting = 0;
  #times = 0;

  constructor(private readonly database: IsthmusDatabase) {}

  /** How often they were forgotten. What was read from the database before the last time counts no more. */
  get timesForgotten(): number {
    return this.#times;
  }

  /** The link, if it is known. */
  get(linkId: string): LinkRow | undefined {
    return this.#forgetting > 0 ? undefined : this.#links.get(linkId);
  }

  /** The database says that it is known. */
  add(link: LinkRow): void {
    this.#links.set(link.id, link);
  }

  /** All are to be read from the database again. */
  clear(): void {
    this.#links.clear();
  }

  /** What is known to be carried over these links holds no more: others may have carried. Rejects if the database refuses. */
  async forget(isForgotten: (linkId: string) => boolean): Promise<void> {
    this.#forgetting += 1;
    try {
      await forgetKnownLinks(this.database, isForgotten);
    } finally {
      this.#links.clear();
      this.#times += 1;
      this.#forgetting -= 1;
    }
  }
}
