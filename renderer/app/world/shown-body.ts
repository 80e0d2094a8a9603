/**
 * The bodies as the page shows them. Each is read once per message and version, however often its row is drawn, and in parts, so that no
 * body blocks the page. A body within the limits of both services is one part. Bodies are read when their rows come from the database;
 * drawing only looks them up.
 */
import { readBody } from '../../text/read-body.ts';
import { countEmoji, isOnlyEmoji } from '../../text/emoji-count.ts';
import { plainOfDocument, type Block, type Document } from '../../text/document/index.ts';
import { readForwarded } from '../../text/teams-html/index.ts';
import { type AccountId, isCustomEmojiName, type Message, type MessageId } from '../../model/index.ts';

/** The length of a part, in characters of its source. Teams allows 28 KB a message, Mattermost 16,383 characters. */
export const partLength = 32_000;
/** How far before its end a part may be cut, in characters, so that it ends between paragraphs, lines or words. */
const cutWithin = 4_000;

/** A body as it is shown. */
export interface ShownBody {
  readonly document: Document;
  /** Forwarded messages, by their HTML. */
  readonly forwarded: ReadonlyMap<string, Document>;
  /** The number of characters of the source that were left out, for "show more". */
  readonly left: number;
  /** Whether it is only one to three emoji, which are shown large. */
  readonly jumbo: boolean;
}

type Shown = Pick<Message, 'id' | 'accountId' | 'version' | 'body' | 'mentions' | 'files' | 'attachments'>;

/** The clock and timers for reading ahead, ms. `after` returns the function that cancels it. */
export interface SliceTime {
  readonly now: () => number;
  readonly after: (ms: number, work: () => void) => () => void;
}

/** How long bodies are read without a pause, ms. Then the page can draw and answer. */
const sliceLength = 8;

/** The end of the part that begins at `from`: before a paragraph or line, if one begins near the end. */
export const endOfPart = (source: string, from: number): number => {
  const end = from + partLength;
  if (end >= source.length) return source.length;
  const tail = source.slice(end - cutWithin, end);
  const at = Math.max(tail.lastIndexOf('\n'), tail.lastIndexOf('<p'), tail.lastIndexOf('<div'));
  const cut = at > 0 ? at : Math.max(tail.lastIndexOf(' '), tail.lastIndexOf('<'));
  return end - cutWithin + (cut > 0 ? cut : cutWithin);
};

/** Bodies that were read, for as many messages as a person scrolls through. The one that was used longest ago is dropped first. */
export class ShownBodies {
  readonly #kept = new Map<MessageId, Kept>();
  readonly #time: SliceTime;
  readonly #most: number;
  #readings = 0;

  constructor(time: SliceTime, most = 2_000) {
    this.#time = time;
    this.#most = most;
  }

  /** The number of parts that were read so far. */
  get readings(): number {
    return this.#readings;
  }

  /**
   * Reads the first parts of bodies before their rows are drawn, in slices that leave the page time, and then calls `done`; at once if all
   * were read before. The returned function cancels it.
   */
  readAhead(
    messages: readonly Shown[],
    siteOf: (account: AccountId) => string | null,
    done: () => void,
  ): () => void {
    let at = messages.length - 1;
    let giveUp = (): void => undefined;
    const go = (): void => {
      const end = this.#time.now() + sliceLength;
      for (; at >= 0; at -= 1) {
        const message = messages[at];
        if (message) this.of(message, 1, siteOf(message.accountId));
        if (at > 0 && this.#time.now() >= end) {
          at -= 1;
          giveUp = this.#time.after(0, go);
          return;
        }
      }
      done();
    };
    go();
    return () => giveUp();
  }

  /** Reads the first `parts` parts of a body. `site`: the Mattermost server's address; null if it is not known, and in Teams. */
  of(message: Shown, parts: number, site: string | null): ShownBody {
    const kept = this.#keptOf(message, site);
    const known = kept.shown.get(parts);
    if (known) return known;
    const before = kept.documents.length;
    const shown = { ...shownOf(message, parts, site, kept.documents), forwarded: kept.forwarded };
    this.#readings += kept.documents.length - before;
    kept.shown.set(parts, shown);
    return shown;
  }

  #keptOf(message: Shown, site: string | null): Kept {
    const known = this.#kept.get(message.id);
    this.#kept.delete(message.id);
    const kept =
      known?.site === site && saysTheSame(known.message, message)
        ? known
        : {
            message,
            site,
            documents: [],
            forwarded: forwardedOf(message),
            shown: new Map<number, ShownBody>(),
          };
    this.#kept.set(message.id, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}

/** Whether two rows of a message have the same body. Its mentions and files may become known without a new version. */
const saysTheSame = (one: Shown, other: Shown): boolean =>
  one === other ||
  (one.version === other.version &&
    one.body.format === other.body.format &&
    one.body.content === other.body.content &&
    sameItems(one.attachments, other.attachments) &&
    sameItems(one.mentions, other.mentions) &&
    sameItems(one.files, other.files));

const sameItems = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && (some.length === 0 || JSON.stringify(some) === JSON.stringify(others));

const forwardedOf = ({ attachments, files }: Shown): ReadonlyMap<string, Document> =>
  new Map(
    attachments.flatMap((attachment) =>
      attachment.kind === 'quote' && attachment.html !== undefined
        ? [[attachment.html, readForwarded(attachment.html, files)]]
        : [],
    ),
  );

/** Joins the documents of parts. Parts that are not read yet are read and added. */
const shownOf = (
  message: Shown,
  parts: number,
  site: string | null,
  documents: Document[],
): Omit<ShownBody, 'forwarded'> => {
  const { body, mentions, files } = message;
  const blocks: Block[] = [];
  let from = 0;
  for (let part = 0; part < parts && from < body.content.length; part += 1) {
    const to = endOfPart(body.content, from);
    const content = body.content.slice(from, to);
    const document = (documents[part] ??= readBody(
      { body: { ...body, content }, mentions, files },
      site,
      isCustomEmojiName,
    ));
    for (const block of document.blocks) blocks.push(block);
    from = to;
  }
  const document = { blocks };
  const left = body.content.length - from;
  const plain = left === 0 && body.content.length < 2_000 ? plainOfDocument(document) : '';
  const jumbo =
    blocks.every(({ kind }) => kind === 'paragraph') && isOnlyEmoji(plain) && countEmoji(plain) <= 3;
  return { document, left, jumbo };
};

interface Kept {
  readonly message: Shown;
  readonly site: string | null;
  readonly documents: Document[];
  readonly forwarded: ShownBody['forwarded'];
  readonly shown: Map<number, ShownBody>;
}
