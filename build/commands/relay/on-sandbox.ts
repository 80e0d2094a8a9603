/**
 * A relay on the sandbox, with two bot accounts of its own. One channel is linked, and colleagues who do not use Isthmus talk on both sides of it. The relay is a process of its own; one that
 * dies is started again, as a service's supervisor does, and goes on from its file. SIGTERM and SIGINT drain it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../sandbox/index.ts';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import { step } from '../../scripts/steps.mjs';
import { type SandboxBots, signInBots, withBots } from './bots.ts';
import { carriedInto, linkChannel } from './linked-channel.ts';
import type { AskToken, ToRelay } from './messages.ts';

const seed = 7;
const messages = 2_000;
const refusedCode = 2;
/** As a supervisor, so that one that cannot run does not keep the machine busy, ms. */
const restartAfter = 1_000;
/** How often it is told what was carried, ms. */
const lookEvery = 3_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Starts the relay's process, and answers what it asks. */
const forkRelay = (
  { teams: { accessToken, ...teams }, mattermost }: SandboxBots,
  path: string,
  certificatePem: string,
  program: string,
): ChildProcess => {
  const relay = fork(program);
  const tell = (message: ToRelay): void => {
    if (relay.connected) relay.send(message);
  };
  relay.on('message', ({ number, renew }: AskToken) => {
    void accessToken(renew, undefined).then((token) => {
      if (token.ok) tell({ kind: 'token', number, token: token.value });
    });
  });
  tell({ kind: 'begin', path, certificatePem, teams, mattermost });
  return relay;
};

/**
 * Runs it until a signal ends it. Returns the exit code.
 * @param program the path of the relay's own process, built from `process.ts`
 */
export const runOnSandbox = async (program: string): Promise<number> => {
  const sandbox = await step('Starting the sandbox', () =>
    startSandbox({
      ...{ seed, messages, colleagues: 'lively' },
      organisation: (now) => withBots(generateOrganisation({ seed, messages, now })),
    }),
  );
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-relay-'));
  const path = join(folder, 'relay.db');
  const accounts = await signInBots(sandbox);
  const channel = await linkChannel(sandbox, accounts);
  say(`${channel.mattermost.name} in Mattermost is linked with ${channel.teams.name} in Teams.`);
  let last = '';
  const looking = setInterval(() => {
    const { teams, mattermost } = carriedInto(sandbox, channel);
    const line = `Carried for people who have not connected: ${teams} to Teams, ${mattermost} to Mattermost.`;
    if (line !== last) say(line);
    last = line;
  }, lookEvery);
  let relay: ChildProcess | null = null;
  const end = new AbortController();
  const isEnding = (): boolean => end.signal.aborted;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      end.abort();
      relay?.kill('SIGTERM');
    });
  let code = 0;
  while (!isEnding() && code !== refusedCode) {
    relay = forkRelay(accounts, path, sandbox.microsoft.certificatePem, program);
    say(`The relay is process ${relay.pid}. Kill it: it is started again, and goes on from its file.`);
    const [ended, signal] = (await once(relay, 'exit')) as [number | null, string | null];
    code = ended ?? 1;
    if (isEnding()) break;
    say(`The relay ended by itself (${signal ?? code}).`);
    await new Promise((resolve) => void setTimeout(resolve, restartAfter));
  }
  clearInterval(looking);
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
  return code;
};
