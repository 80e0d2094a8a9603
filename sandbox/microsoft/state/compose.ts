/** Builds a message from its text and its parts, for the plan's history and for acts. */
import type { Attachment, Conversation, HostedContent, Message } from './model.ts';
import type { PlannedFile, PlannedHanging } from '../../organisation/plan.ts';
import type { User } from './directory.ts';
import {
  cardAttachment,
  codeAttachment,
  fileAttachment,
  hangingAttachment,
  hostedContentOf,
  imageTag,
  mark,
  quoteAttachment,
  storeFile,
  userMention,
} from './parts.ts';
import { textAsHtml } from './sanitise.ts';
import type { TenantState } from './tenant.ts';
import type { Draft } from './writing.ts';

export interface Composition {
  readonly contentType: 'text' | 'html';
  readonly content: string;
  readonly mentions?: readonly User[];
  readonly files?: readonly PlannedFile[];
  readonly images?: readonly PlannedFile[];
  readonly quotes?: Message | null;
  readonly codeSnippet?: { readonly language: string; readonly code: string } | null;
  readonly card?: unknown;
  readonly hanging?: readonly PlannedHanging[];
}

/** Whether its picture belongs to a message that it forwards: stored with this message, shown in that one. */
const forwardsPicture = ({ hanging = [] }: Composition): boolean =>
  JSON.stringify(hanging.map(({ content }) => content)).includes('{picture}');

/** A picture in a paragraph, or, from other clients, in div elements. */
const pictureBlock = (hex: string, tag: string): string =>
  Number.parseInt(hex.charAt(0), 16) % 2 === 0
    ? `<p>${tag}</p>`
    : `<div><div>\n<div>${tag}</div></div></div>`;

/**
 * A draft with the marks (`<at>`, `<attachment>`, `<img>`) its parts need in the body; such a body is HTML.
 * @param hex 32 hexadecimal digits from which the parts' ids are made
 * @param at when its files are stored, ms
 */
export const compose = (
  state: TenantState,
  author: User,
  conversation: Conversation,
  written: Composition,
  hex: string,
  at: number,
): Draft => {
  const attachments: Attachment[] = [];
  const hostedContents: HostedContent[] = [];
  let head = '';
  let tail = '';
  if (written.quotes) {
    const quote = quoteAttachment(written.quotes);
    attachments.push(quote);
    head += mark(quote);
  }
  const mentions = (written.mentions ?? []).map((user, index) => userMention(index, user));
  for (const one of mentions) {
    if (!written.content.includes(`<at id="${one.id}"`)) {
      head += `<at id="${one.id}">${textAsHtml(one.mentionText)}</at>&nbsp;`;
    }
  }
  for (const file of written.files ?? []) {
    const one = fileAttachment(storeFile(state, author, conversation, file, at));
    attachments.push(one);
    tail += mark(one);
  }
  (written.images ?? []).forEach((image, index) => {
    const hosted = hostedContentOf(
      `${hex.slice(0, 28)}${index.toString(16).padStart(4, '0')}`,
      image.mimeType,
      image.bytes,
    );
    hostedContents.push(hosted);
    if (!forwardsPicture(written)) tail += pictureBlock(hex, imageTag(hosted, image.name));
  });
  if (written.codeSnippet) {
    const code = codeAttachment(hex, written.codeSnippet);
    attachments.push(code.attachment);
    hostedContents.push(code.hosted);
    tail += mark(code.attachment);
  }
  if (written.card !== null && written.card !== undefined) {
    const card = cardAttachment(hex, written.card);
    attachments.push(card);
    tail += mark(card);
  }
  for (const [index, one] of (written.hanging ?? []).entries()) {
    const hung = hangingAttachment(`${index}${hex.slice(1)}`, one, hostedContents[0] ?? null);
    attachments.push(hung);
    tail += mark(hung);
  }
  const plain = head === '' && tail === '' && written.contentType === 'text';
  const body = written.contentType === 'text' && !plain ? textAsHtml(written.content) : written.content;
  return {
    contentType: plain ? 'text' : 'html',
    content: `${head}${body}${tail}`,
    mentions,
    attachments,
    hostedContents,
  };
};
