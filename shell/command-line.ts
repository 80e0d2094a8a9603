// app.commandLine: Chromium's switches, from the command line and from main before ready.
import { addSwitch, type Switches } from './chromium/switches.ts';
import { like } from './like.ts';

const switches = new Map<string, string>();
const named = (name: string): string => name.replace(/^--/, '').toLowerCase();

/** Takes the switches of a command line and returns its other words. */
export function readCommandLine(words: readonly string[]): string[] {
  return words.filter((word) => {
    if (!word.startsWith('--')) return true;
    const at = word.indexOf('=');
    addSwitch(switches, named(at === -1 ? word : word.slice(0, at)), at === -1 ? '' : word.slice(at + 1));
    return false;
  });
}

/** The switches as they stand. */
export const currentSwitches = (): Switches => switches;

export const commandLine = like<Electron.CommandLine>()({
  appendArgument: (value: string) => {
    readCommandLine([value]);
  },
  appendSwitch: (name: string, value = '') => addSwitch(switches, named(name), value),
  getSwitchValue: (name: string) => switches.get(named(name)) ?? '',
  hasSwitch: (name: string) => switches.has(named(name)),
  removeSwitch: (name: string) => void switches.delete(named(name)),
});
