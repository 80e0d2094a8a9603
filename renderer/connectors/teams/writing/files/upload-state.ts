/** The state of an upload, as the text that the outbox keeps between two tries. */
import { asRecord, asText, asWebAddress, parseRecord } from '../../graph/json.ts';
import type { Item } from './drive.ts';

export type UploadState =
  /** An upload session is open. */
  | { readonly kind: 'sending'; readonly url: string; readonly size: number }
  /** All bytes are stored. The members may not have access yet. */
  | { readonly kind: 'stored'; readonly item: Item };

export const writeState = (state: UploadState): string => JSON.stringify(state);

/** Reads a state; null if there is none, or if this connector did not write it. The upload then begins again. */
export const readState = (session: string | null): UploadState | null => {
  const record = parseRecord(session);
  if (record?.kind === 'sending') {
    const url = asWebAddress(record.url);
    return url !== null && typeof record.size === 'number'
      ? { kind: 'sending', url, size: record.size }
      : null;
  }
  const item = record?.kind === 'stored' ? asRecord(record.item) : null;
  const file = asRecord(item?.file);
  const id = asText(file?.id);
  const url = asWebAddress(file?.url);
  const driveId = asText(item?.driveId);
  const itemId = asText(item?.itemId);
  if (id === null || url === null || driveId === null || itemId === null) return null;
  return {
    kind: 'stored',
    item: { file: { kind: 'file', id, url, name: asText(file?.name) ?? 'file' }, driveId, itemId },
  };
};
