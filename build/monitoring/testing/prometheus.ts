/** Debian's Prometheus for tests: an installed one, else the package's files in `dist/`, where nothing is installed and no service starts. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** The paths of the two programs. */
export interface PrometheusTools {
  readonly prometheus: string;
  readonly promtool: string;
}

const folder = join(import.meta.dirname, '..', '..', '..', 'dist', 'prometheus');
/** How long the package may take to come, ms. */
const fetchedWithin = 120_000;

/** Finds them. Fetches Debian's package where they are missing and that is possible; null where it is not. */
export const findPrometheus = (): PrometheusTools | null => {
  for (const below of ['', join(folder, 'usr', 'bin')]) {
    const tools = { prometheus: join(below, 'prometheus'), promtool: join(below, 'promtool') };
    if (Object.values(tools).every(runs)) return tools;
    if (below === '' && !fetchPackage()) return null;
  }
  return null;
};

const runs = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/** Unpacks the package's files; the programs need nothing of its other packages. */
const fetchPackage = (): boolean => {
  if (existsSync(join(folder, 'usr', 'bin', 'promtool'))) return true;
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const run = (program: string, args: readonly string[]): boolean =>
    spawnSync(program, args, { cwd: folder, stdio: 'ignore', timeout: fetchedWithin }).status === 0;
  const download = (): boolean => run('apt-get', ['download', '-qq', 'prometheus']);
  if (!download() && !(run('apt-get', ['update', '-qq']) && download())) return false;
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (file === undefined || !run('dpkg-deb', ['-x', file, '.'])) return false;
  rmSync(join(folder, file));
  return true;
};

/** Runs promtool. Returns its exit code and all that it said. */
export const promtool = (
  { promtool: program }: PrometheusTools,
  args: readonly string[],
  input = '',
): { readonly code: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
};

/** One that runs. */
export class RunningPrometheus {
  private constructor(
    private readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Starts it on a free loopback port. It asks `target` (host and port) for metrics each second, and evaluates no rules.
   * @param dataFolder a folder for all that it writes
   */
  static async start(
    { prometheus }: PrometheusTools,
    dataFolder: string,
    { target, job }: { readonly target: string; readonly job: string },
  ): Promise<RunningPrometheus> {
    const config = join(dataFolder, 'prometheus.yml');
    const scrape = { job_name: job, scrape_interval: '1s', static_configs: [{ targets: [target] }] };
    // JSON is YAML.
    writeFileSync(config, JSON.stringify({ scrape_configs: [scrape] }));
    const listen = `127.0.0.1:${await freePort()}`;
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(dataFolder, 'data')}`,
      `--web.listen-address=${listen}`,
      '--log.level=error',
    ];
    const child = spawn(prometheus, args, { stdio: 'ignore' });
    const running = new RunningPrometheus(`http://${listen}`, child);
    while (!(await running.#isReady())) {
      if (child.exitCode !== null) throw new Error(`Prometheus ended with ${child.exitCode}`);
      await after(50);
    }
    return running;
  }

  /** Evaluates a query now. Returns how many series it has; rejects with what Prometheus says is wrong with it. */
  async count(query: string): Promise<number> {
    const answer = await fetch(`${this.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query }),
    });
    const { error, data } = (await answer.json()) as {
      readonly error?: string;
      readonly data?: { readonly result: readonly unknown[] };
    };
    if (!data) throw new Error(`${query}: ${error ?? answer.status}`);
    return data.result.length;
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  #isReady(): Promise<boolean> {
    return fetch(`${this.url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
