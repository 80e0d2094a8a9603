/**
 * Those who have disconnected, and whose messages a relay has to look at once more: it left them to the author's own Isthmus, which carries
 * nothing any more. It is in memory only.
 */
import type { PersonId, Service } from '../../../model/index.ts';
import type { CarriedFrom } from '../away.ts';

/** Both accounts of somebody who has disconnected, and since when their messages are looked at. */
export interface LeftAuthor {
  readonly author: Readonly<Record<Service, PersonId>>;
  readonly from: CarriedFrom;
}

/** How old a message may be that is carried after its author has disconnected, ms: what is older they have seen not to be carried. */
const looksBack = 3_600_000;

export class LeftAuthors {
  readonly #left = new Map<string, LeftAuthor>();

  /** This person's claim is gone. `now`: this machine's clock, ms. */
  leaves(author: LeftAuthor['author'], now: number): void {
    const from = now - looksBack;
    this.#left.set(`${author.mattermost} ${author.teams}`, {
      author,
      from: { mattermost: from, teams: from },
    });
  }

  /** Whether there is anybody to look at. */
  hasAny(): boolean {
    return this.#left.size > 0;
  }

  all(): readonly LeftAuthor[] {
    return [...this.#left.values()];
  }

  /** Their messages were looked at. */
  done(left: LeftAuthor): void {
    for (const [key, one] of this.#left) if (one === left) this.#left.delete(key);
  }
}
