/** Files belong to their uploader until a post takes them. Then all readers of the channel can read them. */
import { permitsIn } from './roles.ts';
import { AppError, disabled, forbidden, invalidUrlParam, notFound } from '../errors.ts';
import { isValidId, newId } from '../ids.ts';
import type { StoredFile, UploadSession } from '../model.ts';
import { channelOf, isAdministrator, readableChannel, type Actor, type Core } from '../server.ts';

/** Width and height of a PNG or GIF, 0 of anything else. */
export const dimensions = (bytes: Uint8Array): { width: number; height: number } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength >= 24 && view.getUint32(0) === 0x89504e47)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.byteLength >= 10 && view.getUint32(0) === 0x47494638)
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { width: 0, height: 0 };
};

const mimeTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json',
  zip: 'application/zip',
  mp4: 'video/mp4',
};

/** The type by the file name's extension: the server does not believe the uploader's. */
export const mimeTypeOf = (name: string): string =>
  mimeTypes[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';

export interface NewFile {
  readonly userId: string;
  readonly channelId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType?: string;
  readonly at?: number;
}

/** Stores a file that no post has taken yet. */
export const storeFile = (core: Core, file: NewFile): StoredFile => {
  const stored: StoredFile = {
    id: newId(core.world),
    user_id: file.userId,
    post_id: '',
    channel_id: file.channelId,
    create_at: file.at ?? core.world.now(),
    delete_at: 0,
    name: file.name,
    mime_type: file.mimeType ?? mimeTypeOf(file.name),
    bytes: file.bytes,
    ...dimensions(file.bytes),
  };
  core.state.files.set(stored.id, stored);
  return stored;
};

const tooLarge = (): AppError =>
  new AppError(
    'api.file.upload_file.too_large_detailed.app_error',
    413,
    'Unable to upload file. File is too large.',
  );

/** The longest name that the server's local storage takes, UTF-8 bytes, and its database, characters (facts: Seen on a real server). */
const longestName = { bytes: 255, characters: 256 };

/** 500: a file's name is longer than the file system takes. */
const checkName = (name: string): void => {
  if (Buffer.byteLength(name) > longestName.bytes)
    throw new AppError('api.file.write_file.app_error', 500, 'Unable to write the file.');
};

/** Uploads by a member of the channel, up to MaxFileSize (413). */
export const uploadFile = (
  core: Core,
  actor: Actor,
  channelId: string,
  name: string,
  bytes: Uint8Array,
): StoredFile => {
  const channel = channelOf(core, channelId);
  if (!permitsIn(core, actor.user, channel, 'upload_file')) throw forbidden('upload_file');
  if (bytes.byteLength > core.settings.MaxFileSize) throw tooLarge();
  checkName(name);
  return storeFile(core, { userId: actor.user.id, channelId, name, bytes });
};

/** The file, when the actor may read it: its uploader before it is attached, readers of its channel afterwards. */
export const readableFile = (core: Core, actor: Actor, id: string): StoredFile => {
  if (!isValidId(id)) throw invalidUrlParam('file_id');
  const file = core.state.files.get(id);
  if (file?.delete_at !== 0) throw notFound('file');
  if (file.user_id === actor.user.id || isAdministrator(core, actor.user)) return file;
  if (file.post_id === '') throw forbidden();
  readableChannel(core, actor, file.channel_id);
  return file;
};

/** Opens a resumable upload. */
export const createUpload = (
  core: Core,
  actor: Actor,
  channelId: string,
  filename: string,
  size: number,
): UploadSession => {
  const channel = channelOf(core, channelId);
  if (!permitsIn(core, actor.user, channel, 'upload_file')) throw forbidden('upload_file');
  if (size > core.settings.MaxFileSize)
    throw new AppError(
      'api.upload.create.upload_too_large.app_error',
      413,
      'Unable to upload file. File is too large.',
    );
  if (size <= 0)
    throw new AppError(
      'model.upload_session.is_valid.file_size.app_error',
      400,
      'Invalid value for FileSize.',
    );
  if (channel.delete_at !== 0)
    throw new AppError(
      'app.upload.create.cannot_upload_to_deleted_channel.app_error',
      400,
      'Cannot upload to a deleted channel.',
    );
  if (Array.from(filename).length > longestName.characters)
    throw new AppError('app.upload.create.save.app_error', 500, 'Failed to save upload.');
  const upload: UploadSession = {
    id: newId(core.world),
    create_at: core.world.now(),
    user_id: actor.user.id,
    channel_id: channelId,
    filename,
    file_size: size,
    received: [],
    file_offset: 0,
  };
  core.state.uploads.set(upload.id, upload);
  return upload;
};

/** The upload of its creator; 403 for others. */
export const uploadOf = (core: Core, actor: Actor, id: string): UploadSession => {
  if (!isValidId(id)) throw invalidUrlParam('upload_id');
  const upload = core.state.uploads.get(id);
  if (!upload) throw new AppError('app.upload.get.app_error', 404, 'Failed to get upload.');
  if (upload.user_id !== actor.user.id) throw forbidden();
  return upload;
};

/** The least that the first part of an upload has, unless it is the whole file. */
const smallestFirstPart = 5 * 1024 * 1024;

/**
 * Takes the next bytes. Returns the file when all bytes are there, null (204) before. It refuses a part beyond the file's end, and a small
 * first part (mattermost/mattermost, app/upload.go).
 */
export const appendUpload = (core: Core, upload: UploadSession, bytes: Uint8Array): StoredFile | null => {
  if (bytes.byteLength > upload.file_size - upload.file_offset)
    throw new AppError(
      'api.upload.upload_data.invalid_content_length',
      400,
      'The content length does not match the file size.',
    );
  const isWhole = bytes.byteLength === upload.file_size;
  if (upload.file_offset === 0 && bytes.byteLength < smallestFirstPart && !isWhole)
    throw new AppError(
      'app.upload.upload_data.first_part_too_small.app_error',
      400,
      'The first part of an upload is too small.',
    );
  checkName(upload.filename);
  upload.received.push(bytes);
  upload.file_offset += bytes.byteLength;
  if (upload.file_offset < upload.file_size) return null;
  core.state.uploads.delete(upload.id);
  return storeFile(core, {
    userId: upload.user_id,
    channelId: upload.channel_id,
    name: upload.filename,
    bytes: Buffer.concat(upload.received),
  });
};

/** The answer for thumbnail and preview: the picture itself (the sandbox does not scale), 400 for other files. */
export const previewOf = (file: StoredFile): StoredFile => {
  if (file.width === 0)
    throw new AppError(
      'api.file.get_file_preview.no_preview.app_error',
      400,
      'File doesn\u2019t have a preview image.',
    );
  return file;
};

/** 501 if public links are off, which is the default. */
export const publicLink = (): never => {
  throw disabled('api.file.get_public_link.disabled.app_error', 'Public links have been disabled.');
};
