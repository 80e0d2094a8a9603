/** Whether the text of the box is a slash command, and the text for the server then. Pure. */
import {
  markBits,
  plainOfDocument,
  runsOf,
  type Block,
  type Document,
  type Inline,
  type Run,
} from '../../../text/document/index.ts';

/**
 * The command that a text begins with, as it is sent; null where it is a message. `source` is the Markdown that was typed; null where it was
 * not typed as such. A command begins with a slash at the very start, and something follows the slash: Mattermost's own box does the same.
 * What begins with a quote, a heading, a list or a table begins with its sign, not with the slash in it.
 */
export const commandIn = (typed: Document, source: string | null): string | null => {
  if (source === null && typed.blocks[0]?.kind !== 'paragraph') return null;
  const text = (source ?? saidOf(typed)).trimEnd();
  return /^\/\S/.test(text) ? text : null;
};

/** The first word of a command, with its slash. */
export const triggerOf = (command: string): string => command.split(/\s/, 1)[0] ?? command;

/** Text without escapes, because commands are not read as Markdown: only marks, code and links are written in its way. */
const saidOf = ({ blocks }: Document): string => blocks.map(saidOfBlock).join('\n');

const saidOfBlock = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return saidOfInlines(block.children);
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
    default:
      return plainOfDocument({ blocks: [block] });
  }
};

const saidOfInlines = (inlines: readonly Inline[]): string => runsOf(inlines).map(saidOfRun).join('');

const saidOfRun = ({ leaf, marks, link }: Run): string => {
  const text = plainOfDocument({ blocks: [{ kind: 'paragraph', children: [leaf] }] });
  const code = leaf.kind === 'code' ? `\`${text}\`` : text;
  let marked = code;
  for (const [mark, sign] of signs) if ((marks & markBits[mark]) !== 0) marked = `${sign}${marked}${sign}`;
  return link === null || link.url === text ? marked : `[${marked}](${link.url})`;
};

const signs = [
  ['emphasis', '*'],
  ['strong', '**'],
  ['strike', '~~'],
] as const;
