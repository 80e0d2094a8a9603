/** `npm run test:live` without a real server: directed at the sandbox over real HTTP, https and websockets. */
import { spawn } from 'node:child_process';
import { createServer, request as forward } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';

const root = join(import.meta.dirname, '../..');

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly passed: number;
  readonly failed: number;
}

let sandbox: Sandbox;
let folder: string;
let authority: string;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 7, messages: 600, throttling: true });
  folder = mkdtempSync(join(tmpdir(), 'isthmus-live-test-'));
  authority = join(folder, 'sandbox.pem');
  writeFileSync(authority, sandbox.microsoft.certificatePem);
});

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command; the sandbox's browser signs in when the command asks for it. The command is ended when its output contains `endAt`. */
const run = (args: readonly string[], password = '', endAt: string | null = null): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: authority,
      ...(password === '' ? {} : { ISTHMUS_LIVE_PASSWORD: password }),
      // The command's own vitest is no worker of this one.
      VITEST: undefined,
      VITEST_WORKER_ID: undefined,
      VITEST_POOL_ID: undefined,
    };
    const child = spawn(process.execPath, ['build/scripts/test-live.mjs', ...args], { cwd: root, env });
    let output = '';
    let opened = false;
    let ended = false;
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      // Once only, because a second signal could come after the process has removed its handlers.
      if (endAt !== null && !ended && output.includes(endAt)) ended = child.kill('SIGTERM');
      const address = /^https:\/\/\S+\/oauth2\/v2\.0\/authorize\?\S+$/m.exec(output)?.[0];
      if (address === undefined || opened) return;
      opened = true;
      void sandbox.browser.open(address).then((outcome) => {
        if (outcome.kind === 'stuck') child.kill();
      });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', (code) => {
      const [, passed = '-1', failed = '-1'] =
        /^(\d+) passed, (\d+) failed, \d+ skipped$/m.exec(output) ?? [];
      resolve({ code, output, passed: Number(passed), failed: Number(failed) });
    });
  });

const administrator = (): { name: string; password: string } => {
  const { username: name, password } = sandbox.sampleCredentials.mattermost;
  return { name, password };
};

const mattermost = (): string[] => ['--mattermost', sandbox.mattermost.url, '--admin', administrator().name];

/** Ids of everything on the Mattermost server, as its administrator sees it. */
const inventory = async (): Promise<Record<'teams' | 'users' | 'active' | 'things', string[]>> => {
  const { name, password } = administrator();
  const ask = (path: string, init: RequestInit = {}) => fetch(`${sandbox.mattermost.url}${path}`, init);
  const login = await ask('/api/v4/users/login', {
    method: 'POST',
    body: JSON.stringify({ login_id: name, password }),
  });
  const headers = { authorization: `Bearer ${login.headers.get('token') ?? ''}` };
  const list = async (path: string, query = ''): Promise<string[]> => {
    const answer = (await (await ask(`${path}?per_page=200${query}`, { headers })).json()) as {
      id: string;
    }[];
    return answer.map(({ id }) => id).sort();
  };
  const [teams, users] = [await list('/api/v4/teams'), await list('/api/v4/users')];
  const active = await list('/api/v4/users', '&active=true');
  const things = [...(await list('/api/v4/emoji')), ...(await list('/api/v4/oauth/apps'))];
  await ask('/api/v4/users/logout', { method: 'POST', headers });
  return { teams, users, active, things };
};

