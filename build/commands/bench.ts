/** `npm run bench -- <name>`: measures what it says, against a floor in the same run. Prints progress to stderr, one JSON line last. */
import { benchCarry } from './bench-carry.ts';
import { benchConvert } from './bench-convert.ts';
import { benchMirror } from './bench-mirror.ts';

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<unknown>>> = {
  carry: benchCarry,
  convert: benchConvert,
  mirror: benchMirror,
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
  const result = await bench(args);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  // A benchmark whose result is one that must not be has set the exit code.
  process.exit();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
