/** Large files: an upload session takes them in pieces and says itself how far it is (contract, driveitem-createuploadsession). */
import { failed, succeeded, type Result, type ServiceFailure } from '../../../../model/index.ts';
import type { UploadRequest } from '../../../writing.ts';
import type { TeamsPlace } from '../../ids.ts';
import { asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import type { WritingDesk } from '../desk.ts';
import { newFilePath, storedItem, type Item } from './drive.ts';
import type { UploadSource } from './source.ts';

/** Every piece but the last is a multiple of 320 KiB (facts, graph §2); ten of them are little to send again. */
export const pieceSize = 10 * 320 * 1024;

/** Opens a session. Its address is a permission of its own and is kept as long as the file is not there. */
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

/** Where the session wants to go on: the first of `nextExpectedRanges`; null when it names none. */
const expectedAt = (answer: JsonRecord): number | null => {
  const [first] = Array.isArray(answer.nextExpectedRanges) ? (answer.nextExpectedRanges as unknown[]) : [];
  const [, from] = /^(\d+)-/.exec(asText(first) ?? '') ?? [];
  return from === undefined ? null : Number(from);
};

export type SentUploadPart =
  | { readonly kind: 'stored'; readonly item: Item }
  /** The session is no more (it lives for days only): begin anew. */
  | { readonly kind: 'session-gone' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** 404 and 410 for an address that is no more; 401 for one whose permission in it has run out. */
const isGone = (failure: ServiceFailure): boolean =>
  failure.kind === 'not-found' ||
  failure.kind === 'cursor-gone' ||
  (failure.kind === 'forbidden' && failure.status === 401);

const notSent = (failure: ServiceFailure): SentUploadPart =>
  isGone(failure) ? { kind: 'session-gone' } : { kind: 'failed', failure };

const isOutOfStep = (failure: ServiceFailure): boolean =>
  failure.kind === 'refused' && failure.status === 416;

/** Sends what the session does not have yet; it is asked where to begin. */
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
    // 416: this piece is there already (its answer was lost); the session says where to go on.
    const next = put.ok ? put : await client.foreign(url, { method: 'GET' }, signal);
    if (!next.ok) return notSent(next.failure);
    const expected = expectedAt(next.value);
    if (expected === null)
      return { kind: 'failed', failure: { kind: 'offline', reason: 'broken-answer', status: 200 } };
    // A session that never moves on must not hold the outbox for ever.
    steps = expected > at ? 0 : steps + 1;
    if (steps > 2)
      return { kind: 'failed', failure: { kind: 'offline', reason: 'service-down', status: null } };
    at = expected;
  }
};
