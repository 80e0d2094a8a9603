/** Files: uploading whole or in parts, and reading them. */
import { z } from 'zod';
import { bytes, json, type Call } from './call.ts';
import type { Router } from './register.ts';
import {
  appendUpload,
  createUpload,
  previewOf,
  publicLink,
  readableFile,
  uploadFile,
  uploadOf,
} from '../domain/files.ts';
import { AppError, invalidParam } from '../errors.ts';
import type { StoredFile, UploadSession } from '../model.ts';
import { fileView } from '../views.ts';

const uploadView = (upload: UploadSession): Record<string, unknown> => ({
  id: upload.id,
  type: 'attachment',
  create_at: upload.create_at,
  user_id: upload.user_id,
  channel_id: upload.channel_id,
  filename: upload.filename,
  file_size: upload.file_size,
  file_offset: upload.file_offset,
  remote_id: '',
  req_file_id: '',
});

const bodyBytes = async (call: Call): Promise<Uint8Array> => new Uint8Array(await call.request.arrayBuffer());

/** 400: `POST /files` accepts no empty body. An empty file is sent as a form. */
const emptyBody = (): AppError =>
  new AppError(
    'api.file.upload_file.read_request.app_error',
    400,
    'Unable to upload file(s). Error reading or parsing request data.',
    'Content-Length should not be 0',
  );

/** A file, or the rest of it that `Range: bytes=5-` asks for: 206, or 416 beyond its end (Go's http.ServeContent). */
const ranged = (call: Call, file: StoredFile, headers: Record<string, string>): Response => {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(call.request.headers.get('range') ?? '');
  const all = { ...headers, 'accept-ranges': 'bytes' };
  if (!asked) return bytes(file.bytes, file.mime_type, all);
  const size = file.bytes.byteLength;
  const from = Number(asked[1]);
  const to = asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  if (from >= size || to < from)
    return new Response('invalid range: failed to overlap\n', {
      status: 416,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'content-range': `bytes */${size}` },
    });
  return new Response(Uint8Array.from(file.bytes.subarray(from, to + 1)), {
    status: 206,
    headers: { 'content-type': file.mime_type, ...all, 'content-range': `bytes ${from}-${to}/${size}` },
  });
};

const isText = (value: unknown): value is string => typeof value === 'string';

export const fileRoutes = ({ on, core }: Router): void => {
  on('POST', '/files', async (call) => {
    const { actor } = call;
    const answer = (files: readonly StoredFile[], clientIds: readonly string[]): Response =>
      json({ file_infos: files.map(fileView), client_ids: clientIds.length === 0 ? null : clientIds }, 201);
    if (!(call.request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) {
      const name = call.query('filename');
      if (name === '') throw invalidParam('filename');
      const body = await bodyBytes(call);
      if (body.byteLength === 0) throw emptyBody();
      const file = uploadFile(core, actor, call.query('channel_id'), name, body);
      return answer([file], call.query('client_id') === '' ? [] : [call.query('client_id')]);
    }
    const form = await call.request.formData();
    const channelId = form.get('channel_id') ?? call.query('channel_id');
    if (!isText(channelId)) throw invalidParam('channel_id');
    const clientIds = form.getAll('client_ids').filter(isText);
    if (clientIds.length > 0 && clientIds.length !== form.getAll('files').length)
      throw new AppError(
        'api.file.upload_file.incorrect_number_of_client_ids.app_error',
        400,
        'Unable to upload file(s). Have client_ids for another number of files.',
      );
    const files: StoredFile[] = [];
    for (const part of form.getAll('files')) {
      if (isText(part)) throw invalidParam('files');
      files.push(uploadFile(core, actor, channelId, part.name, new Uint8Array(await part.arrayBuffer())));
    }
    if (files.length === 0) throw invalidParam('files');
    return answer(files, clientIds);
  });

  const serve = (path: string, pick: (file: StoredFile) => StoredFile): void =>
    on('GET', path, (call) => {
      const file = pick(readableFile(core, call.actor, call.path('file_id')));
      const shown = file.mime_type.startsWith('image/') && !call.flag('download') ? 'inline' : 'attachment';
      return ranged(call, file, {
        'content-disposition': `${shown};filename="${encodeURIComponent(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'cache-control': 'max-age=2592000, private',
        'x-content-type-options': 'nosniff',
      });
    });
  serve('/files/:file_id', (file) => file);
  serve('/files/:file_id/thumbnail', previewOf);
  serve('/files/:file_id/preview', previewOf);
  on('GET', '/files/:file_id/info', (call) =>
    json(fileView(readableFile(core, call.actor, call.path('file_id')))),
  );
  on('GET', '/files/:file_id/link', () => publicLink());

  on('POST', '/uploads', async (call) => {
    const body = await call.body(
      z.object({ channel_id: z.string(), filename: z.string(), file_size: z.number() }),
    );
    return json(
      uploadView(createUpload(core, call.actor, body.channel_id, body.filename, body.file_size)),
      201,
    );
  });
  on('GET', '/uploads/:upload_id', (call) =>
    json(uploadView(uploadOf(core, call.actor, call.path('upload_id')))),
  );
  on('POST', '/uploads/:upload_id', async (call) => {
    const upload = uploadOf(core, call.actor, call.path('upload_id'));
    const file = appendUpload(core, upload, await bodyBytes(call));
    return file ? json(fileView(file)) : new Response(null, { status: 204 });
  });
  on('GET', '/users/:user_id/uploads', (call) => {
    const user = call.ownUser();
    return json(
      [...core.state.uploads.values()].filter((upload) => upload.user_id === user.id).map(uploadView),
    );
  });
};
