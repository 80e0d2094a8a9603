/** A connector with a small scripted server, for tests of single acts. */
import type { ConversationId, FileId, MessageId, PersonId } from '../../../model/index.ts';
import type { SharedMemoryCapability, WritingCapability } from '../../writing.ts';
import { createMattermostConnector } from '../connector.ts';
import { accountId, channelId, id, me, post } from './payloads.ts';
import { smallServer, type SmallServer } from './server.ts';
import { json } from './world.ts';

export const conversationId = `${accountId}/${channelId}` as ConversationId;
export const messageId = (number: number): MessageId =>
  `${conversationId}/${id('post', number)}` as MessageId;
export const testPersonId = (userId: string): PersonId => `${accountId}/${userId}` as PersonId;
export const testFileId = `${accountId}/${id('file')}` as FileId;

export interface Writer {
  readonly server: SmallServer;
  readonly writing: WritingCapability;
  readonly memory: SharedMemoryCapability;
  /** The JSON that was sent to a route, in order. */
  readonly sent: { readonly route: string; readonly body: Record<string, unknown> }[];
}

/** A route's answer: a value, or a function that makes it of the request's body. */
type Answer = unknown;

/**
 * A connector whose server answers these routes. Unless `routes` says otherwise, `POST /posts` and patches answer with the post that was
 * sent.
 */
export const makeWriter = (routes: Readonly<Record<string, Answer>> = {}): Writer => {
  const sent: Writer['sent'] = [];
  const noting =
    (route: string, answer: Answer) =>
    async (_url: URL, request: Request): Promise<Response> => {
      if ((request.headers.get('Content-Type') ?? '').startsWith('application/json'))
        sent.push({ route, body: (await request.json()) as Record<string, unknown> });
      if (answer instanceof Response) return answer.clone();
      return typeof answer === 'function'
        ? (answer as (body: unknown) => Response | Promise<Response>)(sent.at(-1)?.body)
        : json(answer);
    };
  const all: Record<string, Answer> = {
    'GET /config/client': { MaxPostSize: '16383', MaxFileSize: '104857600', PostPriority: 'true' },
    'POST /posts': (body: Record<string, unknown>) =>
      json(post(1, { user_id: me, ...body, metadata: {} }), 201),
    ...routes,
  };
  const server = smallServer(
    [],
    Object.fromEntries(Object.entries(all).map(([route, answer]) => [route, noting(route, answer)])),
  );
  const { writing, memory } = createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  });
  if (!writing || !memory) throw new Error('the connector cannot write');
  return { server, writing, memory, sent };
};

/** An error as Mattermost answers it. */
export const mattermostRefusal = (status: number, errorId: string): Response =>
  json({ id: errorId, message: 'No.', detailed_error: '', request_id: 'r', status_code: status }, status);
