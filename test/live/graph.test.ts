/** Graph's and the Teams connector's contract tests on a real tenant (`npm run test:live -- --tenant ID --client ID`). */
import { describe } from 'vitest';
import { fileJournal } from '../../sandbox/live-journal.ts';
import { everyGraphContract } from '../../sandbox/microsoft/contract/every.ts';
import { liveGraph } from '../../sandbox/microsoft/contract/live.ts';
import { connectorContract } from './connector.ts';
import { targetsOf } from '../../build/commands/live-targets.ts';
import { openTeams } from './teams-subject.ts';

const { graph } = targetsOf(process.env);

describe.runIf(graph)('Graph', () => {
  everyGraphContract(
    () => {
      if (!graph) throw new Error('no tenant was given');
      return Promise.resolve(liveGraph(graph.target, fileJournal(graph.journal)));
    },
    (on) => describe('Teams', () => connectorContract(() => openTeams(on))),
  );
});
