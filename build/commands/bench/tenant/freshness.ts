/**
 * How old messages are when desktops have them: from their being stored at Graph to the first of two things, the message itself by a pull, or its copy by
 * Mattermost, which a linked conversation shows in its place.
 */

import { claimShows } from '../../../../renderer/engine/bridge/decide/deciding.ts';

/** Who wrote a message in Teams: a user of Isthmus in Isthmus, or in Teams itself, or somebody without Isthmus. */
export type Writer = 'in-isthmus' | 'in-teams' | 'unconnected';

interface Waiting {
  readonly writer: Writer;
  /** When it was stored at Graph, ms. */
  readonly at: number;
  /** When the relay had pulled it; Infinity if it has not. */
  knownAt: number;
  readonly watched: ReadonlySet<number>;
  /** The members whose Isthmus runs, without the author, and when each had it. */
  readonly seenAt: Map<number, number>;
}

export interface Fresh {
  /** How many pairs of a message and somebody who is to have it. */
  readonly messages: number;
  /** Null if there were none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** The value below which `part` of them are; null of nothing. */
export const percentileOf = (values: readonly number[], part: number): number | null => {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return value === undefined ? null : Math.round(value);
};

export class Freshness {
  readonly #waiting = new Map<string, Waiting>();

  constructor(private readonly now: () => number) {}

  stored(
    channel: string,
    at: number,
    writer: Writer,
    members: Iterable<number>,
    watched: ReadonlySet<number>,
  ): void {
    const seenAt = new Map([...members].map((member) => [member, Infinity]));
    this.#waiting.set(`${channel} ${at}`, { writer, at, knownAt: Infinity, watched, seenAt });
  }

  seen(channel: string, at: number, member: number): void {
    const waiting = this.#waiting.get(`${channel} ${at}`);
    if (waiting?.seenAt.get(member) === Infinity) waiting.seenAt.set(member, this.now());
  }

  relayKnows(channel: string, at: number): void {
    const waiting = this.#waiting.get(`${channel} ${at}`);
    if (waiting?.knownAt === Infinity) waiting.knownAt = this.now();
  }

  /** Of those who were looking at the channel, or of all members; a message that somebody still lacks is as old as it is now. */
  of(whose: 'watched' | 'members', writer: Writer | null = null): Fresh {
    return this.#fresh(whose, writer, ({ at }) => at);
  }

  /** The same from the time at which the relay had the message: what is added to the latency of notifications. */
  afterRelay(whose: 'watched' | 'members', writer: Writer | null = null): Fresh {
    return this.#fresh(whose, writer, ({ at, knownAt }) => (knownAt === Infinity ? at : knownAt));
  }

  /**
   * The same, and for authors who have not connected from the end of the wait for their claim: what desktops, relay and limits add to the two waits that
   * nothing here can shorten.
   */
  afterWaits(whose: 'watched' | 'members'): Fresh {
    return this.#fresh(whose, null, ({ at, knownAt, writer }) =>
      knownAt === Infinity ? at : knownAt + (writer === 'unconnected' ? claimShows : 0),
    );
  }

  #fresh(whose: 'watched' | 'members', writer: Writer | null, from: (waiting: Waiting) => number): Fresh {
    const ages: number[] = [];
    for (const waiting of this.#waiting.values()) {
      if (writer !== null && waiting.writer !== writer) continue;
      for (const [member, seenAt] of waiting.seenAt)
        if (whose === 'members' || waiting.watched.has(member))
          ages.push(Math.max(0, Math.min(seenAt, this.now()) - from(waiting)));
    }
    return { messages: ages.length, p50Ms: percentileOf(ages, 0.5), p95Ms: percentileOf(ages, 0.95) };
  }
}
