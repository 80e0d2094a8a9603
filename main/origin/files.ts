/** Serves the built pages from disk: only files below the root, and only kinds of files that a build contains. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { type PageName, pageAt } from '../../preload/contract/index.ts';
import {
  commonHeaders,
  contentSecurityPolicy,
  inertPolicy,
  nonceMark,
  scriptPolicy,
} from './content-security.ts';

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const notFound = (): Response =>
  new Response(null, {
    status: 404,
    headers: { ...commonHeaders, 'content-type': 'text/plain', 'content-security-policy': inertPolicy },
  });

/** The file that `path` names below `root`, or null if the path leaves the root. */
function fileBelow(root: string, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Harmless: malformed escapes. No build has a file of such a name.
    return null;
  }
  const file = resolve(root, `.${decoded}`);
  return !decoded.includes('\0') && file.startsWith(root + sep) ? file : null;
}

async function documentAnswer(page: PageName, file: string): Promise<Response> {
  const html = await readFile(file, 'utf8');
  const nonce = html.includes(nonceMark) ? randomBytes(16).toString('base64') : null;
  const headers = { ...commonHeaders, 'content-type': kinds['.html'] ?? '', 'cache-control': 'no-store' };
  return new Response(nonce === null ? html : html.replaceAll(nonceMark, nonce), {
    headers: { ...headers, 'content-security-policy': contentSecurityPolicy(page, { nonce }) },
  });
}

/**
 * Answers a request for a page or one of its files.
 * @param root the folder of the built pages, absolute
 */
export function serveFiles(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const page = pageAt(request.url);
    const file = fileBelow(root, url.pathname);
    const kind = file === null ? undefined : kinds[extname(file)];
    // A document is served at its own page's address only. Another origin cannot get it.
    if (
      request.method !== 'GET' ||
      file === null ||
      kind === undefined ||
      (extname(file) === '.html' && page === null)
    )
      return notFound();
    try {
      if (page !== null) return await documentAnswer(page, file);
      const policy = kind === kinds['.js'] ? scriptPolicy : inertPolicy;
      const headers = {
        ...commonHeaders,
        'content-type': kind,
        'content-security-policy': policy,
        'cache-control': 'no-store',
      };
      return new Response(await readFile(file), { headers });
    } catch {
      // Harmless: a file that cannot be read is treated like a file that does not exist.
      return notFound();
    }
  };
}
