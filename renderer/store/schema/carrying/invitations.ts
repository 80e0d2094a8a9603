import type { SchemaStep } from '../../schema-step.ts';

/** For whom a relay has carried, and whom it has invited: both begin empty. */
export const invitationsStep: SchemaStep = {
  stores: { relayedAuthors: 'id, accountId', invitations: 'id, accountId' },
};
