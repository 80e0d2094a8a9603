// `npm run relay`: a relay that is killed is started again and goes on from its file; SIGTERM drains it, and the command ends with 0.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const project = resolve(import.meta.dirname, '../..');

it('a killed relay goes on from its file, and SIGTERM drains it', async () => {
  const command = spawn(process.execPath, [join(project, 'dist/tools/relay.js')], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void command.kill('SIGKILL'));
  const lines: string[] = [];
  let wake = (): void => undefined;
  command.stderr.setEncoding('utf8');
  let rest = '';
  command.stderr.on('data', (text: string) => {
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
      if (command.exitCode !== null) throw new Error(`the command ended: ${lines.slice(-5).join('\n')}`);
      await new Promise<void>((done) => (wake = done));
    }
  };
  command.once('exit', () => wake());

  const first = Number(await told(/The relay is process (\d+)\./));
  expect(await told(/with (\d+) messages from its file/)).toBe('0');
  await told(/mattermost: live, .* 100 % complete/);
  const killedAt = lines.length;
  process.kill(first, 'SIGKILL');
  await told(/ended by itself \((SIGKILL)\)/, killedAt);
  expect(Number(await told(/with (\d+) messages from its file/, killedAt))).toBeGreaterThan(300);
  await told(/mattermost: live, .* 100 % complete/, killedAt);

  command.kill('SIGTERM');
  // Not 'exit': the last lines may come after it.
  const [code] = (await once(command, 'close')) as [number | null];
  expect(code).toBe(0);
  expect(lines.slice(-2)).toEqual(['The relay drains.', 'The relay has ended.']);
  expect(lines.filter((line) => line.startsWith('caught-'))).toEqual([]);
});
