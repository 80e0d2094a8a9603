import type { FileReference } from '../../model/index.ts';

export type FileKind =
  'picture' | 'pdf' | 'text' | 'table' | 'slides' | 'video' | 'sound' | 'archive' | 'other';

const byEnding: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  txt: 'text',
  md: 'text',
  log: 'text',
  doc: 'text',
  docx: 'text',
  odt: 'text',
  rtf: 'text',
  xls: 'table',
  xlsx: 'table',
  ods: 'table',
  csv: 'table',
  tsv: 'table',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
  key: 'slides',
  mp4: 'video',
  mov: 'video',
  webm: 'video',
  mkv: 'video',
  mp3: 'sound',
  wav: 'sound',
  ogg: 'sound',
  m4a: 'sound',
  flac: 'sound',
  zip: 'archive',
  gz: 'archive',
  tgz: 'archive',
  '7z': 'archive',
  tar: 'archive',
  rar: 'archive',
};

/** What kind of file it is, for its icon: by its ending, then by its MIME type (services often say only application/octet-stream). */
export const fileKind = ({
  name,
  mimeType,
  isImage,
}: Pick<FileReference, 'name' | 'mimeType' | 'isImage'>): FileKind => {
  if (isImage) return 'picture';
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
  const known = Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
  if (known) return known;
  const family = mimeType?.split('/')[0];
  return family === 'image'
    ? 'picture'
    : family === 'video'
      ? 'video'
      : family === 'audio'
        ? 'sound'
        : family === 'text'
          ? 'text'
          : 'other';
};
