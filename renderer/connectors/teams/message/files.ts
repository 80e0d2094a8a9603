/** Files and pictures of a message: attached references to OneDrive and SharePoint, and hosted pictures of the body. */
import type { FileReference, MessageId } from '../../../model/index.ts';
import { fileId } from '../ids.ts';
import { asText, asWebAddress, type JsonRecord } from '../graph/json.ts';
import { opensInTeamsOnly } from '../../../text/teams-html/read/teams-only-address.ts';
import { isHostedContent, type BodyPicture } from '../../../text/teams-html/index.ts';

/** Graph gives no media type with a reference, so only the name's ending tells the type. */
const typeByEnding: ReadonlyMap<string, string> = new Map([
  ['bmp', 'image/bmp'],
  ['csv', 'text/csv'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['json', 'application/json'],
  ['md', 'text/markdown'],
  ['mp4', 'video/mp4'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['svg', 'image/svg+xml'],
  ['txt', 'text/plain'],
  ['webp', 'image/webp'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['zip', 'application/zip'],
]);

const endingOf = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';

const nameInAddress = (address: string | null): string => {
  const last = address?.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    // Harmless: a name that is not encoded is used as it is.
    return last;
  }
};

/** An attached file. Its id is the attachment's id, which is the drive item's GUID (facts, graph §2). */
export const attachedFile = (message: MessageId, attachment: JsonRecord): FileReference => {
  const webUrl = asWebAddress(attachment.contentUrl);
  const name = asText(attachment.name) ?? (nameInAddress(webUrl) || 'file');
  const mimeType = typeByEnding.get(endingOf(name)) ?? null;
  return {
    id: fileId(message, 'file', asText(attachment.id) ?? name),
    name,
    size: null,
    mimeType,
    webUrl,
    isImage: mimeType?.startsWith('image/') ?? false,
    width: null,
    height: null,
    inlineSource: null,
  };
};

/** An id for an object of Teams' own store, made from its address (`…/v1/objects/0-weu-d1-x/views/imgo`). */
const lastParts = (source: string): string =>
  (source.split(/[?#]/)[0] ?? '').split('/').filter(Boolean).slice(-3).join('.').slice(0, 200);

/** Graph's id of a hosted content, from its address; '' if there is none. */
export const hostedId = (source: string): string =>
  /\/hostedContents\/([^/?#]+)\/\$value$/.exec(source)?.[1] ?? '';

/**
 * A name for a pasted picture: Teams keeps none, and the other service recognises a picture by its name's ending. Its real type is not
 * known either, but viewers look at the bytes.
 */
const pictureName = (alternative: string): string => {
  const said = alternative.replace(/\s+/g, ' ').trim().slice(0, 100).trimEnd();
  const name = said === '' ? 'image' : said;
  if ((typeByEnding.get(endingOf(name)) ?? '').startsWith('image/')) return name;
  return `${name}${gifLabel.test(name) ? '.gif' : '.png'}`;
};

/** Teams' own name for a GIF ends like this in any language (`Sad Cat GIF (GIF Image)`). */
const gifLabel = /\(GIF\b[^()]*\)$/i;

/**
 * The pictures of a body that only Graph or Teams serves, each once. Pictures that only Teams serves cannot be carried, but they are files,
 * so that people are told; a link to them would not work. Pictures of other servers (GIFs) stay remote links in the body.
 */
export const hostedPictures = (message: MessageId, pictures: readonly BodyPicture[]): FileReference[] => {
  const bySource = new Map<string, FileReference>();
  for (const { source, alternative, width, height } of pictures) {
    if (!(isHostedContent(source) || opensInTeamsOnly(source)) || bySource.has(source)) continue;
    bySource.set(source, {
      id: fileId(message, 'image', hostedId(source) || lastParts(source)),
      name: pictureName(alternative),
      size: null,
      mimeType: null,
      webUrl: null,
      isImage: true,
      width,
      height,
      inlineSource: source,
    });
  }
  return [...bySource.values()];
};
