/**
 * Those who have disconnected, and at whose messages a relay has to look once more: when it starts, when somebody disconnects, and when it takes
 * links from another relay. Who they are is in the database, because a relay may end at any moment.
 */
import type { World } from '../../../connectors/world.ts';
import {
  readLeftAuthors,
  readLinkRows,
  settleLeftAuthor,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import { carriesForOthers } from '../decide/relay.ts';

export interface LeftAuthorsOptions {
  readonly world: Pick<World, 'now'>;
  readonly database: IsthmusDatabase;
  /** Whether this relay carries over a link now. */
  readonly holds: (linkId: string) => boolean;
}

/** How long they are kept for links over which another relay carries, ms: it may end, and this one take its links. */
const keptForOthers = 86_400_000;

export class LeftAuthors {
  /** Whether the database may hold somebody to look at; so it is not read each time. */
  #mayHave = true;
  #startedAt: number;

  constructor(private readonly options: LeftAuthorsOptions) {
    this.#startedAt = options.world.now();
  }

  /** The relay starts. */
  begin(): void {
    this.#startedAt = this.options.world.now();
    this.#mayHave = true;
  }

  /** There may be more to look at. */
  lookAgain(): void {
    this.#mayHave = true;
  }

  /** Calls `work` if there is anybody to look at, until it has answered true. False: it is to be called again. */
  async look(work: () => Promise<boolean>): Promise<boolean> {
    if (!this.#mayHave) return true;
    this.#mayHave = false;
    try {
      if (!(await this.#isAnybodyOwed()) || (await work())) return true;
    } catch (error) {
      this.#mayHave = true;
      throw error;
    }
    this.#mayHave = true;
    return false;
  }

  /** Whether there is anybody over links of this relay. Forgets the links that are gone, and those over which others have carried for long. */
  async #isAnybodyOwed(): Promise<boolean> {
    const { database, holds, world } = this.options;
    const rows = await readLeftAuthors(database);
    if (rows.length === 0) return false;
    const links = new Map((await readLinkRows(database)).map((link) => [link.id, link]));
    const isToLookAt = (linkId: string): boolean => {
      const link = links.get(linkId);
      return link?.carried === true && carriesForOthers(link) && holds(linkId);
    };
    const isOver = (linkId: string, at: number): boolean => {
      const link = links.get(linkId);
      if (link === undefined || !carriesForOthers(link)) return true;
      return !holds(linkId) && world.now() - Math.max(at, this.#startedAt) > keptForOthers;
    };
    for (const row of rows)
      await settleLeftAuthor(database, row, new Set(row.links.filter((id) => isOver(id, row.at))));
    return rows.some((row) => row.links.some(isToLookAt));
  }
}
