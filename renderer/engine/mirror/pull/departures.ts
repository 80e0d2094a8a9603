/**
 * What has left an account. One list that lacks something may be wrong, and what it takes away with it cannot be had again: gone is
 * what whole lists lack twice, some minutes apart, or once where the service said so by itself. Counted anew at each start.
 */
import type { Overview } from '../../../connectors/connector.ts';
import type { Change, ConversationId, TeamId } from '../../../model/index.ts';
import { type Held, missedBy } from './overview-parts.ts';

/** So long after a list first lacked something it is looked at again, ms. */
export const lookedAtAgain = 180_000;

export class Departures {
  /** Since when (ms, this machine's clock) lists have lacked it. */
  #missed = new Map<ConversationId | TeamId, number>();
  readonly #denied = new Set<ConversationId>();

  /** The service said of this conversation that it is not there. */
  deny(id: ConversationId): void {
    this.#denied.add(id);
  }

  /** Whether something is lacking that is not known to be gone yet. */
  get open(): boolean {
    return this.#missed.size > 0;
  }

  /** What is gone of what the mirror holds, by an overview that was taken at `now` (ms). */
  take(overview: Overview, held: Held, now: number): Change[] {
    const missed = missedBy(overview, held);
    const before = this.#missed;
    this.#missed = new Map();
    const teams = new Set(held.teams);
    const teamOf = new Map(held.conversations.map(({ id, teamId }) => [id, teamId]));
    const isGone = (id: ConversationId | TeamId): boolean => {
      const since = before.get(id);
      // A clock that was put back counts anew.
      if (since !== undefined && since <= now && now - since >= lookedAtAgain) return true;
      this.#missed.set(id, since === undefined || since > now ? now : since);
      return false;
    };
    const isWithoutTeam = (id: ConversationId): boolean => {
      const team = teamOf.get(id) ?? null;
      return team !== null && !teams.has(team);
    };
    const gone: Change[] = [];
    for (const id of missed.conversations)
      if (this.#denied.has(id) || isWithoutTeam(id) || isGone(id))
        gone.push({ kind: 'conversation-gone', id });
    for (const id of missed.teams) if (isGone(id)) gone.push({ kind: 'team-gone', id });
    // A list that names it says that it is there after all.
    for (const id of overview.conversationIds) this.#denied.delete(id);
    return gone;
  }
}
