import type { SchemaStep } from '../schema-step.ts';

interface Before {
  readonly keywords?: unknown;
  readonly quiet?: unknown;
  readonly followsThreads?: unknown;
  readonly followsDoNotDisturb?: { readonly teams?: unknown; readonly mattermost?: unknown };
}

/** The time of what was chosen before settings had times: older than every new choice. */
const longAgo = 0;

/** Each setting of notices has a time, so that the latest of all computers holds. What is as at the beginning was never chosen. */
export const noticeTimesStep: SchemaStep = {
  stores: {},
  upgrade: async (transaction) => {
    const settings = transaction.table<object>('noticeSettings');
    const before: Before | undefined = await settings.get('all');
    if (before === undefined) return;
    const { keywords, quiet, followsThreads, followsDoNotDisturb } = before;
    const chosen = {
      keywords: Array.isArray(keywords) && keywords.length > 0,
      quiet: quiet !== null && quiet !== undefined,
      'follows-threads': followsThreads === false,
      'do-not-disturb-teams': followsDoNotDisturb?.teams === false,
      'do-not-disturb-mattermost': followsDoNotDisturb?.mattermost === false,
    };
    const times = Object.entries(chosen).flatMap(([kind, wasChosen]) => (wasChosen ? [[kind, longAgo]] : []));
    await settings.put({ ...before, changedAt: Object.fromEntries(times) as object });
  },
};
