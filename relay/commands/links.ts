import { readOrSay } from '../config/read-or-say.ts';
import { askControl } from '../control/ask-control.ts';
import { runningDatabase } from '../host/databases.ts';
import { linkReports } from '../links/link-report.ts';
import { noRelayRuns, relayIsSilent } from '../words/control.ts';
import { linkLines, noLinks } from '../words/links.ts';
import { linksUsage } from '../words/usage.ts';
import type { Command } from './command.ts';

/** Lists the links of the relay that runs; with `--json` as one line for programs. */
export const linksCommand: Command = {
  name: 'links',
  usage: linksUsage,
  options: { json: { type: 'boolean' } },
  run: async (file, typed, { tell }) => {
    const config = await readOrSay(file, tell);
    if (config === null) return 2;
    const path = await runningDatabase(config.dataFolder);
    if (path === null) {
      tell(noRelayRuns());
      return 2;
    }
    const asked = await askControl(path, 'links');
    const read = asked.kind === 'answered' ? linkReports.safeParse(asked.value) : null;
    if (read?.success !== true) {
      tell(relayIsSilent(path));
      return 2;
    }
    const lines =
      typed.json === true ? [JSON.stringify(read.data)] : read.data.flatMap((report) => linkLines(report));
    for (const line of lines.length === 0 ? [noLinks()] : lines) tell(line);
    return 0;
  },
};
