/** The form in which an uploaded file is kept between upload and post. The engine stores it and does not read it. */
import { isServiceId } from '../ids.ts';
import { nestedOf, payloadOf } from '../rest/reading.ts';

export const handleOfFile = (fileId: string): string => JSON.stringify({ fileId });

/** The server's id of an uploaded file; null if this connector did not make the handle. */
export const fileIdOfHandle = (handle: string): string | null => {
  const { fileId } = payloadOf(nestedOf(handle));
  return isServiceId(fileId) ? fileId : null;
};
