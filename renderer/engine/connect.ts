/** From an account that main knows to one that the engine can mirror: the one place where connectors are chosen. */
import type { KnownAccount } from '../../preload/contract/index.ts';
import { createMattermostConnector } from '../connectors/mattermost/index.ts';
import { createTeamsConnector } from '../connectors/teams/index.ts';
import type { AccountId } from '../model/index.ts';
import type { EngineAccount } from './engine.ts';

/** `origin` is the page's own: Mattermost is reached through the gateway on it (design, decision 9). */
export const engineAccount = (known: KnownAccount, origin: string): EngineAccount => {
  const accountId = known.id as AccountId;
  const identity = {
    id: accountId,
    service: known.service,
    displayName: known.displayName,
    label: known.label,
  };
  switch (known.service) {
    case 'teams':
      return {
        identity,
        connect: (world, notBefore) =>
          createTeamsConnector({
            accountId,
            userId: known.userId,
            tenantId: known.tenantId,
            graphUrl: known.graphUrl,
            world,
            ...(notBefore === null ? {} : { historyNotBefore: notBefore }),
          }),
      };
    case 'mattermost':
      return {
        identity: { ...identity, siteUrl: known.serverUrl },
        connect: (world) =>
          createMattermostConnector({
            accountId,
            userId: known.userId,
            baseUrl: `${origin}/gateway/${accountId}`,
            publicUrl: known.serverUrl,
            world,
          }),
      };
  }
};
