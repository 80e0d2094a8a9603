/**
 * Asks, for a relay, whether an author has connected, and remembers when it asked. A relay sends a message only after a question that began
 * some time after it first saw the message (deciding.ts): a claim from before the message has become visible by then.
 */
import type {
  Change,
  ConversationId,
  PersonId,
  Result,
  Service,
  ServiceFailure,
} from '../../../model/index.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { BatchSource } from '../../follower.ts';
import type { AuthorQuestions } from '../decide/author.ts';

export interface AuthorAsking {
  readonly sides: {
    readonly mattermost: { readonly connector: Pick<Connector, 'members' | 'people'> };
    readonly teams: { readonly connector: Pick<Connector, 'members'> };
  };
  readonly store: (service: Service, changes: readonly Change[], source: BatchSource) => Promise<void>;
  readonly signal: AbortSignal;
}

/** An answer that is older than this is of no use any more, ms. */
const forgottenAfter = 1_800_000;

export class AuthorClaims {
  readonly #askedAt = new Map<PersonId | ConversationId, number>();

  constructor(private readonly world: Pick<World, 'now'>) {}

  /**
   * When the last question about this person, or the members of this conversation, began that was answered, ms; -Infinity if there was none,
   * or if the clock was put back since: such a question would seem to come after messages that are newer.
   */
  askedAt(of: PersonId | ConversationId): number {
    const at = this.#askedAt.get(of) ?? -Infinity;
    return at > this.world.now() ? -Infinity : at;
  }

  /** Asks, and stores the answers. Null if all was answered. */
  async ask(
    { sides, store, signal }: AuthorAsking,
    { people, members }: Pick<AuthorQuestions, 'people' | 'members'>,
  ): Promise<ServiceFailure | null> {
    this.#forget();
    const ask = async (
      service: Service,
      of: readonly (PersonId | ConversationId)[],
      question: () => Promise<Result<readonly Change[]>>,
    ): Promise<ServiceFailure | null> => {
      const begun = this.world.now();
      const answer = await question();
      if (!answer.ok) return answer.failure;
      await store(service, answer.value, 'changes');
      for (const one of of) this.#askedAt.set(one, begun);
      return null;
    };
    for (const [service, id] of members) {
      const failure = await ask(service, [id], () => sides[service].connector.members(id, signal));
      if (failure !== null) return failure;
    }
    if (people.length === 0) return null;
    return ask('mattermost', people, () => sides.mattermost.connector.people(people, signal));
  }

  /** Takes a question that was refused for answered: what the mirror knows has to do. */
  takeForAnswered({ people, members }: Pick<AuthorQuestions, 'people' | 'members'>): void {
    for (const of of [...people, ...members.map(([, id]) => id)]) this.#askedAt.set(of, this.world.now());
  }

  #forget(): void {
    const now = this.world.now();
    for (const [of, at] of this.#askedAt) if (Math.abs(now - at) > forgottenAfter) this.#askedAt.delete(of);
  }
}
