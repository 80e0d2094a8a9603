import type { SchemaStep } from './step.ts';

/** Who else says to be the same Teams user is found without reading everybody. */
export const claimsIndexStep: SchemaStep = { stores: { people: 'id, accountId, claims' } };
