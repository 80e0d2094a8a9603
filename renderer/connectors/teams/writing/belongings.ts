/** Prepares what a new message has besides its text: files that are in a drive already, and pictures that are sent in the message. */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import type { UploadedFile } from '../../writing.ts';
import type { TeamsPlace } from '../ids.ts';
import type { JsonRecord } from '../graph/json.ts';
import {
  fileAttachment,
  hostedContent,
  hostedSource,
  type GraphAttachment,
  type HostedPicture,
} from './compose.ts';
import type { WritingDesk } from './desk.ts';
import { picturesPerMessage } from './files/size.ts';
import { blobOfBase64 } from './base64.ts';
import { storeSmall } from './files/store-small.ts';
import { readStored } from './files/stored.ts';

export interface Packed {
  readonly files: readonly GraphAttachment[];
  readonly pictures: readonly HostedPicture[];
  readonly hostedContents: readonly JsonRecord[];
}

/** Sorts files into attachments and pictures. Pictures that do not fit into one message are stored as files, so that none is lost. */
export const pack = async (
  desk: WritingDesk,
  place: TeamsPlace,
  uploaded: readonly UploadedFile[],
  signal: AbortSignal,
): Promise<Result<Packed>> => {
  const files: GraphAttachment[] = [];
  const pictures: HostedPicture[] = [];
  const hostedContents: JsonRecord[] = [];
  let taken = 0;
  for (const file of uploaded) {
    const stored = readStored(file);
    if (stored === null) return failed({ kind: 'refused', status: 0, code: 'unknown-file' });
    if (stored.kind === 'file') files.push(fileAttachment(stored));
    else if (taken + stored.base64.length <= picturesPerMessage) {
      taken += stored.base64.length;
      const at = hostedContents.length + 1;
      hostedContents.push(hostedContent(at, stored));
      pictures.push({ of: file.of, source: hostedSource(at), name: stored.name });
    } else {
      const bytes = blobOfBase64(stored.base64, stored.mimeType);
      const put = await storeSmall(desk, place, stored.name, bytes, signal);
      if (!put.ok) return put;
      files.push(fileAttachment(put.value));
    }
  }
  return succeeded({ files, pictures, hostedContents });
};
