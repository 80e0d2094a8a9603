/** A relay by its configuration, against the sandbox's servers over real loopback. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mattermostBot, postAsOwner, signInBots, withBots } from '../../build/commands/relay/bots.ts';
import { rowsOfMirror, truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { cloudAddresses } from '../../sign-in/clouds.ts';
import { createNetwork } from '../network/network.ts';
import { IsthmusDatabase } from '../../renderer/store/index.ts';
import { noTool } from '../secrets/testing/tools.ts';
import { dexieOptions } from '../store/dexie-options.ts';
import { openJournaledStore } from '../store/index.ts';
import { type ConfiguredOutcome, runConfigured } from './configured.ts';
import { databasesIn, runningDatabase } from './databases.ts';

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    seed: 5,
    messages: 0,
    organisation: (now) => withBots(generateOrganisation({ seed: 5, messages: 100, now })),
  });
  ({ token } = (await signInBots(sandbox)).mattermost);
});
afterAll(() => sandbox.close());

interface Run {
  readonly lines: readonly string[];
  readonly folder: string;
  /** Waits for a line, and returns it. */
  readonly told: (pattern: RegExp) => Promise<string>;
  readonly end: () => Promise<ConfiguredOutcome>;
  readonly outcome: Promise<ConfiguredOutcome>;
}

