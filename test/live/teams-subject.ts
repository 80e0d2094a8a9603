/** The Teams connector over a subject of Graph's contract tests: whoever is signed in, with the tests' own chat where there is one. */
import { createTeamsConnector } from '../../renderer/connectors/teams/index.ts';
import type { AccountId, ConversationId, MessageId, PersonId } from '../../renderer/model/index.ts';
import type { GraphStage } from '../../sandbox/microsoft/contract/stage.ts';
import type { ConnectorSubject } from './connector.ts';
import { createLiveWorld } from './world.ts';

const accountId = 'live-teams' as AccountId;
const nobody = '00000000-0000-4000-8000-000000000000';
/** Histories are walked no further back: somebody's real chats are long. */
const month = 30 * 24 * 3600_000;

/** A connector for whoever is signed in. */
export const openTeams = async (on: GraphStage): Promise<ConnectorSubject> => {
  const { fixture, userId, tenantId } = on.subject;
  const connector = createTeamsConnector({
    accountId,
    userId,
    tenantId,
    graphUrl: fixture.baseUrl,
    world: createLiveWorld({ token: fixture.token, fetch: fixture.fetch, socketUrl: null }),
    historyNotBefore: Date.now() - month,
    // The fixture's fetch waits its turn when Graph throttles.
    noAnswerAfter: Infinity,
  });
  const chat = await on.chatIfAllowed();
  const conversationId =
    chat === null ? null : (`${accountId}/chat/${chat.slice('/chats/'.length)}` as ConversationId);
  return {
    connector,
    conversationId,
    write: async (text) => {
      const body = { body: { contentType: 'html', content: `<p>${text}</p>` } };
      const answer = await on.client.post(`${chat ?? ''}/messages`, body);
      return `${conversationId ?? ''}/${answer.body.text('id')}` as MessageId;
    },
    nothing: {
      conversationId: `${accountId}/chat/19:nothing@thread.v2` as ConversationId,
      messageId: `${conversationId ?? ''}/1` as MessageId,
      personId: `${accountId}/user/${nobody}` as PersonId,
    },
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
