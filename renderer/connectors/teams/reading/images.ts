/** Reads the bytes of pictures: hosted contents of a body, thumbnails of files in OneDrive and SharePoint. */
import { failed, type FileReference, type Result } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { hostedContentPath } from '../message/hosted.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../graph/json.ts';

/** A picture's original is fetched only if there is no thumbnail and it has at most this many bytes. */
const largestOriginal = 10 * 1024 * 1024;

const noPicture: Result<Blob> = failed({ kind: 'not-found' });

/** A sharing address in the form that Graph's shares need: `u!` and the address in base64url. */
export const shareId = (address: string): string =>
  `u!${btoa(String.fromCharCode(...new TextEncoder().encode(address)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/(?<!=)=+$/, '')}`;

const thumbnailOf = (item: JsonRecord): string | null => {
  const [set] = asRecords(item.thumbnails);
  for (const size of ['large', 'medium', 'small'] as const) {
    const address = asWebAddress(asRecord(set?.[size])?.url);
    if (address !== null) return address;
  }
  return null;
};

const originalOf = (item: JsonRecord): string | null => {
  const size = item.size;
  return typeof size === 'number' && size <= largestOriginal
    ? asWebAddress(item['@microsoft.graph.downloadUrl'])
    : null;
};

/**
 * Fetches a picture. Only Graph gets the token. Hosted contents come from Graph by their path. Files come, without the token, from the
 * pre-authenticated addresses that Graph gives for them (a redirect of `/content` would need a CORS preflight, which that address refuses).
 */
export const readTeamsImage = async (
  connection: Connection,
  file: FileReference,
  signal: AbortSignal,
): Promise<Result<Blob>> => {
  if (file.inlineSource !== null) {
    const path = hostedContentPath(connection.client.address, file.inlineSource);
    return path === null ? noPicture : connection.client.bytes(path, signal);
  }
  if (file.webUrl === null) return noPicture;
  const item = await connection.client.get(
    `/shares/${shareId(file.webUrl)}/driveItem?$expand=thumbnails`,
    signal,
  );
  if (!item.ok) return item;
  const address = thumbnailOf(item.value) ?? originalOf(item.value);
  if (address === null || asText(address) === null) return noPicture;
  return connection.client.foreignBytes(address, signal);
};
