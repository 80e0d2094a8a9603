/** What the user chose for all conversations, as this dialog shows it. */
import { useState } from 'react';
import {
  readIntentsOf,
  readNoticeSettings,
  wantNoticeSettings,
  withNoticeChange,
  type NoticeSettingsChange,
  type NoticeSettingsRow,
} from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';

/** With what the user has chosen and the engine has not kept yet. */
const settingsQuery = query('notice-settings', ['noticeSettings', 'intents'], async (tables) => {
  let settings = await readNoticeSettings(tables);
  for (const { change } of await readIntentsOf(tables, 'choose-all-notices'))
    settings = withNoticeChange(settings, change);
  return settings;
});

/**
 * The choices (undefined until read), and what changes some of them. Once something was changed here, what was changed here is shown: the next
 * change builds on it, however soon it comes. Where the disk does not take one, what is stored is shown again; resolves to whether it did.
 */
export const useNoticeSettings = (): readonly [
  NoticeSettingsRow | undefined,
  (change: NoticeSettingsChange) => Promise<boolean>,
] => {
  const { database, now } = useWorld();
  const keep = useKeep();
  const stored = useQuery(settingsQuery);
  const [own, setOwn] = useState<NoticeSettingsRow | null>(null);
  const shown = own ?? stored;
  const change = async (wanted: NoticeSettingsChange): Promise<boolean> => {
    if (shown !== undefined) setOwn(withNoticeChange(shown, wanted));
    const isKept = await keep('notice-settings', wantNoticeSettings(database, wanted, now()));
    if (!isKept) setOwn(null);
    return isKept;
  };
  return [shown, change];
};
