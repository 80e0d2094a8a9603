/** Both services as functions in this process. */
import type { MattermostServer } from '../../../sandbox/mattermost/index.ts';
import type { MicrosoftTenant } from '../../../sandbox/microsoft/index.ts';
import type { Organisation } from '../../../sandbox/organisation/plan.ts';
import type { SandboxWorld } from '../../../sandbox/world.ts';

export interface ServicesHere {
  /** The services' clock and timers. */
  readonly time: Pick<SandboxWorld, 'now' | 'after'>;
  readonly organisation: Organisation;
  readonly microsoft: MicrosoftTenant;
  readonly mattermost: MattermostServer;
  /** Graph's address without the version. */
  readonly graphUrl: string;
  readonly mattermostUrl: string;
}
