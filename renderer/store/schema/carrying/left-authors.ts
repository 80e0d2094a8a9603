import type { SchemaStep } from '../../schema-step.ts';

/** Those who have disconnected, and at whose messages a relay has still to look. The table begins empty. */
export const leftAuthorsStep: SchemaStep = {
  stores: { leftAuthors: '[id+claimed], accountId' },
};
