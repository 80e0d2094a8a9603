import type { SchemaStep } from '../schema-step.ts';

interface Before {
  readonly quiet?: { readonly from?: unknown; readonly to?: unknown } | null;
  readonly followsDoNotDisturb?: unknown;
}

/** Quiet hours have days, do-not-disturb is followed for each service, and threads can be left out. */
export const noticeSettingsStep: SchemaStep = {
  stores: {},
  upgrade: async (transaction) => {
    const settings = transaction.table<object>('noticeSettings');
    const before: Before | undefined = await settings.get('all');
    if (before === undefined) return;
    const { quiet, followsDoNotDisturb } = before;
    const follows = followsDoNotDisturb !== false;
    // From and to were the same minute where nothing was quiet; now that is a whole day.
    const isQuiet =
      typeof quiet?.from === 'number' && typeof quiet.to === 'number' && quiet.from !== quiet.to;
    await settings.put({
      ...before,
      quiet: isQuiet ? { days: [0, 1, 2, 3, 4, 5, 6], from: quiet.from, to: quiet.to } : null,
      followsThreads: true,
      followsDoNotDisturb: { teams: follows, mattermost: follows },
    });
  },
};
