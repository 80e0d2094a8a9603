import type { EventHubsConfig } from '../config/event-hubs.ts';
import type { HubState } from '../hub/hub-state.ts';
import type { SecretProblem } from '../secrets/secret.ts';
import { say } from './say.ts';
import { secretProblem } from './secrets/secret.ts';

/** Through which hub notifications come. `source`: from where the connection string comes; null with the sign-in of the Teams user. */
export const hubNamed = ({ hub, namespace }: EventHubsConfig, source: string | null): string =>
  say('hub.of', {
    hub,
    namespace,
    way: source === null ? say('hub.by-entra') : say('hub.by-string', { source }),
  });

/** Why the hub is not used, and what to do. */
export const hubUnusable = (problem: string): string => say('hub.secret-unusable', { problem });

/** Why its connection string cannot be used. `config` is the configuration's path. */
export const hubSecretProblem = (problem: SecretProblem, config: string): string => {
  switch (problem.kind) {
    case 'none':
      return say('hub.secret-none', { name: problem.name, config });
    case 'absent':
      return say('hub.secret-absent', { path: problem.path });
    case 'unreadable':
    case 'keyring':
      return secretProblem(problem, config);
    case 'open-to-others':
      return say('hub.secret-open', { path: problem.path, mode: problem.mode });
    case 'malformed':
      return say('hub.secret-malformed', { path: problem.path });
  }
};

/** The connection string is of another hub. `source`: from where it comes. */
export const hubSecretOfOther = ({ hub, namespace }: EventHubsConfig, source: string): string =>
  say('hub.secret-other', { source, hub, namespace });

/** The relay's file for the hub cannot be written. */
export const hubFileRefused = (): string => say('hub.file-refused');

/** How the hub stands, in one line; null where there is nothing to say of it yet. */
export const hubStanding = (
  { standing, subscriptions: { refused } }: HubState,
  config: EventHubsConfig,
): string | null => {
  switch (standing.kind) {
    // Another relay is the active one, or none is yet.
    case 'stopped':
    case 'starting':
      return null;
    case 'receiving': {
      const reasons = Object.keys(refused).sort();
      if (reasons.length === 0) return say('hub.receiving');
      return say('hub.receiving-refused', {
        reasons: reasons.join(', '),
        help: [...new Set(reasons.map(refusalHelp))].join(' '),
      });
    }
    case 'failing': {
      const { namespace, hub, consumerGroup: group, webSockets } = config;
      switch (standing.failure) {
        case 'unreachable':
          return say('hub.unreachable', { namespace, port: webSockets ? '443' : '5671' });
        case 'unauthorised':
          return say('hub.unauthorised', { hub });
        case 'missing':
          return say('hub.missing', { namespace, hub, group });
        case 'taken-over':
          return say('hub.taken-over', { hub, group });
        case 'place-lost':
          return say('hub.place-lost', { hub });
        case 'other':
          return say('hub.other', { hub });
      }
    }
  }
};

/** What to do where Graph refuses subscriptions for this reason (`SubscriptionsState.refused`). */
const refusalHelp = (reason: string): string => {
  switch (reason) {
    case 'forbidden':
      return say('hub.help-forbidden');
    case 'conflict':
      return say('hub.help-conflict');
    case 'refused':
      return say('hub.help-refused');
    default:
      return say('hub.help-other');
  }
};
