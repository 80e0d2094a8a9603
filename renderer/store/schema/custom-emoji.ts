import type { SchemaStep } from '../schema-step.ts';

/**
 * Custom emoji of Mattermost servers: a table that is filled as they are met. By `[accountId+name]` completion finds names, by `picturedAt` the
 * pictures that were read longest ago are found when there are too many.
 */
export const customEmojiStep: SchemaStep = {
  stores: { customEmoji: 'id, accountId, [accountId+name], picturedAt' },
};
