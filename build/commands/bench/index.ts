/**
 * `npm run bench -- <name>`: measures, compared with a floor in the same run. Prints progress to stderr and the figures last: one JSON line
 * or, without `--json`, a table if the benchmark has one.
 */
import { benchApp } from './app.ts';
import { appTable, overBound } from './app-table.ts';
import { benchCarry } from './carry.ts';
import { benchConvert } from './convert.ts';
import { benchMirror } from './mirror.ts';
import { tenantTable } from './tenant/tenant-table.ts';
import { benchTenant } from './tenant/tenant.ts';

type Bench = (args: readonly string[]) => Promise<string>;

/** The figures as one JSON line. */
const asJson =
  (measure: (args: readonly string[]) => Promise<unknown>): Bench =>
  async (args) =>
    JSON.stringify(await measure(args));

const app: Bench = async (args) => {
  const figures = await benchApp(args);
  // Times depend on the machine. Numbers of reads do not, so they decide the exit code.
  if (overBound(figures).some((name) => name.startsWith('message'))) process.exitCode = 1;
  return args.includes('--json') ? JSON.stringify(figures) : appTable(figures);
};

const tenant: Bench = async (args) => {
  const figures = await benchTenant(args);
  return args.includes('--json') ? JSON.stringify(figures) : tenantTable(figures);
};

const benches: Readonly<Record<string, Bench>> = {
  app,
  carry: asJson(benchCarry),
  convert: asJson(benchConvert),
  mirror: asJson(benchMirror),
  tenant,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(
    `Say which: npm run bench -- ${Object.keys(benches).join(' | ')} [--messages N] [--json]\n`,
  );
  process.exit(2);
}
try {
  process.stdout.write(`${await bench(args)}\n`);
  // A benchmark with a forbidden result has set the exit code.
  process.exit();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
