/** The bytes of a picture, in the smallest form that the server has. */
import { failed, type FileReference, type PersonId, type Result } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import type { Rest } from '../rest/rest.ts';

/** A picture without preview is fetched whole up to this size, bytes. A picture of unknown size is not. */
const wholeLimit = 2 * 1024 * 1024;

/**
 * The preview (about 1,000 pixels wide). A picture without one is refused with 400 `no_preview`. Then the thumbnail is tried, and at last
 * the file itself if it is small.
 */
export const readMattermostImage = async (
  rest: Rest,
  context: MappingContext,
  file: FileReference,
  signal: AbortSignal,
): Promise<Result<Blob>> => {
  const id = context.ids.fileIdOf(file.id);
  if (id === null) return failed({ kind: 'not-found' });
  const preview = await pictureAt(rest, signal, (client) => client.getFilePreviewUrl(id, 0));
  if (preview.ok || !hasNone(preview)) return preview;
  const thumbnail = await pictureAt(rest, signal, (client) => client.getFileThumbnailUrl(id, 0));
  if (thumbnail.ok || !hasNone(thumbnail)) return thumbnail;
  if (file.size === null || file.size > wholeLimit) return thumbnail;
  return pictureAt(rest, signal, (client) => client.getFileUrl(id, 0));
};

/** The picture of a person; the server draws one of who has none, which their profile tells before (`photoStamp`). */
export const readMattermostPhoto = async (
  rest: Rest,
  context: MappingContext,
  personId: PersonId,
  signal: AbortSignal,
): Promise<Result<Blob>> => {
  const id = context.ids.userIdOf(personId);
  if (id === null) return failed({ kind: 'not-found' });
  return pictureAt(rest, signal, (client) => client.getProfilePictureUrl(id, 0));
};

const hasNone = (result: Result<Blob>): boolean =>
  !result.ok && (result.failure.kind === 'refused' || result.failure.kind === 'not-found');

/** The picture at an address that Client4 builds. */
export const pictureAt = async (rest: Rest, ...asked: Parameters<Rest['bytes']>): Promise<Result<Blob>> => {
  const answer = await rest.bytes(...asked);
  // An answer that is no image does not come from the server.
  if (answer.ok && !answer.value.type.startsWith('image/')) return failed(offline('broken-answer'));
  return answer;
};
