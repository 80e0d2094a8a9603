/** Finds the type of pictures, sounds and videos by their first bytes: Graph gives neither a name nor a type for hosted contents. */

export interface FileType {
  readonly mimeType: string;
  /** The usual one first. */
  readonly endings: readonly [string, ...string[]];
}

interface Signature extends FileType {
  /** Pairs of an offset and the text that is there. */
  readonly at: readonly (readonly [number, string])[];
}

/** WHATWG MIME Sniffing, §6 (image, audio or video type patterns), as Latin-1. */
const signatures: readonly Signature[] = [
  { mimeType: 'image/gif', endings: ['gif'], at: [[0, 'GIF8']] },
  { mimeType: 'image/png', endings: ['png', 'apng'], at: [[0, '\u0089PNG\r\n\u001a\n']] },
  { mimeType: 'image/jpeg', endings: ['jpg', 'jpeg'], at: [[0, '\u00ff\u00d8\u00ff']] },
  {
    mimeType: 'image/webp',
    endings: ['webp'],
    at: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  { mimeType: 'image/bmp', endings: ['bmp'], at: [[0, 'BM']] },
  { mimeType: 'audio/mp4', endings: ['m4a'], at: [[4, 'ftypM4A']] },
  { mimeType: 'video/quicktime', endings: ['mov'], at: [[4, 'ftypqt']] },
  { mimeType: 'video/mp4', endings: ['mp4', 'm4v'], at: [[4, 'ftyp']] },
  { mimeType: 'video/webm', endings: ['webm', 'mkv'], at: [[0, '\u001aE\u00df\u00a3']] },
  { mimeType: 'audio/ogg', endings: ['ogg', 'oga'], at: [[0, 'OggS']] },
  { mimeType: 'audio/mpeg', endings: ['mp3'], at: [[0, 'ID3']] },
  {
    mimeType: 'audio/wav',
    endings: ['wav'],
    at: [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
  },
];

/** The type of a file with these first bytes (16 are enough); null if it is none of these types. */
export const typeOfBytes = (bytes: Uint8Array): FileType | null => {
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  return signatures.find(({ at }) => at.every(([from, said]) => text.startsWith(said, from))) ?? null;
};

/** Whether a name's ending belongs to one of these types. It is then wrong if the bytes have another type. */
export const isMediaEnding = (ending: string): boolean =>
  signatures.some(({ endings }) => endings.includes(ending));
