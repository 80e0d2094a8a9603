import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from './serve.ts';

const where = { address: '127.0.0.1', port: 0, hosts: [] };

const started = async (body: () => Promise<string> = () => Promise.resolve('up 1\n')) => {
  const failures: unknown[] = [];
  const served = await serve({
    where,
    pages: { '/metrics': { contentType: 'text/plain', body } },
    onFailed: (error) => void failures.push(error),
  });
  if (served.kind === 'refused') throw new Error(served.code);
  onTestFinished(served.close);
  const ask = (path: string, { method = 'GET', host = `127.0.0.1:${served.port}` } = {}) =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }>(
      (resolve, reject) => {
        request(
          { ...where, host: where.address, port: served.port, path, method, headers: { host } },
          (answer) => {
            let text = '';
            answer.setEncoding('utf8').on('data', (part: string) => void (text += part));
            answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
          },
        )
          .on('error', reject)
          .end();
      },
    );
  return { ask, failures, port: served.port };
};

it('answers GET of its pages, and nothing of it is kept by a cache', async () => {
  const { ask } = await started();
  const { status, headers, text } = await ask('/metrics?debug=1');
  expect([status, text, headers['content-type']]).toEqual([200, 'up 1\n', 'text/plain']);
  expect(headers['cache-control']).toBe('no-store');
});

it('refuses other paths, other methods, and requests that mean another host', async () => {
  const { ask } = await started();
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/__proto__')).status).toBe(404);
  expect((await ask('/metrics', { method: 'POST' })).status).toBe(405);
  const rebound = await ask('/metrics', { host: 'rebinding.example' });
  expect([rebound.status, rebound.text]).toEqual([421, '']);
});

it('a page that cannot be made is an answer 500, and the next one is answered again', async () => {
  let isBroken = true;
  const { ask, failures } = await started(() =>
    isBroken ? Promise.reject(new TypeError('broken')) : Promise.resolve('fine'),
  );
  expect((await ask('/metrics')).status).toBe(500);
  expect(failures).toEqual([new TypeError('broken')]);
  isBroken = false;
  expect((await ask('/metrics')).text).toBe('fine');
});

it('is refused where another program has the port', async () => {
  const { port } = await started();
  expect(await serve({ where: { ...where, port }, pages: {}, onFailed: () => undefined })).toEqual({
    kind: 'refused',
    code: 'EADDRINUSE',
  });
});
