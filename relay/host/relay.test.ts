/** The relay against the sandbox over real loopback: it mirrors both bots, and goes on after a restart from its file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { mattermostBot, signInBots, teamsBot, withBots } from '../../build/commands/relay/bots.ts';
import { rowsOfMirror, truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { isComplete } from '../../build/commands/progress.ts';
import { failed } from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { own } from '../store/owner.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';

const started = async (sandbox: Sandbox, path: string): Promise<Relay> => {
  const outcome = await startRelay({
    path,
    accounts: await signInBots(sandbox),
    fetch: createNetworkFetch(sandbox.microsoft.certificatePem),
    days: null,
    log: () => undefined,
  });
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.relay;
};

/** What the mirror has otherwise than the bots can see on the servers. */
const differences = async (sandbox: Sandbox, database: IsthmusDatabase): Promise<string[]> => {
  const rows = await rowsOfMirror(database);
  return rows.accounts.flatMap((account) => {
    const truth =
      account.service === 'teams'
        ? sandbox.microsoft.acts.truth(teamsBot)
        : sandbox.mattermost.acts.truth(mattermostBot);
    return compareTruth(truth, truthOfMirror(rows, account)).map(describeDifference);
  });
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => void setTimeout(resolve, 50));
};

const isFilled = async ({ database }: Relay): Promise<boolean> =>
  isComplete(await database.accounts.toArray(), 2);

it('mirrors both bots, and goes on from its file after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'relay.db');
  const sandbox = await startSandbox({
    seed: 4,
    messages: 0,
    organisation: (now) => withBots(generateOrganisation({ seed: 4, messages: 120, now })),
    throttling: false,
  });
  onTestFinished(() => sandbox.close());

  const first = await started(sandbox, path);
  await until(() => isFilled(first));
  expect(await differences(sandbox, first.database)).toEqual([]);
  const filled = await first.database.messages.count();
  expect(filled).toBeGreaterThan(30);
  await first.drain();

  const { mattermost, organisation } = sandbox;
  const channel = mattermost.acts.truth(mattermostBot).conversations.find(({ kind }) => kind === 'channel');
  const author = channel?.members.find((id) => id !== mattermost.acts.userId(mattermostBot));
  const by = organisation.people.find(({ mattermost: account }) => account?.id === author);
  mattermost.acts.post(by?.key ?? '', channel?.id ?? '', { content: 'while the relay was down' });

  const second = await started(sandbox, path);
  expect(await second.database.messages.count()).toBe(filled);
  await until(async () => (await isFilled(second)) && (await second.database.messages.count()) > filled);
  expect(await differences(sandbox, second.database)).toEqual([]);
  await second.drain();
});

/** A relay whose services do not answer. */
const withoutServers = (path: string) => {
  const names = { userId: '', displayName: '', label: '' };
  const accessToken = () => Promise.resolve(failed({ kind: 'cancelled' } as const));
  return {
    path,
    accounts: {
      teams: { ...names, tenantId: '', graphUrl: 'https://graph.example', accessToken },
      mattermost: { ...names, serverUrl: 'http://mattermost.example', token: '' },
    },
    fetch: () => Promise.reject(new TypeError('nothing is asked')),
    days: null,
    log: () => undefined,
  } satisfies RelayOptions;
};

it('asks nothing after a start that failed when one account had begun', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'relay.db');
  const { accounts, ...options } = withoutServers(path);
  let asked = 0;
  const teams = {
    ...accounts.teams,
    accessToken: () => {
      asked += 1;
      return accounts.teams.accessToken();
    },
  };
  const mattermost = {
    ...accounts.mattermost,
    get userId(): string {
      throw new TypeError('no bot');
    },
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  await expect(startRelay({ ...options, accounts: { teams, mattermost } })).rejects.toThrow('no bot');
  const before = asked;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(before);
  // The file is given up, too.
  const release = await own(path);
  await release();
});

it('is refused where another relay has the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'relay.db');
  const release = await own(path);
  onTestFinished(release);
  const logged: string[] = [];
  const refused = await startRelay({ ...withoutServers(path), log: (event) => void logged.push(event) });
  expect(refused).toMatchObject({ kind: 'refused', reason: 'in-use' });
  expect(logged).toEqual(['caught-relay-store-open-store-error']);
});
