/** `npm run relay`: without options a relay on the sandbox, else the commands of the relay itself. */
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodeNetwork } from '../../../relay/network/network.ts';
import { sandboxUsage } from '../../../relay/words/usage.ts';
import { cloudAddresses } from '../../../sign-in/clouds.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<number> => {
  const words = process.argv.slice(2);
  if (words.length === 0) {
    const { runOnSandbox } = await import('./on-sandbox.ts');
    return runOnSandbox(fileURLToPath(new URL('relay-process.js', import.meta.url)));
  }
  if (words[0] === '--help') say(sandboxUsage());
  const { runCommandLine } = await import('../../../relay/commands/index.ts');
  const end = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end.abort());
  return runCommandLine(words, {
    environment: process.env,
    platform: process.platform,
    host: hostname(),
    send: nodeNetwork,
    clouds: cloudAddresses,
    tell: say,
    end: end.signal,
  });
};

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
