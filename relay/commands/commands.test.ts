/** The relay's life by its commands alone, against the sandbox's servers over real loopback: it runs, its Teams user signs in, is lost, and comes back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { mattermostBot, signInBots, teamsBot, withBots } from '../../build/commands/relay/bots.ts';
import { carriedInto, type LinkedChannel, linkChannel } from '../../build/commands/relay/linked-channel.ts';
import { rowsOfMirror, truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { IsthmusDatabase } from '../../renderer/store/index.ts';
import { createSandboxBrowser } from '../../sandbox/browser.ts';
import { type SandboxHub, startSandboxHub } from '../../sandbox/hub/index.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { cloudAddresses } from '../../sign-in/clouds.ts';
import type { HubState } from '../hub/hub-state.ts';
import { createNetwork } from '../network/network.ts';
import { dexieOptions } from '../store/dexie-options.ts';
import { openJournaledStore } from '../store/index.ts';
import { noTool } from '../secrets/testing/tools.ts';
import { type CommandWorld, runCommandLine } from './index.ts';

let sandbox: Sandbox;
let folder: string;
let file: string;
let secret: string;
let broker: SandboxHub;

beforeAll(async () => {
  sandbox = await startSandbox({
    seed: 6,
    messages: 0,
    organisation: (now) => withBots(generateOrganisation({ seed: 6, messages: 60, now })),
    throttling: false,
  });
  secret = (await signInBots(sandbox)).mattermost.token;
  folder = mkdtempSync(join(tmpdir(), 'isthmus-commands-'));
  file = join(folder, 'relay.json');
  broker = await startSandboxHub({ world: sandbox.world });
  sandbox.microsoft.tenant.subscriptions.deliverTo(broker);
  writeFileSync(join(folder, 'token'), secret, { mode: 0o600 });
  writeFileSync(join(folder, 'hub'), broker.listenString, { mode: 0o600 });
  writeFileSync(
    file,
    JSON.stringify({
      dataFolder: 'data',
      mattermost: { url: sandbox.mattermost.url, tokenFile: 'token' },
      teams: { tenant: sandbox.microsoft.tenantId, clientId: sandbox.microsoft.clientId },
      metrics: { port: 0 },
      eventHubs: {
        ...{ namespace: broker.host, hub: broker.name, tenantDomain: 'contoso.example' },
        ...{ authentication: 'connectionString', connectionStringFile: 'hub' },
      },
    }),
  );
});
afterAll(async () => {
  await Promise.all([sandbox.close(), broker.close()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Typed {
  readonly lines: string[];
  /** Waits for a line after those that were waited for before, and returns it. */
  readonly told: (pattern: RegExp) => Promise<string>;
  readonly end: () => void;
  readonly code: Promise<number>;
}

/** What all commands of this file have said. */
const everything: string[] = [];

