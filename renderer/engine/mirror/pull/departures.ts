/**
 * Decides what has left an account. A single list that lacks something may be wrong, and what is deleted because of it cannot be had again.
 * So something has left if two complete lists, some minutes apart, lack it, or if the service itself said so. Counting begins anew at each
 * start.
 */
import type { Overview } from '../../../connectors/connector.ts';
import type { Change, ConversationId, TeamId } from '../../../model/index.ts';
import { type Held, missedBy } from './overview-parts.ts';

/** How long after a list first lacked something it is looked at again, ms. */
export const lookedAtAgain = 180_000;

export class Departures {
  /** Since when lists have lacked it, ms on this machine's clock. */
  #missed = new Map<ConversationId | TeamId, number>();
  readonly #denied = new Set<ConversationId>();

  /** The service said that this conversation does not exist. */
  deny(id: ConversationId): void {
    this.#denied.add(id);
  }

  /** Whether lists lack something of which it is not known yet whether it has left. */
  get open(): boolean {
    return this.#missed.size > 0;
  }

  /** What has left of what the mirror holds, by an overview that was taken at `now` (ms). */
  take(overview: Overview, held: Held, now: number): Change[] {
    const missed = missedBy(overview, held);
    const before = this.#missed;
    this.#missed = new Map();
    const teams = new Set(held.teams);
    const teamOf = new Map(held.conversations.map(({ id, teamId }) => [id, teamId]));
    const isGone = (id: ConversationId | TeamId): boolean => {
      const since = before.get(id);
      // If the clock was put back, counting begins anew.
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
    // A list that names it shows that it still exists.
    for (const id of overview.conversationIds) this.#denied.delete(id);
    return gone;
  }
}
