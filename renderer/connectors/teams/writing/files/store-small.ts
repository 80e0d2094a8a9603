/** Stores a file by one request. */
import { succeeded, type Result } from '../../../../model/index.ts';
import type { TeamsPlace } from '../../ids.ts';
import type { WritingDesk } from '../desk.ts';
import { newFilePath, storedItem, type Item, type StoredFile } from './drive.ts';
import { shareWith } from './share.ts';

/** The largest file for one PUT, bytes. Graph takes more (250 MB: facts, graph §2), but a PUT cannot be resumed. */
export const largestPut = 4 * 1024 * 1024;

/** Stores bytes in the conversation's folder. A file of the same name is never replaced. The file may be empty. */
export const putItem = async (
  desk: WritingDesk,
  place: TeamsPlace,
  name: string,
  bytes: Blob,
  signal: AbortSignal,
): Promise<Result<Item>> => {
  const path = await newFilePath(desk, place, name, signal);
  if (!path.ok) return path;
  const put = await desk.connection.client.put(
    `${path.value}/content?@microsoft.graph.conflictBehavior=rename`,
    bytes,
    signal,
  );
  return put.ok ? storedItem(desk, put.value, signal) : put;
};

/** Stores bytes there, and gives the members access. */
export const storeSmall = async (
  desk: WritingDesk,
  place: TeamsPlace,
  name: string,
  bytes: Blob,
  signal: AbortSignal,
): Promise<Result<StoredFile>> => {
  const item = await putItem(desk, place, name, bytes, signal);
  if (!item.ok) return item;
  const shared = await shareWith(desk, place, item.value, signal);
  return shared.ok ? succeeded(item.value.file) : shared;
};
