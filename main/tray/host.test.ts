import { describe, expect, it } from 'vitest';
import { hasTrayHost, type Run, runProgram } from './host.ts';

/** Programs of a machine with their outputs; others do not exist. */
const machine = (printed: Readonly<Record<string, string>>) => {
  const asked: string[] = [];
  const run: Run = (program) => {
    asked.push(program);
    return Promise.resolve(printed[program] ?? null);
  };
  return { asked, run };
};

describe('a place for the tray icon', () => {
  it.each(['win32', 'darwin'] as const)('always exists on %s', async (platform) => {
    const { asked, run } = machine({});
    expect([await hasTrayHost(platform, run), asked]).toEqual([true, []]);
  });
  it.each([
    ['gdbus says so', { gdbus: '(true,)\n' }, true, 1],
    ['gdbus denies it: GNOME without AppIndicator', { gdbus: '(false,)\n', busctl: 'b true' }, false, 1],
    [
      'dbus-send says so',
      { 'dbus-send': 'method return time=1.2 sender=org.freedesktop.DBus -> …\n   boolean true\n' },
      true,
      2,
    ],
    ['busctl says so', { busctl: 'b true\n' }, true, 3],
    ['busctl denies it', { busctl: 'b false\n' }, false, 3],
    ['nobody can tell: there is no session bus', {}, false, 3],
  ] as const)('depends on Linux on the desktop: %s', async (_what, printed, there, questions) => {
    const { asked, run } = machine(printed);
    expect([await hasTrayHost('linux', run), asked.length]).toEqual([there, questions]);
  });
  it('is looked for without a shell, and a missing or failing program gives no answer', async () => {
    expect(await runProgram('isthmus-no-such-program', [])).toBeNull();
    expect(await runProgram(process.execPath, ['-e', 'process.exit(1)'])).toBeNull();
    expect(await runProgram(process.execPath, ['-e', 'console.log("$HOME")'])).toBe('$HOME\n');
  });
});