const type = (words: readonly string[], more: (line: string) => void = () => undefined): Typed => {
  const lines: string[] = [];
  let read = 0;
  let wake = (): void => undefined;
  const end = new AbortController();
  const world: CommandWorld = {
    ...{
      program: 'npm run relay --',
      environment: {},
      platform: process.platform,
      host: 'relay.example',
      end: end.signal,
      runTool: noTool,
      askSecret: () => Promise.resolve(null),
    },
    send: createNetwork(createNetworkFetch(sandbox.microsoft.certificatePem)),
    clouds: { ...cloudAddresses, public: sandbox.microsoft },
    tell: (line) => {
      lines.push(line);
      everything.push(line);
      more(line);
      wake();
    },
  };
  return {
    lines,
    end: () => end.abort(),
    code: runCommandLine([...words, '--config', file], world),
    told: async (pattern) => {
      for (;;) {
        const at = lines.findIndex((line, index) => index >= read && pattern.test(line));
        read = at < 0 ? lines.length : at + 1;
        if (at >= 0) return lines[at] ?? '';
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
};

/** Signs in as a person with the browser on this machine. Resolves to the exit code and the last line. */
const signInAs = async (key: string): Promise<{ readonly code: number; readonly last: string }> => {
  const person = sandbox.organisation.people.find((one) => one.key === key);
  const browser = createSandboxBrowser({
    fetch: createNetworkFetch(sandbox.microsoft.certificatePem),
    credentialsFor: () => ({
      username: person?.microsoft?.userPrincipalName ?? '',
      password: person?.password ?? '',
    }),
  });
  const command = type(['sign-in', '--port', '0'], (line) => {
    if (!line.startsWith(sandbox.microsoft.loginUrl)) return;
    // Somebody else does not take the account that the page suggests.
    const url = new URL(line);
    if (key !== teamsBot) url.searchParams.delete('login_hint');
    void browser.open(url.href).then(({ kind }) => {
      if (kind === 'stuck') command.end();
    });
  });
  const code = await command.code;
  return { code, last: command.lines.at(-1) ?? '' };
};

interface Said {
  readonly code: number;
  readonly text: string;
}

const said = async (...words: readonly string[]): Promise<Said> => {
  const command = type(words);
  return { code: await command.code, text: command.lines.join('\n') };
};
const status = (): Promise<Said> => said('status');
const links = (): Promise<Said> => said('links');

/** What the mirror has otherwise than both bots can see. */
const differences = async (): Promise<readonly string[]> => {
  const [name = ''] = readdirSync(join(folder, 'data')).filter((one) => one.endsWith('.db'));
  const opened = await openJournaledStore({
    path: join(folder, 'data', name),
    onWriteFailed: () => undefined,
  });
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const database = new IsthmusDatabase(dexieOptions(opened.store));
  await database.open();
  const rows = await rowsOfMirror(database);
  database.close();
  await opened.store.close();
  expect(rows.accounts.map(({ service }) => service).sort()).toEqual(['mattermost', 'teams']);
  return rows.accounts.flatMap((account) =>
    compareTruth(
      account.service === 'teams'
        ? sandbox.microsoft.acts.truth(teamsBot)
        : sandbox.mattermost.acts.truth(mattermostBot),
      truthOfMirror(rows, account),
    ).map(describeDifference),
  );
};

/** Somebody's messages in the linked channel of Teams are pulled because of the hub, and what becomes of the hub is said once. */
const hearsOfTheHub = async (relay: Typed, channel: LinkedChannel): Promise<void> => {
  const { acts, tenant } = sandbox.microsoft;
  await relay.told(/^Change notifications: receiving[.]$/);
  await vi.waitUntil(() => tenant.subscriptions.list().length === 1, { timeout: 20_000 });
  const place = acts.conversations().find(({ id }) => id === channel.teams.id);
  const author = place?.members.find((key) => key !== teamsBot) ?? '';
  const carried = async (text: string): Promise<number> => {
    const before = carriedInto(sandbox, channel).mattermost;
    acts.post(author, channel.teams.id, { content: `<p>${text}</p>` });
    await vi.waitUntil(() => carriedInto(sandbox, channel).mattermost > before, {
      timeout: 30_000,
      interval: 50,
    });
    return Date.now();
  };
  const first = await carried('told first');
  // Without a hub it would be asked for 20 seconds after the first, and where hints are expected five minutes after it.
  expect((await carried('told second')) - first).toBeLessThan(15_000);
  const [metrics = '', status = ''] = relay.lines.join(' ').match(/http:[^ ]+(?:metrics|status)/g) ?? [];
  const { hub } = (await (await fetch(status)).json()) as { hub: HubState };
  expect(hub).toMatchObject({
    standing: { kind: 'receiving' },
    subscriptions: { wanted: 1, live: 1, refused: {} },
  });
  expect(hub.hints).toBeGreaterThan(1);
  expect(await (await fetch(metrics)).text()).toMatch(/^isthmus_hub_receiving 1$/m);
  await broker.close();
  expect(await relay.told(/^NO CHANGE NOTIFICATIONS/)).toContain(`${broker.host} cannot be reached.`);
};

it('runs, takes a sign-in over while it runs, and goes on from it after a restart', async () => {
  expect(await status()).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^No relay runs\.\nThere is no database[^]*TEAMS IS NOT SIGNED IN/) as string,
  });
  const relay = type([]);
  expect(await relay.told(/^TEAMS IS NOT SIGNED IN/)).toContain(`npm run relay -- sign-in --config ${file}`);
  await relay.told(/^Mattermost: up to date, .* all of the history/);

  const first = await signInAs(teamsBot);
  expect(first).toMatchObject({ code: 0, last: 'The running relay takes it over by itself.' });
  await relay.told(/^The Teams user has signed in: relay@isthmus\.example/);
  await relay.told(/^Teams: up to date, .* all of the history/);
  const running = await status();
  expect(running.code).toBe(0);
  for (const pattern of [
    /^A relay runs on .*\.db\.$/m,
    /^Teams: signed in as relay@isthmus\.example \(Isthmus Relay\)/m,
    /sealed by a key file beside it .* only its owner may read/,
    /renewed last at .* not used for 90 days/,
    /^Mattermost: the bot’s token comes from /m,
    /^Teams: up to date/m,
  ])
    expect(running.text).toMatch(pattern);

  relay.end();
  expect(await relay.code).toBe(0);
  expect(await differences()).toEqual([]);
  const again = type([]);
  await again.told(/^Its Teams user is relay@isthmus\.example\. The sign-in is sealed by a key file/);
  await again.told(/^Teams: up to date/);

  expect((await links()).text).toMatch(/^The relay sees no link\./);
  const channel = await linkChannel(sandbox, await signInBots(sandbox));
  const linked = await vi.waitUntil(
    async () => {
      const now = await links();
      return now.text.includes(': carried\n') ? now : null;
    },
    { timeout: 30_000, interval: 200 },
  );
  expect(linked.code).toBe(0);
  expect(linked.text).toMatch(
    /^.+ and .+: carried\n {2}linked by .+\n {2}carried by this relay: 0; by their authors’ own Isthmuses: 0; waiting: 0/,
  );
  const asJson = type(['links', '--json']);
  expect(await asJson.code).toBe(0);
  expect(JSON.parse(asJson.lines.join(''))).toMatchObject([{ health: 'good', carried: true }]);
  await hearsOfTheHub(again, channel);
  const drain = type(['drain']);
  expect([await drain.code, drain.lines]).toEqual([0, ['The relay has ended.']]);
  expect(await again.code).toBe(0);
  expect(await links()).toEqual({ code: 2, text: 'No relay runs with this configuration.' });
  const twice = type(['drain']);
  expect([await twice.code, twice.lines]).toEqual([0, ['No relay runs with this configuration.']]);
});

