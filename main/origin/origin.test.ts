import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOrigin, pageAddresses, type PageName, signInOrigin } from '../../preload/contract/index.ts';
import { contentSecurityPolicy } from './content-security.ts';
import { serveFiles } from './files.ts';
import { answerOrigins } from './origin.ts';

const pages: readonly PageName[] = ['app', 'engine', 'signin'];
const directives = (policy: string): Map<string, string> =>
  new Map(
    policy.split('; ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
  );

describe('the policy', () => {
  it.each(pages)('of %s allows no inline script, no eval, no frame, no form, no plug-in', (page) => {
    const policy = directives(contentSecurityPolicy(page, { nonce: null }));
    for (const name of [
      'default-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
      'frame-src',
      'object-src',
    ]) {
      expect(policy.get(name)).toBe("'none'");
    }
    expect(policy.get('script-src')).toBe(`${page === 'signin' ? signInOrigin : appOrigin}/assets/`);
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe-eval|\*|http:/);
  });
  it.each(pages)('of %s does not let text become markup or script', (page) => {
    const policy = directives(contentSecurityPolicy(page, { nonce: null }));
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    expect(policy.get('trusted-types')).toBe("'none'");
  });
  it('lets the engine reach its own origin, and the other pages no address', () => {
    const connect = (page: PageName) =>
      directives(contentSecurityPolicy(page, { nonce: null })).get('connect-src');
    expect(pages.map(connect)).toEqual(["'none'", "'self'", "'none'"]);
  });
  it('lets no worker run in the page that shows content', () => {
    expect(directives(contentSecurityPolicy('app', { nonce: null })).get('worker-src')).toBe("'none'");
  });
  it('forbids the app page images from the gateway', () => {
    const images = directives(contentSecurityPolicy('app', { nonce: null })).get('img-src') ?? '';
    expect(images.split(' ')).toEqual([`${appOrigin}/app/`, `${appOrigin}/assets/`, 'blob:', 'data:']);
  });
  it('takes a nonce for style elements in place of unsafe-inline, and never allows style attributes', () => {
    const styles = (nonce: string | null) => directives(contentSecurityPolicy('app', { nonce }));
    expect(styles('abc').get('style-src-elem')).toBe("'self' 'nonce-abc'");
    expect(styles(null).get('style-src-elem')).toBe("'self' 'unsafe-inline'");
    expect(styles(null).get('style-src-attr')).toBe("'none'");
  });
});

describe('files', () => {
  let root: string;
  let serve: (path: string, init?: RequestInit) => Promise<Response>;
  beforeAll(async () => {
    root = join(await mkdtemp(join(tmpdir(), 'isthmus-files-')), 'renderer');
    for (const page of [...pages, 'assets']) await mkdir(join(root, page), { recursive: true });
    for (const page of pages)
      await writeFile(join(root, page, 'index.html'), `<!doctype html><head></head>${page}`);
    await writeFile(
      join(root, 'app', 'index.html'),
      '<head><meta property="csp-nonce" nonce="%NONCE%"><style nonce="%NONCE%"></style></head>',
    );
    await writeFile(join(root, 'assets', 'index.js'), 'export {};');
    await writeFile(join(root, 'assets', 'search.wasm'), 'wasm');
    await writeFile(join(root, 'assets', 'notes.txt'), 'not a page’s file');
    await writeFile(join(root, '..', 'secret.json'), '{}');
    const files = serveFiles(root);
    serve = (url, init) => files(new Request(url, init));
  });
  afterAll(() => rm(join(root, '..'), { recursive: true, force: true }));

  it.each(pages)('serves %s with its own policy and no cache', async (page) => {
    const answer = await serve(pageAddresses[page]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const nonce =
      page === 'app' ? /nonce-([^']+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] : null;
    expect(answer.headers.get('content-security-policy')).toBe(
      contentSecurityPolicy(page, { nonce: nonce ?? null }),
    );
  });
  it('gives a document with a placeholder a fresh nonce', async () => {
    const [first, second] = await Promise.all([serve(pageAddresses.app), serve(pageAddresses.app)]);
    const html = await first.text();
    const nonce = /property="csp-nonce" nonce="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(html).not.toContain('%NONCE%');
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    expect(await second.text()).not.toContain(nonce);
  });
  it.each([
    ['the sign-in page on the app’s origin', `${appOrigin}/signin/index.html`],
    ['the app page on the sign-in origin', `${signInOrigin}/app/index.html`],
    ['a file that is not there', `${appOrigin}/assets/missing.js`],
    ['a kind of file no build contains', `${appOrigin}/assets/notes.txt`],
    ['a path out of the folder', `${appOrigin}/..%2fsecret.json`],
    ['an encoded path out of the folder', `${appOrigin}/%2e%2e/%2e%2e/secret.json`],
    ['a malformed path', `${appOrigin}/%zz.js`],
    ['a folder', `${appOrigin}/app/`],
  ])('does not serve %s', async (_what, url) => {
    const answer = await serve(url);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });
  it('answers only GET', async () => {
    expect((await serve(pageAddresses.app, { method: 'POST', body: '' })).status).toBe(404);
  });
  it('forbids sniffing, opening and embedding of every answer', async () => {
    for (const url of [pageAddresses.app, `${appOrigin}/assets/index.js`, `${appOrigin}/missing.js`]) {
      const { headers } = await serve(url);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
  it('gives a worker’s script a policy that lets it work', async () => {
    const { headers } = await serve(`${appOrigin}/assets/index.js`);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect((await serve(`${appOrigin}/assets/search.wasm`)).headers.get('content-type')).toBe(
      'application/wasm',
    );
  });
});

describe('the answers of the origins', () => {
  const named = (name: string) => () => Promise.resolve(new Response(name));
  const answer = answerOrigins(named('files'), named('gateway'));
  it.each([
    [`${appOrigin}/app/index.html`, 'files'],
    [`${appOrigin}/gateway/m-abc/api/v4/users/me`, 'gateway'],
    [`${signInOrigin}/signin/index.html`, 'files'],
    [`${signInOrigin}/gateway/m-abc/api/v4/users/me`, 'files'],
  ])('%s: %s', async (url, who) => {
    expect(await (await answer(new Request(url))).text()).toBe(who);
  });
  it.each([
    'https://graph.microsoft.com/v1.0/me',
    'https://app.isthmus.localhost.example.org/gateway/',
    'https://app.isthmus.localhost:444/gateway/',
  ])('%s: no answer', async (url) => {
    expect((await answer(new Request(url))).type).toBe('error');
  });
});