/** A proxy that serves the Mattermost server under `/chat`, as administrators do; returns its address and the function that ends it. */
const underSubPath = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const { hostname, port } = new URL(sandbox.mattermost.url);
  const inner = (path = '/'): string => path.replace(/^\/chat/, '');
  const proxy = createServer((outer, response) => {
    if (!outer.url?.startsWith('/chat/')) {
      response.writeHead(404).end();
      return;
    }
    const { method, headers } = outer;
    const asked = forward({ hostname, port, path: inner(outer.url), method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outer.pipe(asked);
  });
  proxy.on('upgrade', (outer, socket, head) => {
    const lines = outer.rawHeaders.reduce(
      (text, part, at) => text + part + (at % 2 === 0 ? ': ' : '\r\n'),
      '',
    );
    const server = connect(Number(port), hostname, () => {
      server.write(`GET ${inner(outer.url)} HTTP/1.1\r\n${lines}\r\n`);
      server.write(head);
      server.pipe(socket).pipe(server);
    });
    for (const end of [server, socket])
      end.on('error', () => [server, socket].forEach((each) => each.destroy()));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/chat`,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
};

const allow = (deletion: boolean): void => {
  Object.assign(sandbox.mattermost.server.settings, {
    administrators: [administrator().name],
    EnableAPITeamDeletion: deletion,
    EnableAPIUserDeletion: deletion,
  });
};

/** All tests of a service take more than two minutes on a busy machine. */
const whole = { timeout: 600_000 };

describe('npm run test:live', () => {
  it('passes on Mattermost and leaves only channels without people', whole, async () => {
    allow(true);
    const before = await inventory();
    const known = new Set(sandbox.mattermost.acts.conversations().map(({ id }) => id));
    const { password } = administrator();
    const { code, output, passed, failed } = await run(mattermost(), password);
    expect({ code, failed }, output).toEqual({ code: 0, failed: 0 });
    expect(passed).toBeGreaterThan(100);
    // Of each test that is skipped, the setting that it needs is named.
    expect(output).toContain(
      'needs the server setting ServiceSettings.EnableUserAccessTokens to be true; it is false',
    );
    expect(output).not.toContain(password);
    expect(await inventory()).toEqual(before);
    const left = sandbox.mattermost.acts.conversations().filter(({ id }) => !known.has(id));
    expect(
      left.every(({ kind, members }) => ['direct', 'group'].includes(kind) && members.length === 0),
    ).toBe(true);
    expect(output).toContain(`${left.length} direct and group channels of these users stay`);
  });

  it('works for a server under a sub-path, with its websocket; other settings of the server select other tests', async () => {
    allow(true);
    const { settings } = sandbox.mattermost.server;
    const usual = { ...settings };
    Object.assign(settings, {
      EnableUserAccessTokens: true,
      EnableBotAccountCreation: true,
      EnableDynamicClientRegistration: true,
    });
    const before = await inventory();
    const proxy = await underSubPath();
    const { name, password } = administrator();
    // A socket, one that is resumed, the connector, and one test of each kind of object that is removed in the end.
    const tests = [
      ...[
        'authenticated at the upgrade',
        'missed while away',
        'a connector',
        'emoji causes',
        'code with PKCE',
      ],
      ...['a personal access token signs in', 'bots are made by', 'a client registers itself'],
    ];
    const args = ['--mattermost', proxy.url, '--admin', name, '--only', tests.join('|')];
    const { code, output, passed } = await run(args, password);
    await proxy.close();
    Object.assign(settings, usual);
    expect(code, output).toBe(0);
    for (const title of tests) expect(output).toMatch(new RegExp(`✓.*${title}`));
    expect(passed).toBeGreaterThan(tests.length + 5);
    expect(await inventory()).toEqual(before);
  });

  it('also when tests fail, it deactivates users and archives the team if the server allows no permanent deletion, and reports it', async () => {
    allow(false);
    const before = await inventory();
    const mend = sandbox.faults.mattermost.add({
      matches: (request) => request.url.includes('/users/me/sessions'),
      fault: { kind: 'status', status: 500 },
    });
    const { code, output, passed, failed } = await run(
      [...mattermost(), '--only', 'a revoked session’s token|other users cannot delete'],
      administrator().password,
    );
    mend();
    expect({ code, passed, failed }, output).toEqual({ code: 1, passed: 1, failed: 1 });
    expect(output).toMatch(
      /\d+ users are deactivated, not deleted \(ServiceSettings\.EnableAPIUserDeletion is off\)/,
    );
    expect(output).toContain(
      '1 team is archived, not deleted (ServiceSettings.EnableAPITeamDeletion is off)',
    );
    const after = await inventory();
    expect(after.teams).toEqual(before.teams);
    const made = after.users.filter((id) => !before.users.includes(id));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((id) => after.active.includes(id))).toEqual([]);
  });

  it('removes its objects on the server when the run is ended in the middle', async () => {
    allow(true);
    const before = await inventory();
    const { code, output } = await run(mattermost(), administrator().password, 'logout ends the session');
    expect(code).toBe(1);
    expect(output).toContain('The tests did not run to their end.');
    expect(output).toContain('Nothing is left on the Mattermost server.');
    expect(await inventory()).toEqual(before);
  });

  it('passes on a tenant with the real throttling, and reports what cannot be removed', whole, async () => {
    const { microsoft, organisation, sampleCredentials } = sandbox;
    const colleague = organisation.people.find(
      (person) =>
        person.kind === 'member' &&
        person.microsoft !== null &&
        person.microsoft.userPrincipalName !== sampleCredentials.microsoft.username,
    );
    // More at once than real Graph allows: the tests take a minute and a half less, and are still throttled.
    microsoft.tenant.settings.throttlingBurstSeconds = 80;
    const { code, output, passed, failed } = await run([
      ...['--tenant', microsoft.tenantId, '--client', microsoft.clientId, '--admin-consent'],
      ...['--login-url', microsoft.loginUrl, '--graph-url', microsoft.graphUrl],
      ...['--with', colleague?.microsoft?.id ?? ''],
    ]);
    expect({ code, failed }, output).toEqual({ code: 0, failed: 0 });
    expect(passed).toBeGreaterThan(45);
    expect(microsoft.tenant.counters.throttled).toBeGreaterThan(0);
    const [, chat = '', deleted, all] =
      /the chat (\S+) \(Graph deletes no chats.*\), hidden; (\d+) of its (\d+) messages/.exec(output) ?? [];
    expect(deleted).toBe(all);
    const written = microsoft.acts.messages(chat).filter(({ author }) => author === organisation.sampleUser);
    expect(written.length).toBe(Number(all));
    expect(written.every((message) => message.deleted)).toBe(true);
  });

  it.each([
    [[], 2, 'No server given: --mattermost, --tenant, or both.'],
    [['--mattermots', 'https://chat.example'], 2, "Unknown option '--mattermots'"],
    [
      ['--mattermost', 'http://127.0.0.1:1', '--admin', 'a', '--password', 'b'],
      1,
      'No Mattermost server answers',
    ],
  ] as const)('%j ends with %i and a clear sentence', async (args, expected, words) => {
    const { code, output } = await run(args);
    expect({ code, output }).toEqual({ code: expected, output: expect.stringContaining(words) as string });
  });

  it('reports a wrong password, or a user who is no administrator, in one sentence', async () => {
    allow(true);
    const wrong = await run(mattermost(), 'not the password');
    expect([wrong.code, wrong.output.trim()]).toEqual([
      1,
      `Mattermost does not know this name and password of ${administrator().name}.`,
    ]);
    sandbox.mattermost.server.settings.administrators = [];
    const { password } = administrator();
    const nobody = await run(mattermost(), password);
    expect([nobody.code, nobody.output]).toEqual([1, expect.stringContaining('is no system administrator')]);
  });
});
