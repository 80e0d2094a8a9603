/** How an uploaded file is kept between upload and post: the engine stores it unread. */
import { isServiceId } from '../ids.ts';
import { nestedOf, payloadOf } from '../rest/reading.ts';

export const handleOfFile = (fileId: string): string => JSON.stringify({ fileId });

/** The server's id of an uploaded file; null when the handle is none of ours. */
export const fileIdOfHandle = (handle: string): string | null => {
  const { fileId } = payloadOf(nestedOf(handle));
  return isServiceId(fileId) ? fileId : null;
};
