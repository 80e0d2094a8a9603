/** The event hub that a configuration names, as the relay uses it. */
import type { EventHubsConfig } from '../config/event-hubs.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { type HubAccess, type HubCredential, isConnectionStringOf } from '../hub/hub-access.ts';
import type { SecretKeeper, SecretName } from '../secrets/secret.ts';
import { hubNamed, hubSecretOfOther, hubSecretProblem, hubUnusable } from '../words/event-hub.ts';
import { secretSource } from '../words/secrets/secret.ts';
import type { HubSettings } from './hub-seat.ts';

export interface ConfiguredHubOptions {
  readonly config: Pick<RelayConfig, 'eventHubs' | 'teams'>;
  /** The configuration's path. */
  readonly file: string;
  readonly secrets: SecretKeeper;
  /** Tokens of whoever is the relay's Teams user now. */
  readonly credential: HubCredential;
}

export interface ConfiguredHub {
  /** Null where there is none, or none that can be used. */
  readonly settings: HubSettings | null;
  /** What to tell the administrator; null without a hub. */
  readonly line: string | null;
}

/** The name of the connection string among the relay's secrets. */
export const hubCredential: SecretName = 'event-hubs-connection-string';

/** Reads its secret. Without one that can be used the relay runs without the hub, because the hub only makes it quicker. Never rejects. */
export const configuredHub = async (options: ConfiguredHubOptions): Promise<ConfiguredHub> => {
  const { eventHubs, teams } = options.config;
  if (eventHubs === null) return { settings: null, line: null };
  const read = await accessOf(eventHubs, options);
  if (typeof read === 'string') return { settings: null, line: hubUnusable(read) };
  const { namespace, hub, consumerGroup, tenantDomain, webSockets } = eventHubs;
  const address = { namespace, hub, consumerGroup, access: read.access, webSockets: webSockets ? {} : null };
  return {
    settings: { address, tenantDomain, applicationId: teams.clientId },
    line: hubNamed(eventHubs, read.source),
  };
};

/** How the relay gets in, or the line that says why it cannot. */
const accessOf = async (
  eventHubs: EventHubsConfig,
  { file, secrets, credential }: ConfiguredHubOptions,
): Promise<{ readonly access: HubAccess; readonly source: string | null } | string> => {
  switch (eventHubs.authentication) {
    case 'entra':
      return { access: { kind: 'entra', credential }, source: null };
    case 'connectionString': {
      const secret = await secrets.read(hubCredential);
      if (secret.kind === 'refused') return hubSecretProblem(secret.problem, file);
      const source = secretSource(secret.source);
      if (!isConnectionStringOf(secret.secret, eventHubs)) return hubSecretOfOther(eventHubs, source);
      return { access: { kind: 'connection-string', text: secret.secret }, source };
    }
  }
};
