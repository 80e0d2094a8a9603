import type { SchemaStep } from '../schema-step.ts';

/** Photos of people: a table that is filled as people are shown. By `readAt` the oldest are found when there are too many. */
export const photosStep: SchemaStep = { stores: { photos: 'id, accountId, readAt' } };
