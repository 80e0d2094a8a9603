/** Sign-in, tokens and OAuth: one test for each quirk of facts, Sign-in. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Client, signIn, type Answer, type Json, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

const errorId = (answer: Answer): unknown => (answer.body as Json).id;

export const signInContract = (open: OpenFixture): void => {
  describe('signing in', () => {
    const on = stage(open);

    test('the session token is in the Token header, and the body is the user', async () => {
      const answer = await new Client(on.fixture, null, '').call('POST', '/api/v4/users/login', {
        login_id: on.scene.credentials.ada.loginId,
        password: on.scene.credentials.ada.password,
      });
      expect(answer.headers.get('token')).toMatch(/^[a-z0-9]{26}$/);
      expect(answer.body).not.toHaveProperty('token');
    });

    test('a wrong password is a 401 with its own error id and the full error shape', async () => {
      const answer = await new Client(on.fixture, null, '').call('POST', '/api/v4/users/login', {
        login_id: on.scene.credentials.ada.loginId,
        password: 'wrong',
      });
      expect(answer.status).toBe(401);
      expect(Object.keys(answer.body as Json).sort()).toEqual([
        'detailed_error',
        'id',
        'message',
        'request_id',
        'status_code',
      ]);
      expect(errorId(answer)).toBe('api.user.login.invalid_credentials_email_username');
    });

    test('every answer has X-Version-Id', async () => {
      const answer = await new Client(on.fixture, null, '').call('GET', '/api/v4/system/ping');
      expect(answer.headers.get('x-version-id')).toMatch(/^\d+\.\d+\.\d+\./);
    });

    test('without a session: 401 session_expired', async () => {
      const answer = await new Client(on.fixture, 'nonsense', '').call('GET', '/api/v4/users/me');
      expect([answer.status, errorId(answer)]).toEqual([401, 'api.context.session_expired.app_error']);
    });

    test('without a session the client configuration is a reduced set', async () => {
      const reduced = (await new Client(on.fixture, null, '').call('GET', '/api/v4/config/client?format=old'))
        .body as Json;
      const whole = await on.scene.ada.get('/config/client?format=old');
      expect(reduced).toHaveProperty('Version');
      expect(reduced).not.toHaveProperty('MaxPostSize');
      expect(whole).toMatchObject({ MaxPostSize: expect.stringMatching(/^\d+$/) as string });
    });

    test('a revoked session’s token answers 401, the others stay valid', async () => {
      const sessions = await on.scene.ada.get<Json[]>('/users/me/sessions');
      expect(sessions.every((session) => session.token === '')).toBe(true);
      await on.scene.ada.post('/users/me/sessions/revoke', { session_id: sessions[0]?.id });
      expect((await on.scene.ada.call('GET', '/api/v4/users/me')).status).toBe(401);
      expect((await on.scene.bo.get('/users/me')).id).toBe(on.scene.bo.id);
    });

    test('logout ends the session', async () => {
      await on.scene.cy.post('/users/logout');
      expect((await on.scene.cy.call('GET', '/api/v4/users/me')).status).toBe(401);
    });

    test('a cookie session can change nothing without X-Requested-With', async () => {
      const anonymous = new Client(on.fixture, null, '');
      const cookie = { cookie: `MMAUTHTOKEN=${on.scene.ada.token ?? ''}` };
      expect((await anonymous.call('GET', '/api/v4/users/me', undefined, cookie)).status).toBe(200);
      const body = { channel_id: on.scene.channelId, message: 'by cookie' };
      expect((await anonymous.call('POST', '/api/v4/posts', body, cookie)).status).toBe(401);
      const proven = { ...cookie, 'x-requested-with': 'XMLHttpRequest' };
      expect((await anonymous.call('POST', '/api/v4/posts', body, proven)).status).toBe(201);
    });

    test('a personal access token signs in until it is revoked (setting EnableUserAccessTokens: true)', async (context) => {
      on.needs(context, { EnableUserAccessTokens: true });
      const made = await on.scene.admin.post(`/users/${on.scene.ada.id}/tokens`, { description: 'mine' });
      const holder = new Client(on.fixture, String(made.token), on.scene.ada.id);
      expect((await holder.get('/users/me')).id).toBe(on.scene.ada.id);
      const listed = await on.scene.admin.get<Json[]>(`/users/${on.scene.ada.id}/tokens`);
      expect(listed[0]).not.toHaveProperty('token');
      await on.scene.admin.post('/users/tokens/revoke', { token_id: made.id });
      expect((await holder.call('GET', '/api/v4/users/me')).status).toBe(401);
    });

    test('a deactivated account cannot sign in and its sessions end', async () => {
      await on.scene.admin.delete(`/users/${on.scene.cy.id}`);
      expect((await on.scene.cy.call('GET', '/api/v4/users/me')).status).toBe(401);
      await expect(signIn(on.fixture, on.scene.credentials.cy)).rejects.toThrow(
        'api.user.login.inactive.app_error',
      );
    });
  });

  describe('OAuth public clients (setting EnableOAuthServiceProvider)', () => {
    const on = stage(open, { EnableOAuthServiceProvider: true });
    const redirect = 'http://127.0.0.1:4711/callback';
    const verifier = 'a'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const register = async (): Promise<string> =>
      String(
        (
          await on.scene.admin.post('/oauth/apps', {
            name: 'Desk',
            description: 'a desktop app',
            callback_urls: [redirect],
            homepage: 'https://desk.example',
            is_public: true,
          })
        ).id,
      );
    const query = (clientId: string, more: Record<string, string> = {}): string =>
      new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirect,
        state: 's1',
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...more,
      }).toString();
    const grant = async (clientId: string, more: Record<string, string> = {}): Promise<Answer> => {
      const parameters = Object.fromEntries(new URLSearchParams(query(clientId, more)));
      return on.scene.ada.call('POST', '/oauth/authorize', parameters);
    };
    const codeOf = (answer: Answer): string =>
      new URL(String((answer.body as Json).redirect)).searchParams.get('code') ?? '';
    const trade = (clientId: string, code: string, more: Record<string, string> = {}): Promise<Answer> =>
      new Client(on.fixture, null, '').call(
        'POST',
        '/oauth/access_token',
        new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: clientId,
          code,
          redirect_uri: redirect,
          code_verifier: verifier,
          ...more,
        }),
      );

    test('code with PKCE gives an access token and no refresh token; a code works once', async () => {
      const clientId = await register();
      const granted = await grant(clientId);
      expect(new URL(String((granted.body as Json).redirect)).searchParams.get('state')).toBe('s1');
      const token = await trade(clientId, codeOf(granted));
      expect(token.body).toMatchObject({ token_type: 'bearer' });
      expect(token.body).toMatchObject({ refresh_token: '' });
      const holder = new Client(on.fixture, String((token.body as Json).access_token), on.scene.ada.id);
      expect((await holder.get('/users/me')).id).toBe(on.scene.ada.id);
      expect((await trade(clientId, codeOf(granted))).status).toBe(400);
    });

    test('posts of an OAuth session carry from_oauth_app', async () => {
      const clientId = await register();
      const token = String(
        ((await trade(clientId, codeOf(await grant(clientId)))).body as Json).access_token,
      );
      const post = await new Client(on.fixture, token, on.scene.ada.id).post('/posts', {
        channel_id: on.scene.channelId,
        message: 'by app',
      });
      expect(post.props).toMatchObject({ from_oauth_app: 'true' });
    });

    test('a public client must use PKCE with S256 and the right verifier', async () => {
      const clientId = await register();
      expect((await grant(clientId, { code_challenge: '', code_challenge_method: '' })).status).toBe(400);
      expect((await grant(clientId, { code_challenge_method: 'plain' })).status).toBe(400);
      expect(
        (await trade(clientId, codeOf(await grant(clientId)), { code_verifier: 'b'.repeat(50) })).status,
      ).toBe(400);
    });

    test('a public client’s secret and refresh-token grant are refused', async () => {
      const clientId = await register();
      expect((await trade(clientId, codeOf(await grant(clientId)), { client_secret: 'x' })).status).toBe(400);
      expect((await trade(clientId, '', { grant_type: 'refresh_token' })).status).toBe(400);
    });

    test('the redirect must match exactly, and no custom scheme can be registered', async () => {
      const clientId = await register();
      expect((await grant(clientId, { redirect_uri: `${redirect}/` })).status).toBe(400);
      const answer = await on.scene.admin.call('POST', '/api/v4/oauth/apps', {
        name: 'x',
        description: '',
        callback_urls: ['desk://callback'],
        homepage: 'https://x.example',
        is_public: true,
      });
      expect(answer.status).toBe(400);
    });

    test('a code is valid for 10 minutes', async (context) => {
      const clientId = await register();
      const code = codeOf(await grant(clientId));
      await on.pass(context, 10 * 60_000);
      expect((await trade(clientId, code)).status).toBe(400);
    });

    test('the metadata names the endpoints and S256', async () => {
      const metadata = (
        await new Client(on.fixture, null, '').call('GET', '/.well-known/oauth-authorization-server')
      ).body as Json;
      expect(metadata).toMatchObject({
        code_challenge_methods_supported: ['S256'],
        response_types_supported: ['code'],
      });
      expect(String(metadata.token_endpoint)).toMatch(/\/oauth\/access_token$/);
    });

    const body = { redirect_uris: [redirect], client_name: 'Dynamic', token_endpoint_auth_method: 'none' };

    test('a client registers itself without a secret (setting EnableDynamicClientRegistration: true)', async (context) => {
      on.needs(context, { EnableDynamicClientRegistration: true });
      const anonymous = new Client(on.fixture, null, '');
      const made = await anonymous.call('POST', '/api/v4/oauth/apps/register', body);
      expect(made.status).toBe(201);
      expect(made.body).not.toHaveProperty('client_secret');
    });
  });
};
