import { describe, expect, it } from 'vitest';
import { SigningKey } from '../login/keys.ts';
import { GraphClient } from '../testing/client.ts';
import { graphUrl, sandbox } from '../testing/tenant.ts';

describe('the bearer token', () => {
  it('is checked: missing, foreign, for another audience, expired', async () => {
    const box = sandbox();
    const with_ = (token: string): GraphClient => new GraphClient({ ...box.fixture('ada'), token });
    const good = box.fixture('ada').token;
    const claims = {
      aud: 'https://graph.microsoft.com',
      tid: box.tenant.tenantId(),
      exp: 9e9,
      oid: 'x',
      scp: '',
    };
    const refused = [
      [' ', 'Access token is empty.'],
      ['not-a-token', 'Invalid JWT'],
      [new SigningKey().sign(claims), 'signature is wrong'],
      [good.replace(/.{8}$/, 'AAAAAAAA'), 'signature is wrong'],
    ] as const;
    for (const [token, message] of refused) {
      const answer = await with_(token).get('/me');
      expect(answer.status).toBe(401);
      expect(answer.body.at('error', 'code')).toBe('InvalidAuthenticationToken');
      expect(answer.body.at('error', 'message')).toContain(message);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
    expect((await with_(good).get('/me')).status).toBe(200);
    box.world.pass(3600_000);
    expect((await with_(good).get('/me')).body.at('error', 'message')).toContain('expired');
  });

  it('needs one of the operation’s permissions: else 403', async () => {
    const { as, chat } = sandbox();
    const reader = as('ada', ['User.Read', 'Chat.ReadBasic']);
    expect((await reader.get('/me/chats')).status).toBe(200);
    const answer = await reader.get(`/chats/${chat('direct')}/messages`);
    expect(answer.status).toBe(403);
    expect(answer.body.at('error', 'message')).toContain("API requires one of 'Chat.Read, Chat.ReadWrite'");
  });

  it('is not needed for a preflight; answers are open to every origin but hide Retry-After', async () => {
    const { tenant, as } = sandbox();
    const preflight = await tenant.graph.fetch(new Request(`${graphUrl}/v1.0/me`, { method: 'OPTIONS' }));
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
    const answer = await as('ada').get('/me');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).not.toContain('Retry-After');
    tenant.settings.exposeRetryAfter = true;
    expect((await as('ada').get('/me')).headers.get('access-control-expose-headers')).toContain(
      'Retry-After',
    );
  });
});
