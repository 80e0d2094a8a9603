/** The files of a post: `file_ids` gives their order, `metadata.files` what is known of each. */
import type { FileReference } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, listOf, numberOf, textOf, type Payload } from '../rest/reading.ts';

const none: readonly FileReference[] = Object.freeze([]);

export const filesOf = (
  fileIds: unknown,
  infos: unknown,
  context: MappingContext,
): readonly FileReference[] => {
  const known = new Map<string, Payload>();
  for (const info of listOf(infos)) if (isPayload(info) && isServiceId(info.id)) known.set(info.id, info);
  const order = new Set<string>();
  for (const id of listOf(fileIds)) if (isServiceId(id)) order.add(id);
  for (const id of known.keys()) order.add(id);
  if (order.size === 0) return none;
  return [...order].map((id) => fileOf(id, known.get(id) ?? {}, context));
};

/** What a plug-in's post calls its files: `fileId`, `file_ids` and the like. */
const fileKey = /^(?:file|attachment|recording|audio|video|image)_?ids?$/i;

/** Posts of plug-ins whose files are known by their type: what a plug-in says of a file is its id. */
const filesOfTypes: Readonly<Record<string, { readonly name: string; readonly mime_type: string }>> = {
  // eslint-disable-next-line isthmus/sentences -- the name of a file, for a plug-in that gives it none
  custom_voice: { name: 'Voice message.mp3', mime_type: 'audio/mpeg' },
};

/**
 * The files that a plug-in's post (`custom_…`) names in its props: the server knows nothing of them, so that they are in neither
 * `file_ids` nor the metadata. Those that are `known` from there are left out.
 */
export const filesInProps = (
  type: string,
  props: Payload,
  known: readonly FileReference[],
  context: MappingContext,
): readonly FileReference[] => {
  if (!type.startsWith('custom_')) return none;
  const infos = new Map<string, Payload>();
  for (const [key, value] of Object.entries(props))
    if (fileKey.test(key))
      for (const id of Array.isArray(value) ? (value as readonly unknown[]) : [value])
        if (isFileId(id)) infos.set(id, {});
  for (const info of listOf(props.files))
    if (isPayload(info) && isFileId(info.id)) infos.set(info.id, info);
    else if (isFileId(info)) infos.set(info, {});
  const knownIds = new Set(known.map(({ id }) => id));
  return [...infos]
    .map(([id, info]) => fileOf(id, { name: 'File', ...filesOfTypes[type], ...info }, context))
    .filter(({ id }) => !knownIds.has(id));
};

/** Ids of the server's own length: props may hold anything. */
const isFileId = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9]{26}$/.test(value);

const fileOf = (id: string, info: Payload, context: MappingContext): FileReference => {
  const mimeType = textOf(info.mime_type);
  return {
    id: context.ids.file(id),
    name: textOf(info.name),
    size: positive(info.size),
    mimeType: mimeType === '' ? null : mimeType,
    // Files have no address a browser can open without the API's token.
    webUrl: null,
    // Mattermost makes no preview of SVG, and an SVG is a document that can carry script.
    isImage: /^image\/(?!svg)/i.test(mimeType),
    width: positive(info.width),
    height: positive(info.height),
    inlineSource: null,
  };
};

/** A size in bytes or pixels; 0 stands for not known. */
const positive = (value: unknown): number | null => {
  const number = numberOf(value);
  return number !== null && number > 0 ? number : null;
};
