/** What the screen shows of a message, as plain text. Needs a document (see `dom.ts`): the page sanitises what it shows. */
import { richBody } from '../../../renderer/app/rich/body.ts';
import type { PlainTag, RichNode } from '../../../renderer/app/rich/nodes.ts';
import type { People } from '../../../renderer/app/words/names.ts';
import { systemSentence } from '../../../renderer/app/words/system-sentences.ts';
import { type Attachment, type Message } from '../../../renderer/model/index.ts';
import { otherWords, recordingWords, unreadableCardWords } from '../../../renderer/text/document/index.ts';

/** What a person reads of a message, line by line: subject, quotes, text, and what hangs on it. Files and reactions are told apart. `site`: the Mattermost server's address. */
export const shownText = (message: Message, people: People, site: string | null): string => {
  if (message.system !== null) return systemSentence(message.system, people, message.authorName);
  const { attachments, subject } = message;
  return linesOf([
    subject ?? '',
    ...attachments.filter(({ kind }) => kind === 'quote').map(attachmentText),
    nodesText(richBody(message, null, Infinity, site).nodes),
    ...attachments.filter(({ kind }) => kind !== 'quote').map(attachmentText),
  ]);
};

const linesOf = (parts: readonly string[]): string =>
  parts
    .map((part) =>
      part
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('\n'),
    )
    .filter((part) => part !== '')
    .join('\n');

const attachmentText = (attachment: Attachment): string => {
  switch (attachment.kind) {
    case 'quote':
      return linesOf([attachment.authorName ?? '', attachment.plain]);
    case 'code':
      return attachment.code;
    case 'card':
      return linesOf([
        attachment.title,
        attachment.text,
        ...attachment.links.map(({ title, url }) => (title === '' ? url : title)),
      ]);
    case 'unreadable-card':
      return linesOf([unreadableCardWords, attachment.text]);
    case 'recording':
      return recordingWords(attachment);
    case 'other':
      return otherWords(attachment);
  }
};

/** Elements that stand within a line. */
const within: ReadonlySet<PlainTag> = new Set(['span', 'strong', 'em', 's', 'u', 'sub', 'sup', 'code']);

const nodesText = (nodes: readonly RichNode[]): string => nodes.map(nodeText).join('');

const nodeText = (node: RichNode): string => {
  switch (node.kind) {
    case 'text':
    case 'mention':
    case 'emoji':
      return node.text;
    case 'code-block':
      return `\n${node.text}\n`;
    case 'picture':
      return '';
    case 'remote-picture':
      return node.label;
    case 'link':
      return nodesText(node.children);
    case 'ordered-list':
      return orderedText(node.start, node.children);
    case 'element':
      return elementText(node.tag, nodesText(node.children));
  }
};

/** Items are numbered, not what stands between them. */
const orderedText = (start: number, children: readonly RichNode[]): string =>
  children
    .filter((child) => child.kind === 'element' && child.tag === 'li')
    .map((item, at) => `\n${start + at}. ${nodeText(item).trim()}`)
    .join('') + '\n';

const elementText = (tag: PlainTag, inside: string): string => {
  if (within.has(tag)) return inside;
  // Cells of a row stand side by side.
  return tag === 'td' || tag === 'th' ? `${inside.trim().replaceAll('\n', ' ')} ` : `\n${inside}\n`;
};
