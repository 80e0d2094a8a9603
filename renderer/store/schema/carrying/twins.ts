import type { SchemaStep } from '../../schema-step.ts';

/**
 * A table of who is whom, by person, and indexes over people's claims and addresses, so that nobody needs to read all people. `derived`
 * notes which derived tables are filled. After this step none is, and the engine fills it at its start.
 */
export const twinsStep: SchemaStep = {
  stores: {
    people: 'id, accountId, [accountId+claims], [accountId+email]',
    twins: 'id, accountId',
    derived: 'table',
  },
};
