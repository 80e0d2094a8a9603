/** The real servers of a run. The command passes them to the tests in the environment, never on a command line. */
import type { LiveTarget } from '../../sandbox/mattermost/contract/live/live-sign-in.ts';
import type { LiveGraphTarget } from '../../sandbox/microsoft/contract/live.ts';

/** A server, and the file in which the tests record what they make there. */
export interface Journalled<Target> {
  readonly target: Target;
  readonly journal: string;
}

export interface LiveTargets {
  readonly mattermost: Journalled<LiveTarget> | null;
  readonly graph: Journalled<LiveGraphTarget> | null;
}

const names = { mattermost: 'ISTHMUS_LIVE_MATTERMOST', graph: 'ISTHMUS_LIVE_GRAPH' };

/** The environment of the tests' process. */
export const environmentOf = ({ mattermost, graph }: LiveTargets): Record<string, string> => ({
  ...(mattermost === null ? {} : { [names.mattermost]: JSON.stringify(mattermost) }),
  ...(graph === null ? {} : { [names.graph]: JSON.stringify(graph) }),
});

/** The servers from the command; empty if the tests were not started by it. */
export const targetsOf = (environment: Readonly<Record<string, string | undefined>>): LiveTargets => {
  const mattermost = environment[names.mattermost];
  const graph = environment[names.graph];
  return {
    mattermost: mattermost === undefined ? null : (JSON.parse(mattermost) as LiveTargets['mattermost']),
    graph: graph === undefined ? null : (JSON.parse(graph) as LiveTargets['graph']),
  };
};
