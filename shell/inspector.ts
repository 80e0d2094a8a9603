// Opens Node's inspector in the stand-in itself. With Node's own switch, a debugger may attach while module.register waits for its thread.
// Such a start was once seen to hang silently.
import { open, url } from 'node:inspector';
import { commandLine } from './command-line.ts';

const loopback = '127.0.0.1';
const usualPort = 9229;

/** Opens the inspector that the command line asks for: `--inspect[=port]`, or `--inspect-brk[=port]`, which waits for a debugger. */
export function openInspector(): void {
  const waits = commandLine.hasSwitch('inspect-brk');
  if (!waits && !commandLine.hasSwitch('inspect')) return;
  const given = commandLine.getSwitchValue(waits ? 'inspect-brk' : 'inspect');
  open(given === '' ? usualPort : Number(given.slice(given.lastIndexOf(':') + 1)), loopback, waits);
}

/** True when a debugger can reach this process. */
export const inspected = (): boolean => url() !== undefined;
