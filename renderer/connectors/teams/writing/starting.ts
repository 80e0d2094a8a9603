/**
 * Begins chats (Graph, `POST /chats`; permission Chat.Create, which Chat.ReadWrite includes). A one-to-one chat that exists is returned; a
 * group chat is another one each time (facts, graph §2). People are those whom the mirror knows: searching the directory would need
 * User.ReadBasic.All.
 */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import type { Invited, Started, StartingCapability } from '../../starting.ts';
import type { Connection } from '../connection.ts';
import { userOf } from '../ids.ts';
import { readChat } from '../reading/chats.ts';

/** `graphUrl`: Graph with its version, by which members are named. */
export const createTeamsStarting = (connection: Connection, graphUrl: string): StartingCapability => {
  const memberOf = (userId: string, role: 'owner' | 'guest') => ({
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: [role],
    'user@odata.bind': `${graphUrl.replace(/(?<!\/)\/+$/, '')}/users('${userId.replaceAll("'", "''")}')`,
  });
  const start = async (others: readonly Invited[], signal: AbortSignal): Promise<Result<Started>> => {
    const me = userOf(connection.accountId, connection.me);
    const members = others.flatMap(({ id, kind }) => {
      const user = userOf(connection.accountId, id);
      return user === null ? [] : [memberOf(user, kind === 'guest' ? 'guest' : 'owner')];
    });
    if (me === null || members.length === 0 || members.length !== others.length)
      return failed({ kind: 'not-found' });
    const answer = await connection.client.post(
      '/chats',
      { chatType: others.length === 1 ? 'oneOnOne' : 'group', members: [memberOf(me, 'owner'), ...members] },
      signal,
    );
    if (!answer.ok) return answer;
    const facts = readChat(connection, answer.value, undefined);
    if (facts === null) return failed({ kind: 'not-found' });
    const participants = [...new Set([connection.me, ...others.map(({ id }) => id)])].sort();
    return succeeded({
      id: facts.id,
      changes: [{ kind: 'conversation', conversation: { ...facts, participants } }],
    });
  };
  return { isRepeatable: (others) => others.length === 1, start };
};