const run = (
  secret: string,
  { url = sandbox.mattermost.url, mode = 0o600, isAnswered = true, faultAt = /^$/ } = {},
): Run => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-configured-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'relay.json');
  writeFileSync(join(folder, 'token'), secret, { mode });
  const { tenantId, clientId, certificatePem } = sandbox.microsoft;
  writeFileSync(
    file,
    JSON.stringify({
      dataFolder: '.',
      mattermost: { url, tokenFile: 'token' },
      teams: { tenant: tenantId, clientId },
      metrics: { port: 0 },
    }),
  );
  const lines: string[] = [];
  let wake = (): void => undefined;
  const stopped = new AbortController();
  const network = createNetworkFetch(certificatePem);
  const outcome = runConfigured({
    file,
    program: 'npm run relay --',
    environment: {},
    platform: process.platform,
    runTool: noTool,
    send: createNetwork((request) =>
      isAnswered ? network(request) : Promise.reject(new TypeError('no answer')),
    ),
    clouds: { ...cloudAddresses, public: sandbox.microsoft },
    tell: (line) => {
      lines.push(line);
      wake();
      if (faultAt.test(line)) throw new Error('a fault');
    },
    end: stopped.signal,
  });
  const end = (): Promise<ConfiguredOutcome> => {
    stopped.abort();
    return outcome;
  };
  onTestFinished(async () => {
    // Harmless: the test itself looks at how it ended.
    await end().catch(() => undefined);
  });
  return {
    lines,
    folder,
    outcome,
    end,
    told: async (pattern) => {
      for (;;) {
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
};

/** What the mirror in the file has otherwise than the bot can see. */
const differencesIn = async (path: string): Promise<readonly string[]> => {
  const opened = await openJournaledStore({ path, onWriteFailed: () => undefined });
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const database = new IsthmusDatabase(dexieOptions(opened.store));
  await database.open();
  const rows = await rowsOfMirror(database);
  database.close();
  await opened.store.close();
  expect(rows.accounts.map(({ service }) => service)).toEqual(['mattermost']);
  return rows.accounts.flatMap((account) =>
    compareTruth(sandbox.mattermost.acts.truth(mattermostBot), truthOfMirror(rows, account)).map(
      describeDifference,
    ),
  );
};

describe('a configured relay', () => {
  it('mirrors Mattermost, and says loudly that the sign-in of Teams is missing', async () => {
    const relay = run(`${token}\n`);
    expect(await relay.told(/^The relay runs/)).toMatch(
      /as the bot isthmus-relay of http.*The bot’s token comes from .*token, which only its owner may read\.$/,
    );
    const { tenantId, clientId } = sandbox.microsoft;
    expect(await relay.told(/^TEAMS IS NOT SIGNED IN/)).toContain(
      `tenant ${tenantId}, application ${clientId}, cloud public`,
    );
    await relay.told(/^Mattermost: up to date, .* all of the history/);
    const said = await relay.told(/^How the relay does is at/);
    const [metrics = '', status = ''] = said.match(/http:[^ ]+/g) ?? [];
    const text = await (await fetch(metrics)).text();
    expect(text).toMatch(/^isthmus_signed_in\{service="mattermost"\} 1$/m);
    expect(text).toMatch(/^isthmus_mattermost_client_time_seconds_count\{method="GET users\/me",/m);
    expect(await (await fetch(status)).json()).toMatchObject({
      accounts: [{ service: 'mattermost', state: 'live', lagSeconds: 0 }],
      signIn: { refreshedAt: null },
    });
    expect(await relay.end()).toBe('ended');
    await expect(fetch(metrics)).rejects.toThrow();
    expect(relay.lines.slice(-2)).toEqual(['The relay drains.', 'The relay has ended.']);
    expect(relay.lines.join()).not.toContain(token);
    const database = readdirSync(relay.folder).find((name) => name.endsWith('.db')) ?? '';
    expect(database).toBe(`${sandbox.mattermost.acts.userId(mattermostBot)}.db`);
    expect(await differencesIn(join(relay.folder, database))).toEqual([]);
  });

  it('is refused where the server does not know the token', async () => {
    const relay = run('x'.repeat(26));
    expect(await relay.outcome).toBe('refused');
    expect(relay.lines).toEqual([
      `${sandbox.mattermost.url} does not accept the bot’s token. Make a new token for the bot, put it in place of the old one, and start the relay again.`,
    ]);
  });

  it('is refused where the token is a person’s', async () => {
    const person = sandbox.organisation.people.find(
      ({ kind, mattermost }) => kind === 'member' && mattermost?.mfaSecret === null,
    );
    const { username = '' } = person?.mattermost ?? {};
    const answer = await fetch(`${sandbox.mattermost.url}/api/v4/users/login`, {
      method: 'POST',
      body: JSON.stringify({ login_id: username, password: person?.password }),
    });
    const relay = run(answer.headers.get('token') ?? '');
    expect(await relay.outcome).toBe('refused');
    expect(relay.lines[0]).toContain(`that of ${username}, who is no bot account`);
  });

  it.skipIf(process.platform === 'win32')('is refused where others may read the token', async () => {
    const relay = run(token, { mode: 0o644 });
    expect(await relay.outcome).toBe('refused');
    expect(relay.lines[0]).toMatch(/token holds a secret, and others .* \(mode 644\)/);
  });

  it('says once that the server does not answer, and ends at once when it is told to', async () => {
    const relay = run(token, { isAnswered: false });
    expect(await relay.told(/does not answer\./)).toContain('asks again every 15 seconds');
    expect(await relay.end()).toBe('ended');
    expect(relay.lines).toHaveLength(1);
  });

  it('says that something else than Mattermost answers there', async () => {
    const relay = run(token, { url: `${sandbox.mattermost.url}/elsewhere` });
    expect(await relay.told(/does not answer as/)).toContain('(status 404)');
  });

  it('ends in order if it meets a fault, so that no relay runs on that no signal ends', async () => {
    const relay = run(token, { faultAt: /^Mattermost: / });
    await expect(relay.outcome).rejects.toThrow('a fault');
    expect(relay.lines).toContain('The relay drains.');
    expect(await databasesIn(relay.folder)).toHaveLength(1);
    expect(await runningDatabase(relay.folder)).toBeNull();
  });

  // The last, because it takes the bot's token away.
  it('says loudly that the token was withdrawn, and goes on running', async () => {
    const relay = run(token);
    await relay.told(/^Mattermost: up to date, .* all of the history/);
    const bot = sandbox.mattermost.acts.userId(mattermostBot);
    expect((await postAsOwner(sandbox, `bots/${bot}/disable`, {})).status).toBe(200);
    sandbox.mattermost.server.sockets.dropAll();
    expect(await relay.told(/^THE MATTERMOST TOKEN IS NOT ACCEPTED/)).toContain('Make a new token');
    expect(await relay.end()).toBe('ended');
  });
});
