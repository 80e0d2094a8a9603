/**
 * Signs a person in to a real tenant from a terminal: their own browser, an answer on the loopback, PKCE, no secret. Works with any
 * app registration of type "mobile and desktop" that has `http://localhost` as redirect (facts, graph §7).
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TenantApp {
  /** `https://login.microsoftonline.com`, a national cloud's, or a sandbox's. */
  readonly loginUrl: string;
  readonly tenant: string;
  readonly clientId: string;
}

/** The user who signed in, and their permissions. */
export interface SignedIn {
  readonly token: string;
  readonly scopes: readonly string[];
  readonly userId: string;
  readonly tenantId: string;
}

/** Why nobody is signed in, as a sentence for the person who started it. */
export class SignInRefusal extends Error {
  override readonly name = 'SignInRefusal';
}

/** How long a person has at the browser. */
const mostMinutes = 10;

const page = (words: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Isthmus</title><p>${words}</p>`;

/** The first answer that carries our state; strangers get 404 and change nothing. */
const answerOn = (server: Server, state: string): Promise<URLSearchParams> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new SignInRefusal(`Nobody signed in within ${mostMinutes} minutes.`)),
      mostMinutes * 60_000,
    );
    server.on('request', (request, response) => {
      const answer = new URL(request.url ?? '/', 'http://localhost').searchParams;
      if (answer.get('state') !== state) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
      response.end(page('Signed in. You can close this page and go back to the terminal.'), () => {
        clearTimeout(late);
        resolve(answer);
      });
    });
  });

/** The payload of a JWT. Its signature was checked by TLS: it comes from the token endpoint itself. */
const claimsOf = (jwt: string): Record<string, unknown> => {
  const [, payload = ''] = jwt.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
};

const redeem = async (app: TenantApp, fields: Readonly<Record<string, string>>): Promise<SignedIn> => {
  const address = `${app.loginUrl}/${app.tenant}/oauth2/v2.0/token`;
  const body = new URLSearchParams({ client_id: app.clientId, grant_type: 'authorization_code', ...fields });
  const response = await fetch(address, { method: 'POST', body }).catch((error: unknown) => {
    throw new SignInRefusal(`The token endpoint ${address} cannot be reached: ${String(error)}.`);
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (
    response.status !== 200 ||
    typeof answer.access_token !== 'string' ||
    typeof answer.id_token !== 'string'
  )
    throw new SignInRefusal(
      `The sign-in was not completed: ${JSON.stringify(answer.error_description ?? answer.error ?? response.status)}.`,
    );
  const { oid, tid } = claimsOf(answer.id_token);
  return {
    token: answer.access_token,
    scopes: String(answer.scope)
      .split(' ')
      .map((scope) => scope.replace(/^https:\/\/[^/]+\//, '')),
    userId: String(oid),
    tenantId: String(tid),
  };
};

/** Signs in. `say` tells the person which address to open. Throws a SignInRefusal with the reason if nobody returns. */
export const signInByLoopback = async (
  app: TenantApp,
  scopes: readonly string[],
  say: (line: string) => void,
): Promise<SignedIn> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}`;
    const verifier = randomBytes(48).toString('base64url');
    const state = randomBytes(16).toString('hex');
    const scope = ['openid', 'profile', ...scopes].join(' ');
    const query = new URLSearchParams({
      client_id: app.clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: redirectUri,
      scope,
      state,
      nonce: randomBytes(16).toString('hex'),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const coming = answerOn(server, state);
    say('Open this address in a browser on this machine and sign in:');
    say(`${app.loginUrl}/${app.tenant}/oauth2/v2.0/authorize?${query.toString()}`);
    const answer = await coming;
    const code = answer.get('code');
    if (code === null)
      throw new SignInRefusal(
        `The sign-in was refused: ${answer.get('error_description') ?? answer.get('error') ?? 'no code came back'}`,
      );
    return await redeem(app, { code, redirect_uri: redirectUri, code_verifier: verifier, scope });
  } finally {
    server.close();
    server.closeAllConnections();
  }
};
