/**
 * What is written as Markdown, and back. Markdown cannot say all that a document can (underlined words, who is mentioned, a picture's file):
 * blocks of which the source was not changed stay as they were, and in the others mentions, emoji and pictures are found again by how they
 * stand in the source. Pure.
 */
import {
  changeInlines,
  inlinesOf,
  runsOf,
  tidyDocument,
  withoutLooks,
  type Block,
  type Document,
  type Leaf,
  type Run,
} from '../../text/document/index.ts';
import {
  readMattermostBody,
  writeMattermostBody,
  type MattermostMentioned,
} from '../../text/mattermost-markdown/index.ts';

/** The texts in a source with a further meaning (a mention, a picture), by their spelling in small letters. */
export type KnownLeaves = Map<string, Leaf>;

const between = '\n\n';
/** The address in the source of a picture that is a file of the message; no such host can exist. */
const pictureHost = 'https://picture.invalid/';

const mentionText = (text: string): string => (/^[@~]/.test(text) ? text : `@${text}`);

/** The spelling of a leaf in a source. */
export const sourceOfLeaf = (leaf: Leaf): string => {
  switch (leaf.kind) {
    case 'mention':
      return mentionText(leaf.text);
    case 'emoji':
      return `:${leaf.name}:`;
    case 'break':
      return '\n';
    case 'image':
      return '';
    case 'text':
    case 'code':
      return leaf.text;
  }
};

/** Stores the spelling of a leaf in a source, so that it is found again. */
export const know = (known: KnownLeaves, leaf: Leaf): void => {
  if (leaf.kind === 'image' && leaf.source.kind === 'file')
    known.set(pictureAddress(leaf.source.fileId), leaf);
  else if (leaf.kind === 'mention' || leaf.kind === 'emoji')
    known.set(sourceOfLeaf(leaf).toLowerCase(), leaf);
};

const pictureAddress = (fileId: string): string => `${pictureHost}${encodeURIComponent(fileId)}`;

const changeRuns = (document: Document, change: (runs: readonly Run[]) => readonly Run[]): Document =>
  changeInlines(document, (inlines) => inlinesOf(change(runsOf(inlines))));

/** All leaves of a document that a source cannot express completely. */
export const knownLeaves = (document: Document): KnownLeaves => {
  const known: KnownLeaves = new Map();
  changeRuns(document, (runs) => {
    for (const { leaf } of runs) know(known, leaf);
    return runs;
  });
  return known;
};

const mentioned = (text: string): MattermostMentioned | null => {
  const name = text.slice(1);
  if (!/^[\p{L}\p{N}._-]+$/u.test(name)) return null;
  return text.startsWith('~') ? { kind: 'channel', name } : { kind: 'user', username: name };
};

const sourceOfBlock = (block: Block): string => {
  const named = changeRuns({ blocks: [block] }, (runs) =>
    runs.map((run) =>
      run.leaf.kind === 'mention' ? { ...run, leaf: { ...run.leaf, text: mentionText(run.leaf.text) } } : run,
    ),
  );
  return writeMattermostBody(named, {
    mention: (_, text) => mentioned(text),
    picture: pictureAddress,
    isCustomEmoji: () => true,
  });
};

/** The source of a document: what people would type for it in Mattermost. */
export const sourceOfDocument = ({ blocks }: Document): string => blocks.map(sourceOfBlock).join(between);

/**
 * The document of a source. `before` is the document that the source was made of; what `known` holds is meant where it stands in the source.
 */
export const documentOfSource = (source: string, before: Document, known: KnownLeaves): Document => {
  const parts = before.blocks.map(sourceOfBlock);
  if (parts.join(between) === source) return before;
  let [first, from] = [0, 0];
  for (const part of parts) {
    if (!source.startsWith(part + between, from)) break;
    from += part.length + between.length;
    first += 1;
  }
  let [last, to] = [parts.length, source.length];
  for (const part of parts.slice(first).reverse()) {
    const start = to - part.length - between.length;
    if (start < from || source.slice(start, to) !== between + part) break;
    to = start;
    last -= 1;
  }
  const changed = readSource(source.slice(from, to), known);
  return { blocks: [...before.blocks.slice(0, first), ...changed.blocks, ...before.blocks.slice(last)] };
};

const readSource = (source: string, known: KnownLeaves): Document => {
  const read = readMattermostBody(source, { isCustomEmoji: (name) => known.has(`:${name}:`) });
  const names = [...known]
    .filter(([, { kind }]) => kind === 'mention')
    .sort(([a], [b]) => b.length - a.length);
  return tidyDocument(
    changeRuns(withoutLooks(read), (runs) =>
      // Neighbours without their looks become one text, which may contain a name that was split before.
      runsOf(inlinesOf(runs)).flatMap((run): readonly Run[] => {
        const { leaf } = run;
        if (leaf.kind === 'text') return withMentions(run, leaf.text, names);
        if (leaf.kind === 'emoji') return [{ ...run, leaf: known.get(sourceOfLeaf(leaf)) ?? leaf }];
        if (leaf.kind === 'image' && leaf.source.kind === 'web')
          return [{ ...run, leaf: known.get(leaf.source.url) ?? leaf }];
        return [run];
      }),
    ),
  );
};

const isOfName = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** The run as itself and the mentions in it. `names` in small letters, the longest first. */
const withMentions = (
  run: Run,
  text: string,
  names: readonly (readonly [string, Leaf])[],
): readonly Run[] => {
  const found: Run[] = [];
  const small = text.toLowerCase();
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ((text[at] !== '@' && text[at] !== '~') || isOfName(text[at - 1])) continue;
    const name = names.find(([one]) => small.startsWith(one, at) && !isOfName(text[at + one.length]));
    if (name === undefined) continue;
    if (at > done) found.push({ ...run, leaf: { kind: 'text', text: text.slice(done, at) } });
    found.push({ ...run, leaf: name[1] });
    done = at + name[0].length;
    at = done - 1;
  }
  return done === 0 ? [run] : [...found, { ...run, leaf: { kind: 'text', text: text.slice(done) } }];
};
