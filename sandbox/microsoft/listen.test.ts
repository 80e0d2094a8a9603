import { Agent, get, request } from 'node:https';
import { createHash, X509Certificate } from 'node:crypto';
import { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type Certificate } from './certificate.ts';
import { listenMicrosoft } from './listen.ts';
import { message, startedAt } from './testing/organisation.ts';
import { sandbox } from './testing/tenant.ts';

interface Heard {
  readonly status: number;
  readonly body: string;
}

describe('the listener', () => {
  const box = sandbox([message('d', 'direct', 'ben', startedAt, 'hello')]);
  let pem: Certificate;
  let server: Awaited<ReturnType<typeof listenMicrosoft>>;

  beforeAll(async () => {
    pem = await makeCertificate(['localhost', '127.0.0.1']);
    server = await listenMicrosoft(box.tenant, pem);
  });
  afterAll(() => server.close());

  const hear = (url: string, headers: Record<string, string> = {}): Promise<Heard> =>
    new Promise((resolve, reject) => {
      get(url, { headers, agent: new Agent({ ca: pem.cert }) }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
        );
        response.on('error', reject);
      }).on('error', reject);
    });

  it('has a P-256 certificate for localhost, with the hash Chromium wants', () => {
    const certificate = new X509Certificate(pem.cert);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
    expect(pem.spki).toBe(createHash('sha256').update(spki).digest('base64'));
  });

  it('serves both hosts over https on localhost, with such addresses in the answers', async () => {
    const document = await hear(
      `${server.loginUrl}/${box.tenant.tenantId()}/v2.0/.well-known/openid-configuration`,
    );
    expect(JSON.parse(document.body)).toMatchObject({
      issuer: `${server.loginUrl}/${box.tenant.tenantId()}/v2.0`,
    });
    const me = await hear(`${server.graphUrl}/v1.0/me`, {
      authorization: `Bearer ${box.tenant.tokenFor('ada', ['User.Read'])}`,
    });
    expect(me.status).toBe(200);
    expect(me.body).toContain(`${server.graphUrl}/v1.0/$metadata`);
  });

  it('a broken connection is a destroyed socket', async () => {
    const remove = box.faults.add({
      matches: (one) => one.url.endsWith('/me'),
      fault: { kind: 'lost-request' },
      times: 1,
    });
    const url = `${server.graphUrl}/v1.0/me`;
    await expect(hear(url)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await hear(url)).status).toBe(401);
    remove();
  });

  it('closes also if an answer never comes', async () => {
    const other = await listenMicrosoft(box.tenant, pem);
    box.faults.add({ matches: (one) => one.url.endsWith('/never'), fault: { kind: 'never' } });
    const waiting = new Promise((resolve) => {
      request(`${other.graphUrl}/v1.0/never`, { agent: new Agent({ ca: pem.cert }) })
        .on('error', resolve)
        .end();
    });
    await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    expect(await waiting).toBeInstanceOf(Error);
    box.tenant.moveTo(server);
  });
});

describe('@microsoft/microsoft-graph-client', () => {
  it('works with the tenant in-process: its own middleware, paging by nextLink, errors', async () => {
    const box = sandbox(
      Array.from({ length: 70 }, (_, index) =>
        message(`d${index}`, 'direct', 'ben', startedAt + index, String(index)),
      ),
    );
    const { token, baseUrl, fetch } = box.fixture('ada');
    const client = Client.initWithMiddleware({
      baseUrl: `${baseUrl.replace('/v1.0', '')}/`,
      defaultVersion: 'v1.0',
      middleware: {
        execute: async (context) => {
          const options = {
            ...context.options,
            headers: {
              ...(context.options?.headers as Record<string, string>),
              authorization: `Bearer ${token}`,
            },
          };
          context.response = await fetch(new Request(context.request, options));
        },
      },
    });
    const first = (await client
      .api(`/chats/${box.chat('direct')}/messages`)
      .top(50)
      .get()) as { value: unknown[]; '@odata.nextLink': string };
    const second = (await client.api(first['@odata.nextLink']).get()) as { value: unknown[] };
    expect([first.value.length, second.value.length]).toEqual([50, 20]);
    await expect(client.api('/chats/none').get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'NotFound',
    });
  });
});

describe('faults', () => {
  it('have each service’s own form of error', async () => {
    const box = sandbox();
    box.faults.add({ matches: () => true, fault: { kind: 'status', status: 503, retryAfter: 7 } });
    const graph = await box.tenant.graph.fetch(new Request('https://graph.sandbox.example/v1.0/me'));
    expect(graph.headers.get('retry-after')).toBe('7');
    expect(await graph.json()).toMatchObject({ error: { code: 'ServiceUnavailable' } });
    const login = await box.tenant.login.fetch(
      new Request('https://login.sandbox.example/common/oauth2/v2.0/token', { method: 'POST' }),
    );
    expect(await login.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });
});
