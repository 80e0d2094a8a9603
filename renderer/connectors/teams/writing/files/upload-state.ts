/** How far an upload has come, as the text that the outbox keeps between two tries. */
import { asRecord, asText, asWebAddress, parseRecord } from '../../graph/json.ts';
import type { Item } from './drive.ts';

export type UploadState =
  /** Bytes go to an upload session. */
  | { readonly kind: 'sending'; readonly url: string; readonly size: number }
  /** All bytes are there; members may not be let at them yet. */
  | { readonly kind: 'stored'; readonly item: Item };

export const writeState = (state: UploadState): string => JSON.stringify(state);

/** Reads it; null for nothing and for what is none of ours: the upload begins anew. */
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
