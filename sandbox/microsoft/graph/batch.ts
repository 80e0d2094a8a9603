/** `$batch`: up to 20 requests in one, each with its own status and its own limits, answered in any order (facts, graph §4). */
import { z } from 'zod';
import { json } from './answer.ts';
import { badRequest, GraphError } from './errors.ts';
import type { GraphService } from './service.ts';

const mostRequests = 20;

const batchBody = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      url: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
      dependsOn: z.array(z.string()).optional(),
    }),
  ),
});

type Item = z.infer<typeof batchBody>['requests'][number];

interface ItemAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const answerOf = async (id: string, response: Response): Promise<ItemAnswer> => {
  const headers: Record<string, string> = {};
  const names = {
    'content-type': 'Content-Type',
    'retry-after': 'Retry-After',
    location: 'Location',
  } as const;
  for (const [name, shown] of Object.entries(names)) {
    const value = response.headers.get(name);
    if (value !== null) headers[shown] = value;
  }
  const content = Buffer.from(await response.arrayBuffer());
  if (content.length === 0) return { id, status: response.status, headers };
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const body: unknown = isJson ? JSON.parse(content.toString('utf8')) : content.toString('base64');
  return { id, status: response.status, headers, body };
};

const requestOf = (service: GraphService, outer: Request, item: Item): Request => {
  const headers = new Headers(item.headers);
  headers.set('authorization', outer.headers.get('authorization') ?? '');
  const hasBody = item.body !== undefined && item.method !== 'GET';
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const text = typeof item.body === 'string' ? Buffer.from(item.body, 'base64') : JSON.stringify(item.body);
  return new Request(`${service.graphUrl()}/v1.0${item.url.startsWith('/') ? '' : '/'}${item.url}`, {
    method: item.method,
    headers,
    ...(hasBody ? { body: text } : {}),
  });
};

const failed: Pick<ItemAnswer, 'status' | 'headers' | 'body'> = {
  status: 424,
  headers: { 'Content-Type': 'application/json' },
  body: { error: { code: 'FailedDependency', message: 'A request on which this one depends has failed.' } },
};

/** Answers a batch; the whole is 200 whatever its items are. */
export const answerBatch = async (
  service: GraphService,
  outer: Request,
  dispatch: (request: Request) => Promise<Response>,
): Promise<Response> => {
  let sent: unknown;
  try {
    sent = await outer.json();
  } catch {
    throw badRequest('Invalid batch payload format.');
  }
  const parsed = batchBody.safeParse(sent);
  if (!parsed.success) throw badRequest('Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > mostRequests) {
    throw new GraphError(
      400,
      'MaximumValueExceeded',
      `Number of batch request steps exceeds the maximum value of ${mostRequests}.`,
    );
  }
  if (new Set(requests.map((item) => item.id)).size !== requests.length) {
    throw badRequest('Request ids of a batch must be unique.');
  }
  const answers = new Map<string, ItemAnswer>();
  for (const item of requests) {
    const good = (item.dependsOn ?? []).every((id) => (answers.get(id)?.status ?? 500) < 400);
    const answer = good
      ? await answerOf(item.id, await dispatch(requestOf(service, outer, item)))
      : { id: item.id, ...failed };
    answers.set(item.id, answer);
  }
  return json({ responses: shuffled([...answers.values()], () => service.world.random()) });
};

const shuffled = <Value>(values: readonly Value[], random: () => number): Value[] =>
  values
    .map((value) => ({ value, at: random() }))
    .sort((left, right) => left.at - right.at)
    .map(({ value }) => value);
