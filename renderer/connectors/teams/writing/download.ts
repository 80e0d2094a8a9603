/** The bytes of a message's file, for storing it on the other side. */
import { failed, succeeded, type FileReference, type Result } from '../../../model/index.ts';
import { hostedContentPath } from '../hosted.ts';
import { shareId } from '../images.ts';
import { asRecord, asWebAddress } from '../json.ts';
import { gone, type Desk } from './desk.ts';

/**
 * Opens a file. Hosted contents come from Graph by their path. Files in drives come from the pre-authenticated address that Graph
 * gives for them, without the token: a redirect of `/content` would need a CORS preflight that the address refuses.
 */
export const openFile = async (
  { connection: { client } }: Desk,
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
  // A folder, a notebook, a Loop page: nothing to take along.
  return address === null ? failed(gone) : client.foreignStream(address, from, signal);
};

/** How large a file is: a drive tells, a hosted picture (some MB at most) is read to its end. */
export const sizeOfFile = async (
  desk: Desk,
  file: FileReference,
  signal: AbortSignal,
): Promise<Result<number>> => {
  const { client } = desk.connection;
  if (file.size !== null) return succeeded(file.size);
  if (file.inlineSource !== null) {
    const path = hostedContentPath(client.address, file.inlineSource);
    const bytes = path === null ? failed(gone) : await client.bytes(path, signal);
    return bytes.ok ? succeeded(bytes.value.size) : bytes;
  }
  if (file.webUrl === null) return failed(gone);
  const item = await client.get(`/shares/${shareId(file.webUrl)}/driveItem`, signal);
  if (!item.ok) return item;
  const { size } = item.value;
  // A folder, a notebook, a Loop page has no bytes of its own.
  return typeof size === 'number' && asRecord(item.value.file) !== null ? succeeded(size) : failed(gone);
};
