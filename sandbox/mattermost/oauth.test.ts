/** The pages of the OAuth flow as a browser meets them, and faults in front of the server. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openSandbox, plannedOrganisation, plannedPerson, type SandboxFixture } from './contract/sandbox.ts';

const base = 'http://chat.example';
const callback = 'http://127.0.0.1:4711/callback';

describe('OAuth in a browser', () => {
  let fixture: SandboxFixture;
  let authorizeUrl = '';
  beforeEach(async () => {
    fixture = await openSandbox(plannedOrganisation({ people: [plannedPerson('ada')] }));
    const clientId = fixture.server.registerPublicClient('Desk <app>', [callback]);
    const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');
    authorizeUrl = `${base}/oauth/authorize?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: callback, state: 'st', code_challenge: challenge, code_challenge_method: 'S256' }).toString()}`;
  });
  const browse = (url: string, init: RequestInit = {}): Promise<Response> =>
    fixture.fetch(new Request(url, { redirect: 'manual', ...init }));
  const logIn = async (password: string): Promise<Response> => {
    const form = new URLSearchParams({
      login_id: 'ada',
      password,
      redirect_to: authorizeUrl.slice(base.length),
    });
    return browse(`${base}/login`, { method: 'POST', body: form });
  };
  const cookieOf = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');

  test('login page, consent page, and back to the app with a code', async () => {
    const first = await browse(authorizeUrl);
    expect([first.status, first.headers.get('location')?.startsWith('/login?redirect_to=')]).toEqual([
      302,
      true,
    ]);
    expect(await (await browse(`${base}${first.headers.get('location') ?? ''}`)).text()).toContain(
      'name="login_id"',
    );
    const wrong = await logIn('wrong');
    expect([wrong.status, (await wrong.text()).includes('role="alert"')]).toEqual([401, true]);
    const signedIn = await logIn('Sandbox-password-1');
    expect(signedIn.headers.get('location')).toBe(authorizeUrl.slice(base.length));
    const cookie = cookieOf(signedIn);
    const consent = await (await browse(authorizeUrl, { headers: { cookie } })).text();
    expect(consent).toContain('Desk &#60;app&#62;');
    const fields = new URLSearchParams(new URL(authorizeUrl).search);
    const allowed = await browse(`${base}/oauth/authorize`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams([...fields, ['decision', 'allow']]),
    });
    const back = new URL(allowed.headers.get('location') ?? '');
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([callback, 'st']);
    expect(back.searchParams.get('code')).toHaveLength(52);
  });

  test('a denial goes back with access_denied', async () => {
    const cookie = cookieOf(await logIn('Sandbox-password-1'));
    const fields = new URLSearchParams(new URL(authorizeUrl).search);
    const denied = await browse(`${base}/oauth/authorize`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams([...fields, ['decision', 'deny']]),
    });
    expect(new URL(denied.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied');
  });

  test('a request for a strange redirect shows a page and redirects nowhere', async () => {
    const strange = await browse(authorizeUrl.replace('4711', '4712'));
    expect([strange.status, strange.headers.get('location')]).toEqual([400, null]);
  });
});

describe('faults in front of the server', () => {
  test('a status fault has Mattermost’s own error shape, 429 plain text', async () => {
    const fixture = await openSandbox();
    fixture.faults.add({ matches: () => true, fault: { kind: 'status', status: 503 }, times: 1 });
    fixture.faults.add({
      matches: () => true,
      fault: { kind: 'status', status: 429, retryAfter: 2 },
      times: 1,
    });
    const ping = (): Promise<Response> => fixture.fetch(new Request(`${base}/api/v4/system/ping`));
    expect(await (await ping()).json()).toMatchObject({ status_code: 503 });
    const limited = await ping();
    expect([await limited.text(), limited.headers.get('retry-after')]).toEqual(['limit exceeded\n', '2']);
    expect((await ping()).status).toBe(200);
  });

  test('a silent socket gets no events and is closed after 100 s without a pong; missed events are replayed', async () => {
    const { listen, signIn, makeScene } = await import('./contract/fixture.ts');
    const fixture = await openSandbox();
    const scene = await makeScene(fixture);
    const ears = await listen(scene.ada);
    await scene.bo.post('/posts', { channel_id: scene.channelId, message: 'arrived' });
    const resume = {
      connection_id: String((await ears.only('hello')).data?.connection_id),
      sequence_number: String(ears.frames.length),
    };
    fixture.server.sockets.silence();
    await scene.bo.post('/posts', { channel_id: scene.channelId, message: 'unheard' });
    ears.ask({ action: 'ping', seq: 1 });
    expect(ears.events('posted')).toHaveLength(1);
    expect(ears.closedWith).toBeNull();
    await fixture.advance(100_000);
    expect(ears.closedWith).toBe(1006);
    const back = await listen(scene.ada, resume);
    expect([back.events('hello').length, back.events('posted').length]).toEqual([0, 1]);
    expect((await signIn(fixture, { loginId: 'root', password: 'Sandbox-password-1' })).token).not.toBeNull();
  });

  test('a restarted server resumes no connection', async () => {
    const { listen, makeScene } = await import('./contract/fixture.ts');
    const fixture = await openSandbox();
    const scene = await makeScene(fixture);
    const ears = await listen(scene.ada);
    const id = String((await ears.only('hello')).data?.connection_id);
    fixture.server.sockets.restart();
    const back = await listen(scene.ada, { connection_id: id, sequence_number: '2' });
    expect((await back.only('hello')).data?.connection_id).not.toBe(id);
  });
});
