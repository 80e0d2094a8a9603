// `npm run relay`: a relay that is killed is started again and goes on from its file; SIGTERM drains it, and the command ends with 0. With
// `--config FILE` it runs on the servers that the file names, also as the one folder that a server gets.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { signInBots, withBots } from '../../build/commands/relay/bots.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { smallOrganisation } from '../../sandbox/organisation/small.ts';

const project = resolve(import.meta.dirname, '../..');

const command = join(project, 'dist/tools/relay.js');
const bundle = join(project, 'dist/relay');

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The built relay, copied to where no packages are. */
const installed = (): string => {
  const folder = newFolder();
  cpSync(bundle, folder, { recursive: true });
  return join(folder, 'isthmus-relay.mjs');
};

/** A program with these words, and what it says. */
const started = (program: string, ...words: readonly string[]) => {
  const running = spawn(process.execPath, [program, ...words], {
    cwd: dirname(program),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void running.kill('SIGKILL'));
  const lines: string[] = [];
  let wake = (): void => undefined;
  running.stderr.setEncoding('utf8');
  let rest = '';
  running.stderr.on('data', (text: string) => {
    const parts = `${rest}${text}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    wake();
  });
  /** The first line after the `from`th that matches; what its group holds. */
  const told = async (pattern: RegExp, from = 0): Promise<string> => {
    for (;;) {
      const found = lines
        .slice(from)
        .map((line) => pattern.exec(line))
        .find((match) => match !== null);
      if (found) return found[1] ?? '';
      if (running.exitCode !== null) throw new Error(`the program ended: ${lines.slice(-5).join('\n')}`);
      await new Promise<void>((done) => (wake = done));
    }
  };
  running.once('exit', () => wake());
  return { running, lines, told };
};

it('a killed relay goes on from its file and carries for who has not connected, and SIGTERM drains it', async () => {
  const { running, lines, told } = started(command);
  const first = Number(await told(/The relay is process (\d+)\./));
  expect(await told(/with (\d+) messages from its file/)).toBe('0');
  await told(/mattermost: live, .* 100 % complete/);
  const killedAt = lines.length;
  process.kill(first, 'SIGKILL');
  await told(/ended by itself \((SIGKILL)\)/, killedAt);
  expect(Number(await told(/with (\d+) messages from its file/, killedAt))).toBeGreaterThan(300);
  await told(/mattermost: live, .* 100 % complete/, killedAt);
  await told(
    /^Carried for people who have not connected: [1-9]\d* to Teams, [1-9]\d* to Mattermost\.$/,
    killedAt,
  );

  running.kill('SIGTERM');
  // Not 'exit': the last lines may come after it.
  const [code] = (await once(running, 'close')) as [number | null];
  expect(code).toBe(0);
  expect(lines.slice(-2)).toEqual(['The relay drains.', 'The relay has ended.']);
  expect(lines.filter((line) => line.startsWith('caught-'))).toEqual([]);
});

it('the built folder, alone on a machine, runs on the servers that the file of --config names', async () => {
  const folder = newFolder();
  const sandbox = await startSandbox({
    seed: 6,
    messages: 0,
    organisation: (now) => withBots(smallOrganisation({ seed: 6, messages: 600, now })),
  });
  onTestFinished(() => sandbox.close());
  const { microsoft, mattermost } = sandbox;
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, (await signInBots(sandbox)).mattermost.token, { mode: 0o600 });
  const file = join(folder, 'relay.json');
  const teams = { tenant: microsoft.tenantId, clientId: microsoft.clientId };
  writeFileSync(
    file,
    JSON.stringify({ dataFolder: folder, mattermost: { url: mattermost.url, tokenFile }, teams }),
  );
  const { running, lines, told } = started(installed(), '--config', file);
  await told(/^The relay runs as the bot isthmus-relay of http/);
  await told(/^TEAMS IS NOT SIGNED IN/);
  await told(/^Mattermost: up to date, \d+ messages, all of the history/);
  running.kill('SIGTERM');
  const [code] = (await once(running, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(lines.slice(-2)).toEqual(['The relay drains.', 'The relay has ended.']);
  expect(lines.filter((line) => line.startsWith('caught-'))).toEqual([]);
});

describe.each([
  ['the command', () => command, 'npm run relay -- '],
  ['the built folder', installed, `node ${join(tmpdir(), 'isthmus-relay-')}\\S+/isthmus-relay\\.mjs `],
])('%s', (_name, find, begins) => {
  it('refuses a configuration that is not right with 2', async () => {
    const { running, lines } = started(find(), '--config', join(project, 'no-such-file.json'));
    const [code] = (await once(running, 'close')) as [number | null];
    expect(lines).toEqual([
      expect.stringMatching(/^\S+no-such-file\.json is not there\. Give the path .* after --config\.$/),
    ]);
    expect(code).toBe(2);
  });

  it('says how it is used, and ends with 2, where its options are none', async () => {
    const { running, lines } = started(find(), '--seeds', '3');
    const [code] = (await once(running, 'close')) as [number | null];
    expect(lines[0]).toMatch(new RegExp(`^${begins}--config FILE: `));
    expect(lines[1]).toMatch(new RegExp(`^${begins}sign-in --config FILE: `));
    expect(code).toBe(2);
  });
});

describe('the built folder', () => {
  const text = readFileSync(join(bundle, 'isthmus-relay.mjs'), 'utf8');

  it('asks for nothing but what Node has', () => {
    const asked = [
      ...text.matchAll(/^(?:import|export)\b[^'"\n]*?['"]([^'"\n]+)['"];?$/gm),
      ...text.matchAll(/\b__require\(["']([^"']+)["']\)/g),
      ...text.matchAll(/\bimport\(["']([^"']+)["']\)/g),
    ].map(([, name = '']) => name);
    expect(asked).toEqual(expect.arrayContaining(['node:fs', 'node:http']));
    expect([...new Set(asked)].filter((name) => !isBuiltin(name))).toEqual([]);
  });

  it('has the relay, and nothing of sandbox, page, main or commands', () => {
    // The bundler names each of our files before its code.
    const ours = [...text.matchAll(/^\/\/ ((?!node_modules\/)[\w./-]+\.(?:tsx?|m?js|json))$/gm)].map(
      ([, path = '']) => path,
    );
    expect(ours).toEqual(expect.arrayContaining(['relay/isthmus-relay.ts', 'renderer/engine/engine.ts']));
    const may =
      /^(?:package\.json$|(?:relay|relay-settings|words|sign-in|preload\/contract|renderer\/(?:engine|connectors|store|model|text|relay-health))\/)/;
    expect(ours.filter((path) => !may.test(path))).toEqual([]);
  });

  it('has the files that make it a service, and those that the container takes', () => {
    const files = readdirSync(bundle);
    const container = readFileSync(join(bundle, 'Dockerfile'), 'utf8');
    const taken = /^COPY (.*) \S+$/m.exec(container)?.[1]?.split(' ') ?? [];
    expect(taken).toContain('isthmus-relay.mjs');
    expect(files).toEqual(expect.arrayContaining(taken));
    for (const name of readdirSync(join(project, 'build/relay')).filter((one) => !/\.(?:md|ts)$/.test(one)))
      expect(readFileSync(join(bundle, name))).toEqual(readFileSync(join(project, 'build/relay', name)));
  });
});
