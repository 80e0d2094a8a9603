// A proxy's name and password: Basic (RFC 7617) and Digest (RFC 7616, MD5 with qop=auth), and the cache that all requests share.
import { createHash, randomBytes } from 'node:crypto';
import type { Proxy } from './proxies.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What a proxy asks for. */
export interface Challenge {
  readonly scheme: 'basic' | 'digest';
  readonly realm: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The strongest supported challenge, as Chromium chooses; null for none. */
export function challengeOf(headers: readonly string[]): Challenge | null {
  for (const scheme of ['digest', 'basic'] as const) {
    const found = headers.find((header) => header.toLowerCase().startsWith(`${scheme} `));
    if (found === undefined) continue;
    const parameters = new Map(
      [...found.slice(scheme.length).matchAll(/(?<![a-z-])([a-z-]+)=(?:"([^"]*)"|([^\s,]+))/gi)].map(
        ([, name = '', quoted, plain = '']) => [name.toLowerCase(), quoted ?? plain],
      ),
    );
    return { scheme, realm: parameters.get('realm') ?? '', parameters };
  }
  return null;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The value of Proxy-Authorization for `CONNECT target`. */
export function authorizationFor(
  { scheme, realm, parameters }: Challenge,
  { username, password }: Credentials,
  target: string,
): string {
  if (scheme === 'basic') return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const nonce = parameters.get('nonce') ?? '';
  const cnonce = randomBytes(8).toString('hex');
  const nc = '00000001';
  const secret = md5(`${username}:${realm}:${password}`);
  const response = md5(`${secret}:${nonce}:${nc}:${cnonce}:auth:${md5(`CONNECT:${target}`)}`);
  const opaque = parameters.get('opaque');
  return (
    `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${target}", algorithm=MD5, ` +
    `response="${response}", qop=auth, nc=${nc}, cnonce="${cnonce}"${opaque === undefined ? '' : `, opaque="${opaque}"`}`
  );
}

const known = new Map<string, Credentials>();
const keyOf = ({ host, port }: Proxy, realm: string): string => `${host}:${port} ${realm}`;

/** Logins that proxies have accepted, until a proxy refuses one. */
export const credentials = {
  of: (proxy: Proxy, realm: string): Credentials | undefined => known.get(keyOf(proxy, realm)),
  keep: (proxy: Proxy, realm: string, given: Credentials): void => void known.set(keyOf(proxy, realm), given),
  forget: (proxy: Proxy, realm: string): void => void known.delete(keyOf(proxy, realm)),
  clear: (): void => known.clear(),
};
