import { describe, expect, it } from 'vitest';
import type { Answer } from '../testing/client.ts';
import { sandbox } from '../testing/tenant.ts';

const on = { throttling: true };
const statuses = (answers: readonly Answer[]): Record<number, number> =>
  answers.reduce<Record<number, number>>(
    (sum, { status }) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }),
    {},
  );

describe('throttling', () => {
  it('one request per second on a given chat, for all users of the app together: 429 with Retry-After', async () => {
    const { as, chat, world, tenant } = sandbox([], on);
    const path = `/chats/${chat('direct')}/messages`;
    expect((await as('ada').get(path)).status).toBe(200);
    const refused = await as('ben').get(path);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.body.at('error', 'code')).toBe('TooManyRequests');
    expect(tenant.counters.throttled).toBe(1);
    world.pass(1000);
    expect((await as('ben').get(path)).status).toBe(200);
    expect(tenant.counters.requests).toBe(3);
  });

  it('five requests per second and user for List chats and Get chat', async () => {
    const { as } = sandbox([], on);
    const ada = await Promise.all(Array.from({ length: 7 }, () => as('ada').get('/me/chats')));
    expect(statuses(ada)).toEqual({ 200: 5, 429: 2 });
    expect((await as('ben').get('/me/chats')).status).toBe(200);
  });

  it('four requests per second on a given team', async () => {
    const { as, channel } = sandbox([], on);
    const path = `/teams/${channel('General').teamId}/channels`;
    const answers = await Promise.all(Array.from({ length: 6 }, () => as('ada').get(path)));
    expect(statuses(answers)).toEqual({ 200: 4, 429: 2 });
  });

  it('twenty chat message reads per second for the app in the tenant, over all chats', async () => {
    const { as, tenant } = sandbox([], on);
    const ids = Array.from({ length: 25 }, (_, index) =>
      tenant.acts.createChat(['ada', 'ben'], `chat ${index}`),
    );
    const answers = await Promise.all(ids.map((id) => as('ada').get(`/chats/${id}/messages`)));
    expect(statuses(answers)).toEqual({ 200: 20, 429: 5 });
  });

  it('one message per second and user in a chat', async () => {
    const { as, chat, world } = sandbox([], on);
    const send = (): Promise<Answer> =>
      as('ada').post(`/chats/${chat('direct')}/messages`, { body: { content: 'x' } });
    expect([(await send()).status, (await send()).status]).toEqual([201, 429]);
    world.pass(1000);
    expect((await send()).status).toBe(201);
  });

  it('can be switched off at run time', async () => {
    const { as, tenant } = sandbox([], on);
    tenant.settings.throttling = false;
    const answers = await Promise.all(Array.from({ length: 40 }, () => as('ada').get('/me/chats')));
    expect(statuses(answers)).toEqual({ 200: 40 });
  });
});

describe('$batch', () => {
  const get = (id: string, url: string, more: object = {}): object => ({ id, method: 'GET', url, ...more });

  it('answers each request by its id, in any order, with JSON or base64', async () => {
    const { as } = sandbox();
    const requests = ['1', '2', '3', '4', '5'].map((id) => get(id, id === '3' ? '/me/photo/$value' : '/me'));
    const answer = await as('ada').post('/$batch', { requests });
    expect(answer.status).toBe(200);
    const responses = answer.body.items('responses');
    expect(responses.map((one) => one.at('id')).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(responses.map((one) => one.at('id'))).not.toEqual(['1', '2', '3', '4', '5']);
    expect(responses.find((one) => one.at('id') === '3')?.at('body')).toBeTypeOf('string');
  });

  it('applies to each item by itself: the batch is 200, items are 429 with Retry-After', async () => {
    const { as, chat, tenant } = sandbox([], on);
    const requests = ['1', '2', '3'].map((id) => get(id, `/chats/${chat('direct')}/messages`));
    const answer = await as('ada').post('/$batch', { requests });
    expect(answer.status).toBe(200);
    const statusesOf = answer.body.items('responses').map((one) => one.at('status'));
    expect(statusesOf.sort()).toEqual([200, 429, 429]);
    const refused = answer.body.items('responses').find((one) => one.at('status') === 429);
    expect(refused?.at('headers', 'Retry-After')).toBe('1');
    expect(tenant.counters.throttled).toBe(2);
  });

  it('items that depend on a failed one are 424', async () => {
    const { as, chat } = sandbox();
    const requests = [
      get('bad', '/chats/19:none@thread.v2'),
      get('after', '/me', { dependsOn: ['bad'] }),
      {
        id: 'send',
        method: 'POST',
        url: `/chats/${chat('direct')}/messages`,
        body: { body: { content: 'hi' } },
        headers: { 'Content-Type': 'application/json' },
      },
    ];
    const answer = await as('ada').post('/$batch', { requests });
    const byId = new Map(answer.body.items('responses').map((one) => [one.at('id'), one.at('status')]));
    expect(Object.fromEntries(byId)).toEqual({ bad: 404, after: 424, send: 201 });
  });
});
