import type { SchemaStep } from '../../schema-step.ts';

/** What a relay's status shows: how much was carried when, which begins empty, and by whom over each link, counted by an index. */
export const relayCountsStep: SchemaStep = {
  stores: { carriedCounts: '[at+from]', counterparts: 'id, linkId, *copies, [linkId+carriedBy]' },
};