it('says loudly that the sign-in was revoked, lets nobody else in, and goes on after the same user has signed in', async () => {
  const relay = type([]);
  await relay.told(/^Teams: up to date/);
  const { tenant } = sandbox.microsoft;
  tenant.revoke(teamsBot);
  expect(await relay.told(/^THE TEAMS USER MUST SIGN IN AGAIN/)).toMatch(
    /\(AADSTS\d+\): nothing of Teams is mirrored\. .* Then run: npm run relay -- sign-in --config/,
  );
  expect((await status()).text).toContain('\nTHE TEAMS USER MUST SIGN IN AGAIN (AADSTS');
  expect((await status()).text).toMatch(/^Mattermost: up to date/m);

  const other = await signInAs(sandbox.organisation.sampleUser);
  expect(other).toMatchObject({
    code: 2,
    last: expect.stringMatching(/^NOT SIGNED IN: .* answered, but/) as string,
  });
  expect((await signInAs(teamsBot)).code).toBe(0);
  await relay.told(/^The Teams user has signed in/);
  await relay.told(/^Teams: up to date/);
  // Once, and not at every try.
  expect(relay.lines.filter((line) => line.startsWith('THE TEAMS USER'))).toHaveLength(1);
  relay.end();
  await relay.code;
});

it('says no token, code or password in any line', () => {
  const text = everything.join('\n');
  expect(text).toContain('Open this address');
  for (const pattern of [/eyJ/, /[?&]code=/, /1\.[AR][0-9a-f]{8}/, new RegExp(secret)])
    expect(text).not.toMatch(pattern);
  expect(readFileSync(join(folder, 'data', 'teams-sign-in.user'), 'utf8')).not.toMatch(/eyJ|1\.R/);
});

it('says how it is used', async () => {
  const lines: string[] = [];
  const world = { program: 'node relay.mjs', tell: (line: string) => void lines.push(line) } as CommandWorld;
  expect(await runCommandLine(['--help'], world)).toBe(0);
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'node relay.mjs --config FILE',
    'node relay.mjs sign-in --config FILE',
    'node relay.mjs status --config FILE',
    'node relay.mjs links --config FILE [--json]',
    'node relay.mjs drain --config FILE',
    'node relay.mjs store-secret --name NAME --config FILE',
  ]);
  for (const words of [
    [],
    ['sign-in'],
    ['status', '--port', '1'],
    ['drain'],
    ['sign-in', '--config', 'x', '--port', 'y'],
  ])
    expect(await runCommandLine(words, world)).toBe(2);
});
