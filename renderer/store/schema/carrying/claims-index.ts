import type { SchemaStep } from '../../schema-step.ts';

/** An index over claims: people who claim to be the same Teams user are found without reading all people. */
export const claimsIndexStep: SchemaStep = { stores: { people: 'id, accountId, claims' } };
