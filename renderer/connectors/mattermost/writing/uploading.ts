/**
 * Stores a file on the server by an upload session, which can be resumed. The server's rules (mattermost/mattermost, api4/upload.go and
 * app/upload.go): a session is for at least one byte; its first part has at least 5 MiB or is the whole file; a part never goes beyond the
 * file's end; the session is gone once the file is complete. An empty file is sent to `POST /files` as a form, because that route refuses
 * an empty body.
 */
import { failed, succeeded, type Result, type ServiceFailure } from '../../../model/index.ts';
import type { UploadOutcome, UploadRequest } from '../../writing.ts';
import { FailureError, offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, listOf, nestedOf, numberOf, payloadOf } from '../rest/reading.ts';
import { handleOfFile } from './file-handle.ts';
import { portionsOf, type Portions } from './portions.ts';
import type { Surroundings } from './surroundings.ts';
import { uploadName } from './upload-name.ts';

/** More than the 5 MiB that a first part must have. */
const portionSize = 8 * 1024 * 1024;

/** An upload session as the server has it. */
interface Session {
  readonly id: string;
  readonly offset: number;
}

/** Stores a file for a channel. Continues where an earlier call stopped. */
export const uploadToMattermost = async (
  around: Surroundings,
  file: UploadRequest,
  signal: AbortSignal,
): Promise<UploadOutcome> => {
  const channelId = around.context.ids.channelIdOf(file.conversationId);
  if (channelId === null) return ended(file, { kind: 'not-found' });
  const { maxFileSize } = await around.settings.know(signal);
  if (maxFileSize !== null && file.size > maxFileSize) return tooLarge(maxFileSize);
  if (file.size === 0) return uploadEmpty(around, channelId, file, signal);
  const session = await sessionFor(around, channelId, file, signal);
  if (!session.ok) return ended(file, session.failure, file.session, maxFileSize);
  const kept = JSON.stringify({ id: session.value.id });
  const source = await file.bytes(session.value.offset);
  if (!source.ok) return ended(file, source.failure, kept);
  const portions = portionsOf(source.value);
  try {
    return await sendPortions(around, session.value, portions, file, signal);
  } finally {
    portions.close();
  }
};

const done = (fileId: string, { name, of }: UploadRequest): UploadOutcome =>
  succeeded({ handle: handleOfFile(fileId), name, of });

const tooLarge = (limit: number): UploadOutcome => ({
  ok: false,
  failure: { kind: 'too-large', limit },
  session: null,
});

/** The outcome of a failed upload. A 413 (of the server, or of a proxy) does not say the limit. */
const ended = (
  { size }: UploadRequest,
  failure: ServiceFailure,
  session: string | null = null,
  maxFileSize: number | null = null,
): UploadOutcome => {
  if ('status' in failure && failure.status === 413)
    return tooLarge(maxFileSize !== null && maxFileSize < size ? maxFileSize : size - 1);
  // The server still reads an earlier request that we have given up.
  if (failure.kind === 'refused' && failure.code === 'app.upload.upload_data.concurrent.app_error')
    return { ok: false, failure: offline('service-down', failure.status), session };
  return { ok: false, failure, session };
};

const uploadEmpty = async (
  { rest }: Surroundings,
  channelId: string,
  file: UploadRequest,
  signal: AbortSignal,
): Promise<UploadOutcome> => {
  const form = new FormData();
  form.set('channel_id', channelId);
  form.append('files', new File([], uploadName(file.name)));
  const answer = await rest.sendPath(signal, '/files', { kind: 'bytes', body: form });
  if (!answer.ok) return ended(file, answer.failure);
  const { id } = payloadOf(listOf(payloadOf(answer.value).file_infos)[0]);
  return isServiceId(id) ? done(id, file) : ended(file, offline('broken-answer'));
};

/** The session of an earlier call, with its offset, or a new one. */
const sessionFor = async (
  { rest }: Surroundings,
  channelId: string,
  file: UploadRequest,
  signal: AbortSignal,
): Promise<Result<Session>> => {
  const begun = file.session === null ? null : payloadOf(nestedOf(file.session)).id;
  if (isServiceId(begun)) {
    const answer = await rest.askPath(signal, `/uploads/${begun}`);
    if (answer.ok) {
      const { channel_id, file_size } = payloadOf(answer.value);
      const session = sessionOf(answer.value, file.size);
      if (session !== null && channel_id === channelId && file_size === file.size) return succeeded(session);
    } else if (answer.failure.kind !== 'not-found' && answer.failure.kind !== 'forbidden') return answer;
    // The session is gone: it expired, or the file was completed and the answer was lost. Such a file belongs to no post, and nobody sees
    // it.
  }
  const answer = await rest.sendPath(signal, '/uploads', {
    kind: 'json',
    method: 'POST',
    value: { channel_id: channelId, filename: uploadName(file.name), file_size: file.size },
  });
  if (!answer.ok) return answer;
  const session = sessionOf(answer.value, file.size);
  return session === null ? failed(offline('broken-answer')) : succeeded(session);
};

const sessionOf = (raw: unknown, size: number): Session | null => {
  const { id, file_offset } = payloadOf(raw);
  const offset = numberOf(file_offset) ?? -1;
  return isServiceId(id) && offset >= 0 && offset < size ? { id, offset } : null;
};

const sendPortions = async (
  { rest }: Surroundings,
  { id, offset }: Session,
  portions: Portions,
  file: UploadRequest,
  signal: AbortSignal,
): Promise<UploadOutcome> => {
  const kept = JSON.stringify({ id });
  for (let sent = offset; sent < file.size;) {
    const wanted = Math.min(portionSize, file.size - sent);
    const portion = await portions.take(wanted);
    if (portion.kind === 'broken') return ended(file, failureOf(portion.error), kept);
    // The file has become shorter, or is gone, so its announced size is wrong.
    if (portion.bytes.byteLength < wanted)
      return ended(file, { kind: 'refused', status: 0, code: 'isthmus.file-ended-early' });
    const answer = await rest.sendPath(signal, `/uploads/${id}`, { kind: 'bytes', body: portion.bytes });
    if (!answer.ok) return ended(file, answer.failure, answer.failure.kind === 'not-found' ? null : kept);
    sent += wanted;
    if (isPayload(answer.value) && isServiceId(answer.value.id)) return done(answer.value.id, file);
  }
  // The server has all bytes, but did not name the file.
  return ended(file, offline('broken-answer'), kept);
};

/** A connector's stream breaks with a FailureError. For any other error the cause is not known. */
const failureOf = (error: unknown): ServiceFailure =>
  error instanceof FailureError ? error.failure : offline('unreachable');
