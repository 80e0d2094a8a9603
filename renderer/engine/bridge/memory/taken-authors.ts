/**
 * The connected authors whose computers are off, and for whom a relay carries meanwhile. It is in memory only: a relay that starts has taken
 * nobody.
 */
import type { Message, MessageId, PersonId, Service } from '../../../model/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import type { AwayAuthors, CarriedFrom } from '../away.ts';
import type { AuthorStanding } from '../decide/decide.ts';

interface Taken {
  readonly from: CarriedFrom;
  /** Their messages have to be looked at: until then none is carried, so that the older ones go first. */
  isOwed: boolean;
  /** By link: those of their messages that their own Isthmus may have carried. A link that was not looked at yet is not in here. */
  readonly doubts: Map<string, ReadonlySet<MessageId>>;
}

export class TakenAuthors {
  readonly #taken = new Map<PersonId, Taken>();
  readonly #underWay = new Map<PersonId, Set<Promise<unknown>>>();

  /** Without `away` nobody is ever carried for. */
  constructor(private readonly away?: AwayAuthors) {}

  /** The relay has taken this author. Authors are named as they are on Mattermost. */
  take(author: PersonId, from: CarriedFrom): void {
    this.#taken.set(author, { from, isOwed: true, doubts: new Map() });
  }

  /** Nothing more begins for this author; resolves when what is under way has ended. */
  async release(author: PersonId): Promise<void> {
    this.#taken.delete(author);
    for (let left = this.#underWay.get(author); left !== undefined; left = this.#underWay.get(author))
      await Promise.allSettled(left);
  }

  /** Since when an author's messages are to be carried; null if they are not taken. */
  from(author: PersonId): CarriedFrom | null {
    return this.#taken.get(author)?.from ?? null;
  }

  /** Whether there are authors whose messages have to be looked at. */
  hasOwed(): boolean {
    return [...this.#taken.values()].some(({ isOwed }) => isOwed);
  }

  /** Of these authors the ones for whom the relay may carry now; from now on their messages are decided, not left. */
  due(): readonly PersonId[] {
    const due = [...this.#taken].filter(([author, { isOwed }]) => isOwed && this.#mayCarryFor(author));
    // What was carried already is looked for anew: so the older messages get their rows before a newer one goes.
    for (const [author, { from }] of due) this.#taken.set(author, { from, isOwed: false, doubts: new Map() });
    return due.map(([author]) => author);
  }

  /** Their messages could not be looked at. */
  owe(author: PersonId): void {
    const taken = this.#taken.get(author);
    if (taken) taken.isOwed = true;
  }

  /** What their own Isthmus carried over this link is known now, but for these messages. */
  joined(author: PersonId, linkId: string, doubts: ReadonlySet<MessageId>): void {
    this.#taken.get(author)?.doubts.set(linkId, doubts);
  }

  /**
   * How a connected author and a message of theirs stand. Where the relay has taken the author, but may not carry at this moment, the message
   * is left, and looked at again later.
   */
  standingOf(
    author: PersonId,
    link: Pick<LinkRow, 'id' | Service>,
    message: Pick<Message, 'id' | 'conversationId' | 'createdAt'>,
  ): AuthorStanding {
    const taken = this.#taken.get(author);
    if (taken === undefined) return { kind: 'connected' };
    if (taken.isOwed || !this.#mayCarryFor(author)) {
      taken.isOwed = true;
      return { kind: 'connected' };
    }
    const since = this.away?.wantedSince(author, link) ?? null;
    const service = message.conversationId === link.teams ? 'teams' : 'mattermost';
    if (since === null || message.createdAt < since[service])
      return { kind: 'away', as: author, carried: 'unwanted' };
    const doubts = taken.doubts.get(link.id);
    const carried = doubts === undefined ? 'unasked' : doubts.has(message.id) ? 'perhaps' : 'no';
    return { kind: 'away', as: author, carried };
  }

  /** Does something for an author; `release` waits for it. */
  async during<Outcome>(author: PersonId, work: () => Promise<Outcome>): Promise<Outcome> {
    const underWay = this.#underWay.get(author) ?? new Set();
    this.#underWay.set(author, underWay);
    const run = work().finally(() => {
      underWay.delete(run);
      if (underWay.size === 0) this.#underWay.delete(author);
    });
    underWay.add(run);
    return run;
  }

  #mayCarryFor(author: PersonId): boolean {
    return this.away?.mayCarryFor(author) === true;
  }
}
