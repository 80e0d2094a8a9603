/** The files of a message that the user writes, as the source of an upload. */
import { type FileReference, failed, succeeded } from '../../model/index.ts';
import type { WrittenFile } from '../../store/index.ts';
import type { FileSource } from './files.ts';

export const referencesOf = (files: readonly WrittenFile[]): readonly FileReference[] =>
  files.map(({ id, name, mimeType, bytes }) => ({
    id,
    name,
    size: bytes.size,
    mimeType,
    webUrl: null,
    isImage: mimeType?.startsWith('image/') ?? false,
    width: null,
    height: null,
    inlineSource: null,
  }));

export const sourceOf = (files: readonly WrittenFile[]): FileSource => {
  const find = (id: FileReference['id']): WrittenFile | undefined => files.find((file) => file.id === id);
  return {
    factsOf: ({ id }) => {
      const file = find(id);
      return Promise.resolve(
        file
          ? succeeded({ size: file.bytes.size, name: file.name, mimeType: file.mimeType })
          : failed({ kind: 'not-found' }),
      );
    },
    download: ({ id }, from) => {
      const file = find(id);
      return Promise.resolve(
        file ? succeeded(file.bytes.slice(from).stream()) : failed({ kind: 'not-found' }),
      );
    },
  };
};
