/** The content of an uploaded file's handle. The outbox keeps it between upload and sending, so it is checked like a payload. */
import type { FileId } from '../../../../model/index.ts';
import type { UploadedFile } from '../../../writing.ts';
import { asText, asWebAddress, parseRecord } from '../../graph/json.ts';

export type Stored =
  /** In OneDrive or SharePoint: the message refers to it. `id` is the GUID of the item's eTag (facts, graph §2). */
  | { readonly kind: 'file'; readonly id: string; readonly url: string; readonly name: string }
  /** A picture that is sent in the message itself: Graph can store hosted contents only together with their message. */
  | { readonly kind: 'picture'; readonly mimeType: string; readonly base64: string; readonly name: string };

/** Makes a handle. */
export const uploadedFile = (stored: Stored, of: FileId | null): UploadedFile => ({
  handle: JSON.stringify(stored),
  name: stored.name,
  of,
});

/** Reads a handle; null if this connector did not make it. */
export const readStored = ({ handle }: UploadedFile): Stored | null => {
  const record = parseRecord(handle);
  const name = asText(record?.name) ?? 'file';
  if (record?.kind === 'picture') {
    const mimeType = asText(record.mimeType);
    const base64 = asText(record.base64);
    return mimeType === null || base64 === null ? null : { kind: 'picture', mimeType, base64, name };
  }
  const id = asText(record?.id);
  const url = asWebAddress(record?.url);
  return record?.kind === 'file' && id !== null && url !== null ? { kind: 'file', id, url, name } : null;
};
