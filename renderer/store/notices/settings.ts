/** Reads and writes the user's choices about notifications for all conversations. */
import { tidyKeywords } from '../../model/index.ts';
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
};

export const readNoticeSettings = async ({
  noticeSettings,
}: Reads<'noticeSettings'>): Promise<NoticeSettingsRow> =>
  (await noticeSettings.get('all')) ?? noticeDefaults;

/** What holds after a change. */
export const withNoticeChange = (
  held: NoticeSettingsRow,
  { keywords, ...change }: NoticeSettingsChange,
): NoticeSettingsRow => ({ ...held, ...change, ...(keywords && { keywords: tidyKeywords(keywords) }) });

/** Keeps a change beside what was chosen before. */
export const changeNoticeSettings = (
  database: IsthmusDatabase,
  change: NoticeSettingsChange,
): Promise<void> =>
  database.transaction('rw', database.noticeSettings, async () => {
    await database.noticeSettings.put(withNoticeChange(await readNoticeSettings(database), change));
  });
