/** What all parts of the connector share. */
import type { AccountId, ConversationId, PersonId } from '../../model/index.ts';
import type { World } from '../world.ts';
import type { GraphClient } from './graph/client.ts';
import type { TeamsPlace } from './ids.ts';
import type { MessageContext } from './message/context.ts';
import type { Snippets } from './message/snippets.ts';

export interface Connection {
  readonly accountId: AccountId;
  readonly tenantId: string;
  readonly me: PersonId;
  readonly world: World;
  readonly client: GraphClient;
  readonly snippets: Snippets;
  /** Histories leave out messages that were created before this (ms); null for no limit. */
  readonly historyNotBefore: number | null;
  /** Channels for which delta was refused since the start. They are listed instead, and delta is tried again after the next start. */
  readonly withoutDelta: Set<ConversationId>;
}

export const messageContext = (
  connection: Connection,
  conversationId: ConversationId,
  place: TeamsPlace,
): MessageContext => ({
  accountId: connection.accountId,
  me: connection.me,
  conversationId,
  place,
});
