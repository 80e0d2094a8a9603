/**
 * Reads and writes drafts. The page writes them while the user writes, and removes them with the wish to send. Each write rejects if the
 * disk is full.
 */
import type { ConversationId, FileId } from '../../model/index.ts';
import type { DraftFileRow, DraftPlace, DraftRow } from '../draft-rows.ts';
import type { Reads } from '../reading-tables.ts';
import type { WrittenText } from '../attempt-rows.ts';
import type { PageWrites } from './page-writes.ts';
import { type Unsent, wantMessageSent } from './sending-intents.ts';

type Place = Pick<DraftPlace, 'conversationId' | 'threadId'>;

/** The key of a place's draft. */
export const draftKey = ({ conversationId, threadId }: Place): [ConversationId, DraftPlace['threadId']] => [
  conversationId,
  threadId,
];

/** The draft of a place; null if there is none. */
export const readDraftRow = async ({ drafts }: Reads<'drafts'>, place: Place): Promise<DraftRow | null> =>
  (await drafts.get(draftKey(place))) ?? null;

/** The files of a place's draft, in the order in which they were added. */
export const readDraftFiles = async (
  { draftFiles }: Reads<'draftFiles'>,
  place: Place,
): Promise<readonly DraftFileRow[]> => {
  const files = await draftFiles.where('[conversationId+threadId]').equals(draftKey(place)).toArray();
  return files.sort((a, b) => a.at - b.at);
};

/** All that was begun and not sent, and the places whose drafts have files; no bytes are read. */
export const readAllDrafts = async ({
  drafts,
  draftFiles,
}: Reads<'drafts' | 'draftFiles'>): Promise<{
  readonly rows: readonly DraftRow[];
  readonly withFiles: readonly Place[];
}> => {
  const [rows, keys] = await Promise.all([
    drafts.toArray(),
    draftFiles.orderBy('[conversationId+threadId]').uniqueKeys(),
  ]);
  const places = keys as unknown as readonly ReturnType<typeof draftKey>[];
  return { rows, withFiles: places.map(([conversationId, threadId]) => ({ conversationId, threadId })) };
};

/** Replaces the draft of this place. Its files stay. */
export const writeDraft = async ({ drafts }: PageWrites, row: DraftRow): Promise<void> => {
  await drafts.put(row);
};

/** Removes the text of a draft. Its files stay. */
export const removeDraftText = async ({ drafts }: PageWrites, place: Place): Promise<void> => {
  await drafts.delete(draftKey(place));
};

/** Adds files: all of them or none. */
export const addDraftFiles = async (
  { draftFiles }: PageWrites,
  rows: readonly DraftFileRow[],
): Promise<void> => {
  await draftFiles.bulkPut([...rows]);
};

export const removeDraftFile = async ({ draftFiles }: PageWrites, id: FileId): Promise<void> => {
  await draftFiles.delete(id);
};

/**
 * Stores the wish to send a draft, and removes the draft, in one transaction. So it always exists once, as a draft or as a message. The
 * message gets the files that the draft has at this moment, even if the page has not seen them yet. If the draft has no text and no files,
 * no wish is stored.
 */
export const sendDraft = (
  database: PageWrites,
  place: Place,
  unsent: Unsent,
  text: WrittenText,
  at: number,
): Promise<void> =>
  database.transaction('rw', [database.intents, database.drafts, database.draftFiles], async () => {
    const kept = await readDraftFiles(database, place);
    const files = kept.map(({ id, name, mimeType, bytes }) => ({ id, name, mimeType, bytes }));
    if (text.document.blocks.length > 0 || files.length > 0)
      await wantMessageSent(database, unsent, { text, files }, at);
    await database.drafts.delete(draftKey(place));
    await database.draftFiles.bulkDelete(files.map(({ id }) => id));
  });
