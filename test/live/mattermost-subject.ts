/** The Mattermost connector over a fixture of the contract tests: ada reads, bo writes in the lobby. */
import { createMattermostConnector } from '../../renderer/connectors/mattermost/index.ts';
import type { AccountId, ConversationId, MessageId, PersonId } from '../../renderer/model/index.ts';
import { makeScene, type Fixture } from '../../sandbox/mattermost/contract/fixture.ts';
import type { ConnectorSubject } from './connector.ts';
import { createLiveWorld } from './world.ts';

const accountId = 'live-mattermost' as AccountId;
const unknown = 'q'.repeat(26);

/** Makes people and a channel, and a connector for one of them. */
export const openMattermost = async (fixture: Fixture): Promise<ConnectorSubject> => {
  const { ada, bo, channelId } = await makeScene(fixture);
  const connector = createMattermostConnector({
    accountId,
    userId: ada.id,
    baseUrl: fixture.baseUrl,
    world: createLiveWorld({ token: ada.token ?? '', fetch: fixture.fetch, socketUrl: fixture.baseUrl }),
  });
  return {
    connector,
    conversationId: `${accountId}/${channelId}` as ConversationId,
    write: async (message) => {
      const post = await bo.post('/posts', { channel_id: channelId, message });
      return `${accountId}/${channelId}/${String(post.id)}` as MessageId;
    },
    nothing: {
      conversationId: `${accountId}/${unknown}` as ConversationId,
      messageId: `${accountId}/${channelId}/${unknown}` as MessageId,
      personId: `${accountId}/${unknown}` as PersonId,
    },
    settle: fixture.settle,
    close: fixture.close,
  };
};
