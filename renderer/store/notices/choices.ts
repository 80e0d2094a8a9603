/** What the user chose about being told. */
import type { ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { NoticeChoice, NoticeChoiceRow, NoticeSettingsRow } from '../notice-rows.ts';
import type { Reads } from '../reading-tables.ts';

/** What holds as long as nobody chose anything. */
export const noticeDefaults: NoticeSettingsRow = {
  key: 'all',
  keywords: [],
  quiet: null,
  followsDoNotDisturb: true,
};

/** What was chosen for these conversations, by conversation; of most nothing. */
export const readNoticeChoices = async (
  { noticeChoices }: Reads<'noticeChoices'>,
  ids: readonly ConversationId[],
): Promise<Map<ConversationId, NoticeChoiceRow>> => {
  const rows = await noticeChoices.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.conversationId, row] as const] : [])));
};

/** The conversations that the user has muted here at `now` (ms). */
export const readConversationsMutedHere = async (
  { noticeChoices }: Reads<'noticeChoices'>,
  now: number,
): Promise<ReadonlySet<ConversationId>> => {
  const rows = await noticeChoices.toArray();
  return new Set(
    rows
      .filter(({ mutedUntil }) => mutedUntil !== null && now < mutedUntil)
      .map(({ conversationId }) => conversationId),
  );
};

/** Keeps a choice beside what was chosen before; where both say nothing, the row goes. */
export const changeNoticeChoice = (
  database: IsthmusDatabase,
  {
    conversationId,
    accountId,
    ...choice
  }: Pick<NoticeChoiceRow, 'conversationId' | 'accountId'> & NoticeChoice,
): Promise<void> =>
  database.transaction('rw', database.noticeChoices, async () => {
    const { noticeChoices } = database;
    const held = await noticeChoices.get(conversationId);
    const { level = held?.level ?? null, mutedUntil = held?.mutedUntil ?? null } = choice;
    if (level === null && mutedUntil === null) await noticeChoices.delete(conversationId);
    else await noticeChoices.put({ conversationId, accountId, level, mutedUntil });
  });

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
