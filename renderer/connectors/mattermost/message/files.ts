/** The files of a post: `file_ids` gives their order, `metadata.files` their names, types and sizes. */
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

/** The names under which a plug-in's post keeps its files: `fileId`, `file_ids` and the like. */
const fileKey = /^(?:file|attachment|recording|audio|video|image)_?ids?$/i;

/** Plug-ins whose files always have one type. Their posts give only the file's id. */
const filesOfTypes: Readonly<Record<string, { readonly name: string; readonly mime_type: string }>> = {
  // eslint-disable-next-line isthmus/sentences -- the name of a file to which its plug-in gives none
  custom_voice: { name: 'Voice message.mp3', mime_type: 'audio/mpeg' },
};

/**
 * The files that a plug-in's post (`custom_…`) names in its props. The server does not know that the post has them, so they are in neither
 * `file_ids` nor the metadata. Files in `known`, which come from there, are left out.
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

/** Takes only ids of the server's own length, because props may hold anything. */
const isFileId = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9]{26}$/.test(value);

const fileOf = (id: string, info: Payload, context: MappingContext): FileReference => {
  const mimeType = textOf(info.mime_type);
  return {
    id: context.ids.file(id),
    name: textOf(info.name),
    size: positive(info.size),
    mimeType: mimeType === '' ? null : mimeType,
    // No browser can open a file without the API's token.
    webUrl: null,
    // Mattermost makes no preview of SVG, and an SVG is a document that can carry script.
    isImage: /^image\/(?!svg)/i.test(mimeType),
    width: positive(info.width),
    height: positive(info.height),
    inlineSource: null,
  };
};

/** A size in bytes or pixels; null for 0, with which the server says that it is not known. */
const positive = (value: unknown): number | null => {
  const number = numberOf(value);
  return number !== null && number > 0 ? number : null;
};
