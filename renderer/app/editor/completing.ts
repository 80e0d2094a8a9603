/** Finds the name that is typed at the cursor, and replaces it by the choice. */
import type { EditorState, Transaction } from 'prosemirror-state';
import type { Leaf } from '../../text/document/index.ts';
import { lineBefore, wordsBefore } from './lines.ts';
import { nodesOfInlines } from './to-node.ts';

/** `@` people, `~` channels, `:` emoji, `/` commands of the server. */
export type CompletionKind = 'people' | 'channels' | 'emoji' | 'commands';

/** The typed part of a name, and its place in the editor, with its sign. */
export interface Completing {
  readonly kind: CompletionKind;
  readonly query: string;
  readonly from: number;
  readonly to: number;
}

const kinds: Readonly<Record<string, CompletionKind>> = {
  '@': 'people',
  '~': 'channels',
  ':': 'emoji',
  '/': 'commands',
};

/** A sign without a letter before it, and the text from it to the cursor. For people, a second word is allowed, as in names. */
const begun = [
  /(?:^|[\s(\ufffc])(@)([^\s@~:\ufffc]*(?: [^\s@~:\ufffc]+)?)$/u,
  /(?:^|[\s(\ufffc])(~)([\p{L}\p{N}_.-]*)$/u,
  // At least two letters, because `:)` and `10:` begin no emoji.
  /(?:^|[\s(\ufffc])(:)([\p{L}\p{N}_+-]{2,})$/u,
];

/** A command must be at the very start. */
const command = /^(\/)([\p{L}\p{N}_.-]*)$/u;

/** The typed name at the cursor; null if there is none. */
export const completingAt = (state: EditorState): Completing | null => {
  const before = wordsBefore(state);
  return before === null ? null : completingAfter(before, state);
};

/** The same in the Markdown source, which is one text. */
export const completingInSource = (state: EditorState): Completing | null =>
  state.selection.empty ? completingAfter(lineBefore(state.selection.$from), state) : null;

const completingAfter = (before: string, { doc, selection }: EditorState): Completing | null => {
  const { pos, parent } = selection.$from;
  const isFirst = doc.firstChild === parent && before.length === pos - 1;
  const match =
    begun.map((one) => one.exec(before)).find((one) => one !== null) ??
    (isFirst ? command.exec(before) : null);
  if (match === null) return null;
  const [, sign = '', query = ''] = match;
  const kind = kinds[sign];
  return kind === undefined ? null : { kind, query, from: pos - sign.length - query.length, to: pos };
};

/** Replaces the typed name by `leaf`, and adds a space if none follows. */
export const withCompleted = (state: EditorState, { from, to }: Completing, leaf: Leaf): Transaction => {
  const [node] = nodesOfInlines([leaf]);
  if (node === undefined) return state.tr;
  const marks = state.doc.resolve(from).marks();
  const follows = state.doc.textBetween(to, Math.min(to + 1, state.doc.content.size));
  const nodes = [node.mark(marks), ...(/^\s/.test(follows) ? [] : [state.schema.text(' ', marks)])];
  return state.tr.replaceWith(from, to, nodes).scrollIntoView();
};
