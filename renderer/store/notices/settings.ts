/** Reads and writes the user's choices about notifications for all conversations. */
import type { IsthmusDatabase } from '../database.ts';
import type { NoticeSettingsRow } from '../notice-rows.ts';
import type { Reads } from '../reading-tables.ts';

/** The settings as long as the user has chosen nothing. */
export const noticeDefaults: NoticeSettingsRow = {
  key: 'all',
  keywords: [],
  quiet: null,
  followsDoNotDisturb: true,
};

export const readNoticeSettings = async ({
  noticeSettings,
}: Reads<'noticeSettings'>): Promise<NoticeSettingsRow> =>
  (await noticeSettings.get('all')) ?? noticeDefaults;

export const writeNoticeSettings = async (
  { noticeSettings }: IsthmusDatabase,
  settings: Omit<NoticeSettingsRow, 'key'>,
): Promise<void> => {
  await noticeSettings.put({ key: 'all', ...settings });
};
