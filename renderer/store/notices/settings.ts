/** Reads and writes the user's choices about notifications for all conversations. */
import {
  laterChoice,
  tidyKeywords,
  type DatedSetting,
  type OwnSetting,
  type OwnSettingKind,
} from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { NoticeSettingsChange, NoticeSettingsRow } from '../notice-rows.ts';
import type { Reads } from '../reading-tables.ts';

/** The settings as long as the user has chosen nothing. */
export const noticeDefaults: NoticeSettingsRow = {
  key: 'all',
  keywords: [],
  quiet: null,
  followsThreads: true,
  followsDoNotDisturb: { teams: true, mattermost: true },
  changedAt: {},
};

export const readNoticeSettings = async ({
  noticeSettings,
}: Reads<'noticeSettings'>): Promise<NoticeSettingsRow> =>
  (await noticeSettings.get('all')) ?? noticeDefaults;

/** What holds after a change. When it was changed is left as it is. */
export const withNoticeChange = (
  held: NoticeSettingsRow,
  { keywords, followsDoNotDisturb, ...change }: NoticeSettingsChange,
): NoticeSettingsRow => ({
  ...held,
  ...change,
  followsDoNotDisturb: { ...held.followsDoNotDisturb, ...followsDoNotDisturb },
  ...(keywords && { keywords: tidyKeywords(keywords) }),
});

/** Keeps a change beside what was chosen before. What differs gets a time, `now` (ms) or one that is later than that of before. */
export const changeNoticeSettings = (
  database: IsthmusDatabase,
  change: NoticeSettingsChange,
  now: number,
): Promise<void> =>
  database.transaction('rw', database.noticeSettings, async () => {
    const held = await readNoticeSettings(database);
    const next = withNoticeChange(held, change);
    const before = settingsOf(held);
    const changed = settingsOf(next).filter((setting, at) => !isSameValue(setting, before[at]));
    const times = changed.map(({ kind }) => [kind, Math.max(now, (held.changedAt[kind] ?? 0) + 1)] as const);
    await database.noticeSettings.put({ ...next, changedAt: withTimes(held, times) });
  });

/** The settings that the user has ever chosen, each with its time. */
export const readOwnSettings = async (tables: Reads<'noticeSettings'>): Promise<readonly DatedSetting[]> =>
  datedOf(await readNoticeSettings(tables));

/** Stores those settings of another computer that are later than the ones here. Returns whether there was one. */
export const takeOwnSettings = (
  database: IsthmusDatabase,
  settings: readonly DatedSetting[],
): Promise<boolean> =>
  database.transaction('rw', database.noticeSettings, async () => {
    let row = await readNoticeSettings(database);
    let hasTaken = false;
    for (const given of settings) {
      const held = datedOf(row).find(({ kind }) => kind === given.kind);
      const holds = held === undefined ? given : heldTogether(held, given);
      if (holds.at === held?.at && isSameValue(holds, held)) continue;
      row = {
        ...withNoticeChange(row, changeTo(holds)),
        changedAt: withTimes(row, [[holds.kind, holds.at]]),
      };
      hasTaken = true;
    }
    if (hasTaken) await database.noticeSettings.put(row);
    return hasTaken;
  });

/**
 * What holds of two. Words from before settings had times (`at` is 0) were chosen on a computer that knew of no other one. So they are added to
 * what was chosen elsewhere, however late that was: no word is lost.
 */
const heldTogether = (held: DatedSetting, given: DatedSetting): DatedSetting => {
  const later = laterChoice(held, given);
  if (held.kind !== 'keywords' || given.kind !== 'keywords' || (held.at !== 0 && given.at !== 0))
    return later;
  // In one order, so that two computers that do this at once agree.
  const value = tidyKeywords([...held.value, ...given.value].sort());
  const hasAll = later.kind === 'keywords' && value.length === later.value.length;
  return hasAll ? later : { kind: 'keywords', value, at: later.at + 1 };
};

const withTimes = (
  { changedAt }: NoticeSettingsRow,
  times: readonly (readonly [OwnSettingKind, number])[],
): NoticeSettingsRow['changedAt'] => ({ ...changedAt, ...Object.fromEntries(times) });

/** The row, setting by setting, always in this order. */
const settingsOf = (row: NoticeSettingsRow): readonly OwnSetting[] => {
  const { keywords, quiet, followsThreads, followsDoNotDisturb } = row;
  return [
    { kind: 'keywords', value: keywords },
    // The parts in one order: values are compared as JSON.
    { kind: 'quiet', value: quiet && { days: quiet.days, from: quiet.from, to: quiet.to } },
    { kind: 'follows-threads', value: followsThreads },
    { kind: 'do-not-disturb-teams', value: followsDoNotDisturb.teams },
    { kind: 'do-not-disturb-mattermost', value: followsDoNotDisturb.mattermost },
  ];
};

const changeTo = (setting: OwnSetting): NoticeSettingsChange => {
  switch (setting.kind) {
    case 'keywords':
      return { keywords: setting.value };
    case 'quiet':
      return { quiet: setting.value };
    case 'follows-threads':
      return { followsThreads: setting.value };
    case 'do-not-disturb-teams':
      return { followsDoNotDisturb: { teams: setting.value } };
    case 'do-not-disturb-mattermost':
      return { followsDoNotDisturb: { mattermost: setting.value } };
  }
};

const datedOf = (row: NoticeSettingsRow): readonly DatedSetting[] =>
  settingsOf(row).flatMap((setting) => {
    const at = row.changedAt[setting.kind];
    return at === undefined ? [] : [{ ...setting, at }];
  });

const isSameValue = (one: OwnSetting, other: OwnSetting | undefined): boolean =>
  JSON.stringify(one.value) === JSON.stringify(other?.value);
