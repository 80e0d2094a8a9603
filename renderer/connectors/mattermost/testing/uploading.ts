/** Uploads bytes, for tests. */
import { succeeded, type FileId } from '../../../model/index.ts';
import type { UploadOutcome, UploadRequest } from '../../writing.ts';
import type { Desk, Scene } from './desks.ts';
import { noAbort } from './drafts.ts';

/** Uploads through a connector; `more` replaces parts of an ordinary, whole upload. */
export const uploadBytes = (
  scene: Scene,
  { writing }: Desk,
  bytes: Uint8Array<ArrayBuffer>,
  more: Partial<UploadRequest> = {},
): Promise<UploadOutcome> =>
  writing.upload(
    {
      conversationId: scene.conversationId,
      of: 'teams/file' as FileId,
      name: 'tide.bin',
      size: bytes.byteLength,
      mimeType: null,
      session: null,
      bytes: (from) => Promise.resolve(succeeded(new Blob([bytes.subarray(from)]).stream())),
      ...more,
    },
    noAbort,
  );

/** The value of an upload; throws if it failed. */
export const uploadedToMattermost = async (
  outcome: Promise<UploadOutcome>,
): Promise<Extract<UploadOutcome, { readonly ok: true }>['value']> => {
  const settled = await outcome;
  if (!settled.ok) throw new Error(JSON.stringify(settled.failure));
  return settled.value;
};
