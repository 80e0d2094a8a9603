/** The rows of files that the user adds to a draft, in their order. `now`: this machine's clock, ms since 1970. Pure but for the new ids. */
import type { FileId } from '../../../model/index.ts';
import type { DraftFileRow, DraftPlace } from '../../../store/index.ts';

export const addedFiles = (place: DraftPlace, files: readonly File[], now: number): readonly DraftFileRow[] =>
  files.map((file, at) => ({
    ...place,
    id: crypto.randomUUID() as string as FileId,
    name: file.name,
    mimeType: file.type === '' ? null : file.type,
    bytes: file,
    at: now + at,
  }));
