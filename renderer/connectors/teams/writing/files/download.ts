/** Reads a message's file, to store it on the other service. */
import { failed, succeeded, type FileReference, type Result } from '../../../../model/index.ts';
import { hostedContentPath } from '../../message/hosted.ts';
import { shareId } from '../../reading/images.ts';
import { asRecord, asWebAddress } from '../../graph/json.ts';
import type { FileFacts } from '../../../writing.ts';
import { gone, type WritingDesk } from '../desk.ts';
import { isMediaEnding, typeOfBytes, type FileType } from './file-type.ts';

/**
 * Opens a file. Hosted contents come from Graph by their path. Files in drives come from the pre-authenticated address that Graph
 * gives for them, without the token: a redirect of `/content` would need a CORS preflight that the address refuses.
 */
export const openFile = async (
  { connection: { client } }: WritingDesk,
  file: FileReference,
  from: number,
  signal: AbortSignal,
): Promise<Result<ReadableStream<Uint8Array>>> => {
  if (file.inlineSource !== null) {
    const path = hostedContentPath(client.address, file.inlineSource);
    return path === null ? failed(gone) : client.stream(path, from, signal);
  }
  if (file.webUrl === null) return failed(gone);
  const item = await client.get(`/shares/${shareId(file.webUrl)}/driveItem`, signal);
  if (!item.ok) return item;
  const address = asWebAddress(item.value['@microsoft.graph.downloadUrl']);
  // A folder, a notebook or a Loop page has no bytes to carry.
  return address === null ? failed(gone) : client.foreignStream(address, from, signal);
};

/**
 * A file's size, name and type. A drive tells them. A hosted content (some MB at most) is read to its end, and its first bytes tell its
 * type.
 */
export const factsOfFile = async (
  desk: WritingDesk,
  file: FileReference,
  signal: AbortSignal,
): Promise<Result<FileFacts>> => {
  const { client } = desk.connection;
  const { name, mimeType } = file;
  if (file.size !== null) return succeeded({ size: file.size, name, mimeType });
  if (file.inlineSource !== null) {
    const path = hostedContentPath(client.address, file.inlineSource);
    const bytes = path === null ? failed(gone) : await client.bytes(path, signal);
    if (!bytes.ok) return bytes;
    const type = typeOfBytes(new Uint8Array(await bytes.value.slice(0, 16).arrayBuffer()));
    return succeeded({ size: bytes.value.size, ...(type === null ? { name, mimeType } : typed(name, type)) });
  }
  if (file.webUrl === null) return failed(gone);
  const item = await client.get(`/shares/${shareId(file.webUrl)}/driveItem`, signal);
  if (!item.ok) return item;
  const { size } = item.value;
  // A folder, a notebook or a Loop page has no bytes.
  return typeof size === 'number' && asRecord(item.value.file) !== null
    ? succeeded({ size, name, mimeType })
    : failed(gone);
};

/** The name with the ending of its type. The ending of another type is replaced, so that a GIF does not look like a still picture. */
const typed = (name: string, { mimeType, endings }: FileType): Omit<FileFacts, 'size'> => {
  const ending = /\.([a-z0-9]{2,4})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (endings.includes(ending)) return { name, mimeType };
  const bare = isMediaEnding(ending) ? name.slice(0, -ending.length - 1) : name;
  return { name: `${bare}.${endings[0]}`, mimeType };
};
