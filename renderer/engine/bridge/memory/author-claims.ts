/**
 * Asks, for a relay, who has connected of those who are in a link's conversations. A claim is the author's word that their own Isthmus
 * carries. So a relay sends a message only after a question that began some time after it first saw the message (deciding.ts): a claim from
 * before the message has become visible by then.
 */
import type { AccountId, Change, PersonId, ServiceFailure } from '../../../model/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { BatchSource } from '../../follower.ts';

export interface AuthorAsking {
  readonly sides: {
    readonly mattermost: {
      readonly accountId: AccountId;
      readonly connector: Pick<Connector, 'members' | 'people'>;
    };
  };
  readonly store: (service: 'mattermost', changes: readonly Change[], source: BatchSource) => Promise<void>;
  readonly signal: AbortSignal;
}

export class AuthorClaims {
  readonly #readAt = new Map<string, number>();

  constructor(private readonly world: Pick<World, 'now'>) {}

  /**
   * When the last question about this link began that was answered, ms; -Infinity if there was none, or if the clock was put back since: such
   * a question would seem to come after messages that are newer.
   */
  readAt(linkId: string): number {
    const at = this.#readAt.get(linkId) ?? -Infinity;
    return at > this.world.now() ? -Infinity : at;
  }

  /**
   * Asks Mattermost for the profiles of everybody in the link's channel: only they can carry into it. `author` is asked for too, who may have
   * left it. Null if all was answered and is stored.
   */
  async ask(
    { sides, store, signal }: AuthorAsking,
    link: LinkRow,
    author: PersonId | null,
  ): Promise<ServiceFailure | null> {
    const begun = this.world.now();
    const { connector, accountId } = sides.mattermost;
    const members = await connector.members(link.mattermost, signal);
    if (!members.ok) return members.failure;
    const changes = [...members.value];
    const isThere = changes.some((change) => change.kind === 'person' && change.person.id === author);
    if (author?.startsWith(`${accountId}/`) === true && !isThere) {
      const alone = await connector.people([author], signal);
      if (!alone.ok) return alone.failure;
      changes.push(...alone.value);
    }
    await store('mattermost', changes, 'changes');
    this.#readAt.set(link.id, begun);
    return null;
  }
}
