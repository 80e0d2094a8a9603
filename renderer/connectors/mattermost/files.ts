/** The files of a post: `file_ids` gives their order, `metadata.files` what is known of each. */
import type { FileReference } from '../../model/index.ts';
import type { MappingContext } from './context.ts';
import { isServiceId } from './ids.ts';
import { isPayload, listOf, numberOf, textOf, type Payload } from './reading.ts';

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
