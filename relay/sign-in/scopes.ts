import { scopesFor } from '../../sign-in/scopes.ts';

/** What the relay asks for: all that its engine reads and writes. Nobody looks at a relay, so it needs no presence. */
export const relayScopes: readonly string[] = scopesFor([
  'channels',
  'channel-writing',
  'channel-members',
  'files',
]);

/** To receive from Azure Event Hubs, in each of Microsoft's clouds (learn.microsoft.com/azure/event-hubs/authenticate-application). */
export const hubScopes: readonly string[] = ['https://eventhubs.azure.net/.default'];
