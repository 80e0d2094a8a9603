/**
 * Stores large files by an upload session. It takes them in pieces, and says which bytes it has (contract, driveitem-createuploadsession).
 */
import { failed, succeeded, type Result, type ServiceFailure } from '../../../../model/index.ts';
import type { UploadRequest } from '../../../writing.ts';
import type { TeamsPlace } from '../../ids.ts';
import { asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import type { WritingDesk } from '../desk.ts';
import { newFilePath, storedItem, type Item } from './drive.ts';
import type { UploadSource } from './source.ts';

/** Every piece except the last must be a multiple of 320 KiB (facts, graph §2). Ten of these are few bytes to send again. */
export const pieceSize = 10 * 320 * 1024;

/** Opens a session. Its address needs no token. It is kept until the file is complete. */
export const openSession = async (
  desk: WritingDesk,
  place: TeamsPlace,
  name: string,
  signal: AbortSignal,
): Promise<Result<string>> => {
  const path = await newFilePath(desk, place, name, signal);
  if (!path.ok) return path;
  const answer = await desk.connection.client.post(
    `${path.value}/createUploadSession`,
    { item: { '@microsoft.graph.conflictBehavior': 'rename' } },
    signal,
  );
  if (!answer.ok) return answer;
  const url = asWebAddress(answer.value.uploadUrl);
  return url === null ? failed({ kind: 'offline', reason: 'broken-answer', status: 200 }) : succeeded(url);
};

/** The offset of the next piece: the first of `nextExpectedRanges`; null if there is none. */
const expectedAt = (answer: JsonRecord): number | null => {
  const [first] = Array.isArray(answer.nextExpectedRanges) ? (answer.nextExpectedRanges as unknown[]) : [];
  const [, from] = /^(\d+)-/.exec(asText(first) ?? '') ?? [];
  return from === undefined ? null : Number(from);
};

export type SentUploadPart =
  | { readonly kind: 'stored'; readonly item: Item }
  /** The session has expired (it lasts some days only). The upload begins again. */
  | { readonly kind: 'session-gone' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** Whether the session is gone: 404 and 410 for an address that no longer exists, 401 for an address whose permission has expired. */
const isGone = (failure: ServiceFailure): boolean =>
  failure.kind === 'not-found' ||
  failure.kind === 'cursor-gone' ||
  (failure.kind === 'forbidden' && failure.status === 401);

const notSent = (failure: ServiceFailure): SentUploadPart =>
  isGone(failure) ? { kind: 'session-gone' } : { kind: 'failed', failure };

const isOutOfStep = (failure: ServiceFailure): boolean =>
  failure.kind === 'refused' && failure.status === 416;

/** Asks the session where to begin, and sends the bytes that it does not have yet. */
export const sendToSession = async (
  desk: WritingDesk,
  url: string,
  { size }: Pick<UploadRequest, 'size'>,
  source: UploadSource,
  signal: AbortSignal,
): Promise<SentUploadPart> => {
  const { client } = desk.connection;
  const stands = await client.foreign(url, { method: 'GET' }, signal);
  if (!stands.ok) return notSent(stands.failure);
  let at = expectedAt(stands.value) ?? 0;
  let steps = 0;
  for (;;) {
    const count = Math.min(pieceSize, size - at);
    if (count <= 0) return { kind: 'session-gone' };
    const piece = await source.take(at, count, signal);
    if (!piece.ok) return { kind: 'failed', failure: piece.failure };
    const put = await client.foreign(
      url,
      {
        method: 'PUT',
        headers: { 'content-range': `bytes ${at}-${at + count - 1}/${size}` },
        body: piece.value,
      },
      signal,
    );
    if (put.ok && asText(put.value.id) !== null) {
      const item = await storedItem(desk, put.value, signal);
      return item.ok ? { kind: 'stored', item: item.value } : { kind: 'failed', failure: item.failure };
    }
    if (!put.ok && !isOutOfStep(put.failure)) return notSent(put.failure);
    // 416: the session has this piece already (its answer was lost). It says where to continue.
    const next = put.ok ? put : await client.foreign(url, { method: 'GET' }, signal);
    if (!next.ok) return notSent(next.failure);
    const expected = expectedAt(next.value);
    if (expected === null)
      return { kind: 'failed', failure: { kind: 'offline', reason: 'broken-answer', status: 200 } };
    // A session that never moves on must not block the outbox for ever.
    steps = expected > at ? 0 : steps + 1;
    if (steps > 2)
      return { kind: 'failed', failure: { kind: 'offline', reason: 'service-down', status: null } };
    at = expected;
  }
};
