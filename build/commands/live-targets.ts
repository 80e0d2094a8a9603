/** Which real servers a run is pointed at: handed from the command to the tests in the environment, never on a command line. */
import type { LiveTarget } from '../../sandbox/mattermost/contract/live-sign-in.ts';
import type { LiveGraphTarget } from '../../sandbox/microsoft/contract/live.ts';

export interface LiveTargets {
  readonly mattermost: LiveTarget | null;
  readonly graph: LiveGraphTarget | null;
  /** A file that takes the sentences a run leaves behind; null where nobody reads them. */
  readonly notes: string | null;
}

const names = {
  mattermost: 'ISTHMUS_LIVE_MATTERMOST',
  graph: 'ISTHMUS_LIVE_GRAPH',
  notes: 'ISTHMUS_LIVE_NOTES',
};

/** What the tests' process gets. */
export const environmentOf = (targets: LiveTargets): Record<string, string> => ({
  ...(targets.mattermost === null ? {} : { [names.mattermost]: JSON.stringify(targets.mattermost) }),
  ...(targets.graph === null ? {} : { [names.graph]: JSON.stringify(targets.graph) }),
  ...(targets.notes === null ? {} : { [names.notes]: targets.notes }),
});

/** What the command said; nothing where the tests were not started by it. */
export const targetsOf = (environment: Readonly<Record<string, string | undefined>>): LiveTargets => {
  const mattermost = environment[names.mattermost];
  const graph = environment[names.graph];
  return {
    mattermost: mattermost === undefined ? null : (JSON.parse(mattermost) as LiveTarget),
    graph: graph === undefined ? null : (JSON.parse(graph) as LiveGraphTarget),
    notes: environment[names.notes] ?? null,
  };
};
