/** Stores a file for a conversation, before its message is sent. */
import { failed, type Result } from '../../../../model/index.ts';
import type { UploadOutcome, UploadRequest } from '../../../writing.ts';
import { placeOf, type TeamsPlace } from '../../ids.ts';
import { base64Of } from '../base64.ts';
import { gone, type WritingDesk } from '../desk.ts';
import { putItem, largestPut } from './store-small.ts';
import { shareWith } from './share.ts';
import { largestPicture } from './size.ts';
import { UploadSource } from './source.ts';
import { uploadedFile, type Stored } from './stored.ts';
import { openSession, sendToSession } from './upload-session.ts';
import { readState, writeState, type UploadState } from './upload-state.ts';

/** OneDrive's and SharePoint's limit for a file (https://learn.microsoft.com/office365/servicedescriptions/sharepoint-online-service-description). */
export const largestFile = 250 * 1024 ** 3;

/** Pictures that every client of Teams shows in a message. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif']);

/** The outcome of one try: the file, or the failure and where to continue. */
type Stage = { readonly done: Stored } | { readonly failure: Failure; readonly state: UploadState | null };
type Failure = Extract<Result<never>, { readonly ok: false }>['failure'];

const isPicture = ({ mimeType, size }: UploadRequest): boolean =>
  mimeType !== null && pictureTypes.has(mimeType) && size > 0 && size <= largestPicture;

/**
 * Uploads a file. A picture is only read, because it is sent in the message itself. Up to 4 MB need one PUT; a larger file needs an upload
 * session, which can be resumed. Then the chat's members get access. If only that fails, the next try does only that.
 */
export const uploadToSharePoint = async (
  desk: WritingDesk,
  request: UploadRequest,
  signal: AbortSignal,
): Promise<UploadOutcome> => {
  const place = placeOf(desk.connection.accountId, request.conversationId);
  if (!place) return { ...failed(gone), session: null };
  if (request.size > largestFile)
    return { ...failed({ kind: 'too-large', limit: largestFile } as const), session: null };
  const source = new UploadSource(desk.connection.world, request.bytes);
  const stage = await store(desk, place, request, source, signal);
  await source.close();
  return 'done' in stage
    ? { ok: true, value: uploadedFile(stage.done, request.of) }
    : { ...failed(stage.failure), session: stage.state === null ? null : writeState(stage.state) };
};

const store = async (
  desk: WritingDesk,
  place: TeamsPlace,
  request: UploadRequest,
  source: UploadSource,
  signal: AbortSignal,
): Promise<Stage> => {
  const { name, size, mimeType } = request;
  const held = readState(request.session);
  if (held?.kind === 'stored') return share(desk, place, held, signal);
  if (size > largestPut) {
    const url = held?.kind === 'sending' && held.size === size ? held.url : null;
    return storeLarge(desk, place, request, { url, source }, signal);
  }
  const bytes = await source.take(0, size, signal);
  if (!bytes.ok) return { failure: bytes.failure, state: null };
  if (isPicture(request)) {
    const base64 = base64Of(new Uint8Array(await bytes.value.arrayBuffer()));
    return { done: { kind: 'picture', mimeType: mimeType ?? '', base64, name } };
  }
  const typed = new Blob([bytes.value], { type: mimeType ?? '' });
  const item = await putItem(desk, place, name, typed, signal);
  if (!item.ok) return { failure: item.failure, state: null };
  return share(desk, place, { kind: 'stored', item: item.value }, signal);
};

const storeLarge = async (
  desk: WritingDesk,
  place: TeamsPlace,
  request: UploadRequest,
  { url, source }: { readonly url: string | null; readonly source: UploadSource },
  signal: AbortSignal,
): Promise<Stage> => {
  const opened = url === null ? await openSession(desk, place, request.name, signal) : null;
  if (opened?.ok === false) return { failure: opened.failure, state: null };
  const to = opened?.value ?? url ?? '';
  const sent = await sendToSession(desk, to, request, source, signal);
  switch (sent.kind) {
    case 'stored':
      return share(desk, place, sent, signal);
    case 'session-gone':
      return { failure: { kind: 'offline', reason: 'service-down', status: 404 }, state: null };
    case 'failed':
      return { failure: sent.failure, state: { kind: 'sending', url: to, size: request.size } };
  }
};

const share = async (
  desk: WritingDesk,
  place: TeamsPlace,
  state: Extract<UploadState, { readonly kind: 'stored' }>,
  signal: AbortSignal,
): Promise<Stage> => {
  const shared = await shareWith(desk, place, state.item, signal);
  return shared.ok ? { done: state.item.file } : { failure: shared.failure, state };
};
