/** `npm run relay`: with `--config FILE` a relay on the servers that the file names, else one on the sandbox. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { usage } from '../../../relay/words/usage.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const refusedCode = 2;

/** Null: the words are no options of this command. */
const optionsOf = (words: string[]): { readonly config?: string | undefined } | null => {
  try {
    return parseArgs({ args: words, options: { config: { type: 'string' } } }).values;
  } catch {
    // Harmless: the usage is said.
    return null;
  }
};

const main = async (): Promise<number> => {
  const options = optionsOf(process.argv.slice(2));
  if (options === null || options.config === '') {
    say(usage());
    return refusedCode;
  }
  if (options.config === undefined) {
    const { runOnSandbox } = await import('./on-sandbox.ts');
    return runOnSandbox(fileURLToPath(new URL('relay-process.js', import.meta.url)));
  }
  const end = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end.abort());
  const { runConfigured } = await import('../../../relay/host/configured.ts');
  const outcome = await runConfigured({
    file: options.config,
    environment: process.env,
    platform: process.platform,
    fetch: (request) => fetch(request, { redirect: 'manual' }),
    tell: say,
    end: end.signal,
  });
  return outcome === 'ended' ? 0 : refusedCode;
};

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
