import { beforeEach, describe, expect, it } from 'vitest';
import { browserOf, codeOf, postToken, redeem, refresh, signIn } from '../../testing/sign-in.ts';
import { sandbox, type Sandbox } from '../../testing/tenant.ts';

let box: Sandbox;
let refreshToken: string;

const renew = (): Promise<Response> =>
  postToken(box, { grant_type: 'refresh_token', refresh_token: refreshToken, scope: 'User.Read' });

beforeEach(async () => {
  box = sandbox();
  refreshToken = (await redeem(box, codeOf(await signIn(browserOf(box), 'ada')))).body.text('refresh_token');
});

describe('a token endpoint that is out of order', () => {
  it.each([
    [429, 30],
    [429, undefined],
    [503, undefined],
  ])('answers %s with Retry-After %s, in the service’s own words', async (status, retryAfter) => {
    box.tenant.entra.breakTokenEndpoint({
      kind: 'status',
      status,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
    const answer = await renew();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter === undefined ? null : String(retryAfter));
    expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });

  it('answers 200 with a captive portal’s page, or with JSON without content', async () => {
    const stop = box.tenant.entra.breakTokenEndpoint({ kind: 'html' });
    const page = await renew();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    stop();
    box.tenant.entra.breakTokenEndpoint({ kind: 'empty' });
    const empty = await renew();
    expect(empty.status).toBe(200);
    expect(await empty.json()).toEqual({});
  });

  it('breaks off a body: the answer was sent, but cannot be read', async () => {
    box.tenant.entra.breakTokenEndpoint({ kind: 'cut' }, { until: { kind: 'times', times: 1 } });
    const cut = await renew();
    expect(cut.status).toBe(200);
    await expect(cut.json()).rejects.toThrow(SyntaxError);
    expect((await renew()).status).toBe(200);
  });

  it('does so for one grant type only, and works again when the switch is removed', async () => {
    const stop = box.tenant.entra.breakTokenEndpoint(
      { kind: 'status', status: 503 },
      { grant: 'authorization_code' },
    );
    expect((await renew()).status).toBe(200);
    const code = codeOf(await signIn(browserOf(box), 'ada'));
    expect((await redeem(box, code)).status).toBe(503);
    stop();
    expect((await redeem(box, code)).status).toBe(200);
    box.tenant.entra.breakTokenEndpoint({ kind: 'empty' });
    box.tenant.entra.clear();
    expect((await refresh(box, refreshToken)).status).toBe(200);
  });
});
