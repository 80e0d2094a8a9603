/** `npm run relay`: without options a relay on the sandbox, else the commands of the relay itself. */
import { fileURLToPath } from 'node:url';
import { sandboxUsage } from '../../../relay/words/usage.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<number> => {
  const words = process.argv.slice(2);
  if (words.length === 0) {
    const { runOnSandbox } = await import('./on-sandbox.ts');
    return runOnSandbox(fileURLToPath(new URL('relay-process.js', import.meta.url)));
  }
  if (words[0] === '--help') say(sandboxUsage());
  const { runProgram } = await import('../../../relay/commands/program.ts');
  return runProgram('npm run relay --', words);
};

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
