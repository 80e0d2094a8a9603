/** Where files of a conversation are stored, and how Graph's answer about a stored file is read. */
import { failed, succeeded, type Result } from '../../../../model/index.ts';
import { pathOf, type TeamsPlace } from '../../ids.ts';
import { asRecord, asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import type { WritingDesk } from '../desk.ts';
import { safeName } from './file-name.ts';
import type { Stored } from './stored.ts';

export type StoredFile = Extract<Stored, { readonly kind: 'file' }>;

/** A file in a drive. */
export interface Item {
  readonly file: StoredFile;
  readonly driveId: string;
  readonly itemId: string;
}

/**
 * The path of a new file: for a chat in the sender's OneDrive, for a channel in its folder of the team's library (facts, graph §2). The act
 * (`content`, for example) follows the last colon.
 */
export const newFilePath = async (
  { connection }: WritingDesk,
  place: TeamsPlace,
  name: string,
  signal: AbortSignal,
): Promise<Result<string>> => {
  const named = encodeURIComponent(safeName(name));
  if (place.kind === 'chat')
    // eslint-disable-next-line isthmus/sentences -- the folder in which Teams itself keeps files of chats
    return succeeded(`/me/drive/root:/${encodeURIComponent('Microsoft Teams Chat Files')}/${named}:`);
  const folder = await connection.client.get(`${pathOf(place)}/filesFolder`, signal);
  if (!folder.ok) return folder;
  const driveId = asText(asRecord(folder.value.parentReference)?.driveId);
  const id = asText(folder.value.id);
  return driveId === null || id === null
    ? failed({ kind: 'offline', reason: 'broken-answer', status: 200 })
    : succeeded(`/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(id)}:/${named}:`);
};

/** The GUID inside an eTag: `"{GUID},version"` (facts, graph §2), in some answers without braces (contract, shares-get). */
const guidOf = (eTag: unknown): string | null =>
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i.exec(asText(eTag) ?? '')?.[0] ?? null;

/**
 * A driveItem; null if it lacks a property that an attachment needs. The WebDAV address always names the file itself; the webUrl of an
 * Office document opens an editor.
 */
const readItem = (raw: JsonRecord): Item | null => {
  const id = guidOf(raw.eTag);
  const url = asWebAddress(raw.webDavUrl) ?? asWebAddress(raw.webUrl);
  const driveId = asText(asRecord(raw.parentReference)?.driveId);
  const itemId = asText(raw.id);
  if (id === null || url === null || driveId === null || itemId === null) return null;
  return { file: { kind: 'file', id, url, name: asText(raw.name) ?? 'file' }, driveId, itemId };
};

/** The item of an answer to an upload. Graph gives its WebDAV address only if it is asked for. */
export const storedItem = async (
  { connection }: WritingDesk,
  raw: JsonRecord,
  signal: AbortSignal,
): Promise<Result<Item>> => {
  const broken = failed({ kind: 'offline', reason: 'broken-answer', status: 200 } as const);
  const driveId = asText(asRecord(raw.parentReference)?.driveId);
  const itemId = asText(raw.id);
  const told = readItem(raw);
  if (told !== null && asWebAddress(raw.webDavUrl) !== null) return succeeded(told);
  if (itemId === null) return broken;
  const drive = driveId === null ? '/me/drive' : `/drives/${encodeURIComponent(driveId)}`;
  const asked = await connection.client.get(
    `${drive}/items/${encodeURIComponent(itemId)}?$select=id,name,eTag,webUrl,webDavUrl,parentReference`,
    signal,
  );
  if (!asked.ok) return told === null ? asked : succeeded(told);
  const item = readItem(asked.value);
  return item === null ? broken : succeeded(item);
};
