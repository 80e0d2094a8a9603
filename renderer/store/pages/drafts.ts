/** Drafts: written by the page while the user writes, and gone when what they say is wanted to be sent. Each write rejects where the disk does not take it. */
import type { ConversationId, FileId } from '../../model/index.ts';
import type { DraftFileRow, DraftPlace, DraftRow } from '../draft-rows.ts';
import type { Reads } from '../reading-tables.ts';
import type { WrittenText } from '../attempt-rows.ts';
import type { PageWrites } from './page-writes.ts';
import { type Unsent, wantMessageSent } from './sending-intents.ts';

export interface KeptDraft {
  readonly row: DraftRow | null;
  /** In the order in which they were added. */
  readonly files: readonly DraftFileRow[];
}

type Place = Pick<DraftPlace, 'conversationId' | 'threadId'>;

const keyOf = ({ conversationId, threadId }: Place): [ConversationId, DraftPlace['threadId']] => [
  conversationId,
  threadId,
];

/** What was begun at a place. */
export const readDraft = async (
  { drafts, draftFiles }: Reads<'drafts' | 'draftFiles'>,
  place: Place,
): Promise<KeptDraft> => {
  const [row, files] = await Promise.all([
    drafts.get(keyOf(place)),
    draftFiles.where('[conversationId+threadId]').equals(keyOf(place)).toArray(),
  ]);
  return { row: row ?? null, files: files.sort((a, b) => a.at - b.at) };
};

/** Takes the place of the draft that was there; its files stay. */
export const writeDraft = async ({ drafts }: PageWrites, row: DraftRow): Promise<void> => {
  await drafts.put(row);
};

/** The text of a draft goes; its files stay. */
export const removeDraftText = async ({ drafts }: PageWrites, place: Place): Promise<void> => {
  await drafts.delete(keyOf(place));
};

/** All of them or none. */
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
 * Wants a draft to be sent, and takes it away, in one transaction: it is there once, as a draft or as a message. The files that go along are
 * those of the draft at this moment, whatever the page has seen of them. Where nothing is left to send, nothing is wanted.
 */
export const sendDraft = (
  database: PageWrites,
  place: Place,
  unsent: Unsent,
  text: WrittenText,
  at: number,
): Promise<void> =>
  database.transaction('rw', [database.intents, database.drafts, database.draftFiles], async () => {
    const { files: kept } = await readDraft(database, place);
    const files = kept.map(({ id, name, mimeType, bytes }) => ({ id, name, mimeType, bytes }));
    if (text.document.blocks.length > 0 || files.length > 0)
      await wantMessageSent(database, unsent, { text, files }, at);
    await database.drafts.delete(keyOf(place));
    await database.draftFiles.bulkDelete(files.map(({ id }) => id));
  });
