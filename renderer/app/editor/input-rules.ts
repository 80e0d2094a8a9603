/** Turns typed Markdown into its format at once. One Backspace takes that back. */
import { InputRule, inputRules } from 'prosemirror-inputrules';
import { Fragment, type Attrs, type MarkType, type NodeType } from 'prosemirror-model';
import { TextSelection, type EditorState, type Plugin, type Transaction } from 'prosemirror-state';
import { canJoin, findWrapping } from 'prosemirror-transform';
import { webAddress } from '../../text/web-address.ts';
import { emojiOfName } from '../../text/mattermost-markdown/emoji.ts';
import { leafSign, withOwnParagraph } from './lines.ts';
import { editorSchema, type NodeAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

/** A rule for a sign at the start of a line. `mark` is the source of its regular expression, without the text before it. */
const atLineStart = (
  mark: string,
  apply: (transaction: Transaction, pos: number, match: RegExpMatchArray) => Transaction | null,
): InputRule =>
  new InputRule(new RegExp(`(?:^|${leafSign})${mark}$`, 'u'), (state, match, start, end) => {
    const follows = match[0].startsWith(leafSign);
    if (follows && state.doc.nodeAt(start)?.type !== nodes.break) return null;
    if (state.doc.resolve(start).parent.type !== nodes.paragraph) return null;
    const from = follows ? start + 1 : start;
    const transaction = state.tr.delete(from, end);
    return apply(transaction, withOwnParagraph(transaction, from), match);
  });

const wrapped = (
  transaction: Transaction,
  pos: number,
  type: NodeType,
  attributes: Attrs,
): Transaction | null => {
  const range = transaction.doc.resolve(pos).blockRange();
  const wrapping = range && findWrapping(range, type, attributes);
  if (!range || !wrapping) return null;
  transaction.wrap(range, wrapping);
  const before = transaction.doc.resolve(range.start).nodeBefore;
  const isSame = before?.type === type && before.attrs.ordered === attributes.ordered;
  if (isSame && canJoin(transaction.doc, range.start)) transaction.join(range.start);
  return transaction;
};

const listRule = (mark: string, attributes: (match: RegExpMatchArray) => NodeAttributes['list']): InputRule =>
  atLineStart(mark, (transaction, pos, match) => wrapped(transaction, pos, nodes.list, attributes(match)));

const blockTypeRule = (
  mark: string,
  type: NodeType,
  attributes: (match: RegExpMatchArray) => Attrs,
): InputRule =>
  atLineStart(mark, (transaction, pos, match) => {
    const line = transaction.doc.resolve(pos).parent;
    // Code has no place for a mention: it would be lost.
    if (type === nodes.code_block && line.children.some(({ isText }) => !isText)) return null;
    return transaction.setBlockType(pos, pos, type, attributes(match));
  });

/** The language after a fence, as the document names it. */
export const fence = /^```([\w+#.-]*)$/;

const blockRules: readonly InputRule[] = [
  listRule('[-*+] ', () => ({ ordered: false, start: 1 })),
  listRule('(\\d{1,9})[.)] ', (match) => ({ ordered: true, start: Number(match[1]) })),
  atLineStart('> ', (transaction, pos) => wrapped(transaction, pos, nodes.quote, {})),
  blockTypeRule('(#{1,6}) ', nodes.heading, (match) => ({ level: match[1]?.length ?? 1 })),
  blockTypeRule('```([\\w+#.-]*) ', nodes.code_block, (match) => ({
    language: (match[1] ?? '').toLowerCase(),
  })),
];

const outsideOfCode = { inCodeMark: false } as const;

/** Text between two signs, without a space inside beside a sign. */
const markRule = (sign: string, type: MarkType): InputRule => {
  const first = sign.replaceAll('*', '\\*');
  const not = sign.slice(0, 1);
  const inside = `[^${not}\\s](?:[^${not}]*[^${not}\\s])?`;
  return new InputRule(
    new RegExp(`(^|[^${not}\\p{L}\\p{N}\\\\])(${first})(${inside})${first}$`, 'u'),
    (state, match, start, end) => {
      const from = start + (match[1]?.length ?? 0);
      const length = match[3]?.length ?? 0;
      const inner = from + sign.length;
      return state.tr
        .delete(inner + length, end)
        .delete(from, inner)
        .addMark(from, from + length, type.create())
        .removeStoredMark(type);
    },
    outsideOfCode,
  );
};

const linkRule = new InputRule(
  /\[([^[\]]+)\]\((\S+)\)$/u,
  (state, match, start, end) => {
    const url = webAddress(match[2] ?? '');
    const length = match[1]?.length ?? 0;
    if (url === null) return null;
    const link = marks.link.create({ url });
    return state.tr
      .delete(start + 1 + length, end)
      .delete(start, start + 1)
      .addMark(start, start + length, link)
      .removeStoredMark(marks.link);
  },
  outsideOfCode,
);

const emojiRule = new InputRule(
  /(^|[^\p{L}\p{N}:]):([a-z0-9_+-]+):$/u,
  (state, match, start, end) => {
    const name = match[2] ?? '';
    const emoji = emojiOfName(name);
    if (emoji === null) return null;
    return withEmoji(state, start + (match[1]?.length ?? 0), end, { emoji, name });
  },
  outsideOfCode,
);

const withEmoji = (
  state: EditorState,
  from: number,
  to: number,
  attributes: NodeAttributes['emoji'],
): Transaction => {
  const node = nodes.emoji.create(attributes, null, state.doc.resolve(from).marks());
  const transaction = state.tr.replaceWith(from, to, Fragment.from(node));
  return transaction.setSelection(TextSelection.create(transaction.doc, from + 1));
};

/** All rules. */
export const markdownTyping = (): Plugin =>
  inputRules({
    rules: [
      ...blockRules,
      markRule('**', marks.strong),
      markRule('__', marks.strong),
      markRule('*', marks.emphasis),
      markRule('_', marks.emphasis),
      markRule('~~', marks.strike),
      markRule('`', marks.code),
      linkRule,
      emojiRule,
    ],
  });
