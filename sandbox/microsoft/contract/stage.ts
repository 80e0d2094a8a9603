/**
 * The surroundings of Graph's contract tests: a signed-in user, one group chat of theirs, and the content of their tenant. The same tests
 * run on the sandbox (sandbox.ts) and on a real tenant (live.ts). If a tenant lacks something, its tests are skipped with the reason.
 */
import { afterAll, beforeAll, expect, type TestContext } from 'vitest';
import { GraphClient, type GraphFixture } from '../testing/client.ts';
import type { Json } from '../testing/json.ts';

export interface GraphSubject {
  readonly fixture: GraphFixture;
  /** Object id of the signed-in user. */
  readonly userId: string;
  readonly tenantId: string;
  /** Granted permissions. */
  readonly scopes: readonly string[];
  /** Object id or user principal name of the other person in the tests' chat; null: no chat is made. */
  readonly colleague: string | null;
  readonly close: () => Promise<void>;
}

export type OpenGraph = () => Promise<GraphSubject>;

export interface GraphStage {
  readonly subject: GraphSubject;
  readonly client: GraphClient;
  /** Leaves the test out unless one of these permissions was granted. */
  readonly needs: (context: TestContext, ...scopes: readonly string[]) => void;
  /** The path of the tests' own group chat; null if none may be made. */
  readonly chatIfAllowed: () => Promise<string | null>;
  /** The same; skips the test if none may be made. */
  readonly chat: (context: TestContext) => Promise<string>;
  /** Writes in the tests' own chat; gives the message. */
  readonly write: (context: TestContext, content: string) => Promise<Json>;
  /** `{teamId, path}` of the first team's first channel. */
  readonly channel: (context: TestContext) => Promise<{ readonly teamId: string; readonly path: string }>;
}

/** How Graph wants a member of a new chat. */
export const boundMember = (idOrName: string): Record<string, unknown> => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles: ['owner'],
  'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${idOrName}')`,
});

/** Opens a subject for all tests of the enclosing `describe`; the chat is made when first asked for. */
export const graphStage = (open: OpenGraph): GraphStage => {
  let opened: GraphSubject | null = null;
  let chat: Promise<string> | null = null;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
  });
  const subject = (): GraphSubject => {
    if (opened === null) throw new Error('used outside a test');
    return opened;
  };
  const client = (): GraphClient => new GraphClient(subject().fixture);
  const needs = (context: TestContext, ...scopes: readonly string[]): void => {
    if (!scopes.some((scope) => subject().scopes.includes(scope)))
      context.skip(`needs the permission ${scopes.join(' or ')}`);
  };
  const makeChat = async (colleague: string): Promise<string> => {
    const members = [boundMember(subject().userId), boundMember(colleague)];
    const body = { chatType: 'group', topic: 'Isthmus contract tests', members };
    const made = await client().post('/chats', body);
    expect(made.status, JSON.stringify(made.body.value)).toBe(201);
    return `/chats/${made.body.text('id')}`;
  };
  const chatIfAllowed = async (): Promise<string | null> => {
    const { colleague, scopes } = subject();
    return colleague === null || !scopes.includes('Chat.ReadWrite') ? null : (chat ??= makeChat(colleague));
  };
  const ownChat = async (context: TestContext): Promise<string> => {
    needs(context, 'Chat.ReadWrite');
    const path = await chatIfAllowed();
    return path ?? context.skip('needs a chat, and so somebody else to be in it (--with USER)');
  };
  return {
    get subject() {
      return subject();
    },
    get client() {
      return client();
    },
    needs,
    chatIfAllowed,
    chat: ownChat,
    write: async (context, content) => {
      const path = await ownChat(context);
      const answer = await client().post(`${path}/messages`, { body: { contentType: 'html', content } });
      expect(answer.status).toBe(201);
      return answer.body;
    },
    channel: async (context) => {
      needs(context, 'Team.ReadBasic.All');
      const [team] = (await client().get('/me/joinedTeams')).body.items();
      if (!team) return context.skip('needs a team to be in');
      const teamId = team.text('id');
      const primary = await client().get(`/teams/${teamId}/primaryChannel`);
      expect(primary.status).toBe(200);
      return { teamId, path: `/teams/${teamId}/channels/${encodeURIComponent(primary.body.text('id'))}` };
    },
  };
};
