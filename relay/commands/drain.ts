import { setTimeout as after } from 'node:timers/promises';
import { readOrSay } from '../config/read-or-say.ts';
import { askControl } from '../control/ask-control.ts';
import { runningDatabase } from '../host/databases.ts';
import { isOwned } from '../store/owner.ts';
import { drainsSlowly, hasDrained, noRelayRuns, relayIsSilent } from '../words/control.ts';
import { drainUsage } from '../words/usage.ts';
import type { Command } from './command.ts';

/** What is being sent has its time (relay/host/relay.ts), and the database is written. */
const withinSeconds = 60;
const looksEvery = 200;

/** Ends the relay that runs, and waits until it has ended. */
export const drainCommand: Command = {
  name: 'drain',
  usage: drainUsage,
  options: {},
  run: async (file, _typed, { tell, end }) => {
    const config = await readOrSay(file, tell);
    if (config === null) return 2;
    const path = await runningDatabase(config.dataFolder);
    if (path === null) {
      tell(noRelayRuns());
      return 0;
    }
    if ((await askControl(path, 'drain', 'POST')).kind === 'no-answer') {
      tell(relayIsSilent(path));
      return 2;
    }
    for (let waited = 0; waited < withinSeconds * 1_000 && !end.aborted; waited += looksEvery) {
      if (!(await isOwned(path))) {
        tell(hasDrained());
        return 0;
      }
      await after(looksEvery);
    }
    tell(drainsSlowly(withinSeconds));
    return 2;
  },
};
