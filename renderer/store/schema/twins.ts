import type { SchemaStep } from './step.ts';

/**
 * Who is whom, by person, and what is said of people by account: so that nobody has to read everybody. `derived` says which tables that
 * follow from others are filled; after this step none is, and the engine fills it at its start.
 */
export const twinsStep: SchemaStep = {
  stores: {
    people: 'id, accountId, [accountId+claims], [accountId+email]',
    twins: 'id, accountId',
    derived: 'table',
  },
};
