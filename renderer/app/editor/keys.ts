/**
 * The keys of the editor. Enter sends, except in a list or in code, where it begins a new item or line. Shift+Enter breaks the line. With
 * Ctrl or Cmd, Enter always sends. Keys of a composing input method never come here.
 */
import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { Selection, TextSelection, type Command, type EditorState, type Plugin } from 'prosemirror-state';
import { liftTarget } from 'prosemirror-transform';
import { toggleCodeBlock, toggleList, toggleQuote } from './formats.ts';
import { fence } from './input-rules.ts';
import { textBefore, withOwnParagraph } from './lines.ts';
import { editorSchema, type NodeAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

const around = ({ selection }: EditorState, type: NodeType): Node | null => {
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type === type) return $from.node(depth);
  return null;
};

/** A fence that is typed with its language, and nothing after it, becomes the code block it begins. */
const openFence: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const match = fence.exec(textBefore(state) ?? '');
  if (match === null || $from.parent.type !== nodes.paragraph) return false;
  const transaction = state.tr.delete($from.pos - match[0].length, $from.pos);
  const pos = withOwnParagraph(transaction, $from.pos - match[0].length);
  if (transaction.doc.resolve(pos).parent.children.some(({ isText }) => !isText)) return false;
  transaction.setBlockType(pos, pos, nodes.code_block, { language: (match[1] ?? '').toLowerCase() });
  dispatch?.(transaction.scrollIntoView());
  return true;
};

/** In code: a new line; after two empty lines at its end, a line below the code. */
const enterInCode: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  if ($from.parent.type.spec.code !== true || !$from.sameParent($to)) return false;
  const atEnd = empty && $from.parentOffset === $from.parent.content.size;
  if (atEnd && $from.parent.textContent.endsWith('\n\n')) {
    const cut = state.tr.delete($from.pos - 2, $from.pos);
    return exitCode(state.apply(cut), (leave) => {
      for (const step of leave.steps) cut.step(step);
      dispatch?.(cut.setSelection(Selection.near(cut.doc.resolve(leave.selection.from))).scrollIntoView());
    });
  }
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

/** In a list: the next item; in an empty one, out of the list. */
const enterInList: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const item = $from.depth >= 2 ? $from.node(-1) : null;
  if (!empty || item?.type !== nodes.list_item) return false;
  if (item.content.size === 2) return liftListItem(nodes.list_item)(state, dispatch);
  return splitListItem(nodes.list_item, { checked: item.attrs.checked === null ? null : false })(
    state,
    dispatch,
  );
};

/** Makes the item a sub-item of the item before it, in a list of the same kind. */
const sinkItem: Command = (state, dispatch) => {
  const list = around(state, nodes.list);
  if (list === null) return false;
  return sinkListItem(nodes.list_item)(state, (transaction) => {
    const { $from } = transaction.selection;
    const inner = $from.node(-2);
    // A list that was there already keeps its kind.
    if (inner.type === nodes.list && inner.childCount === 1)
      transaction.setNodeMarkup($from.before(-2), null, {
        ordered: (list.attrs as NodeAttributes['list']).ordered,
        start: 1,
      });
    dispatch?.(transaction);
  });
};

/** An empty line at the end of a quote leaves it. */
const leaveQuote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || around(state, nodes.quote) === null || $from.parent.type !== nodes.paragraph) return false;
  const isAfterBreak =
    $from.nodeBefore?.type === nodes.break && $from.parentOffset === $from.parent.content.size;
  if (!isAfterBreak && $from.parent.content.size > 0) return false;
  const transaction = state.tr;
  let { pos } = $from;
  if (isAfterBreak) {
    transaction.delete(pos - 1, pos).split(pos - 1);
    pos += 1;
  }
  const range = transaction.doc.resolve(pos).blockRange();
  const target = range && liftTarget(range);
  if (!range || target === null) return false;
  dispatch?.(transaction.lift(range, target).scrollIntoView());
  return true;
};

const breakLine: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent) return false;
  if ($from.parent.type === nodes.heading && state.selection.empty) {
    const transaction = state.tr.split($from.pos, 1, [{ type: nodes.paragraph }]);
    dispatch?.(transaction.scrollIntoView());
    return true;
  }
  dispatch?.(state.tr.replaceSelectionWith(nodes.break.create()).scrollIntoView());
  return true;
};

/** The key down leaves code at the end of the message. */
const belowCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const isLast = $from.after(1) === state.doc.content.size;
  if (!empty || !isLast || $from.parent.type.spec.code !== true) return false;
  if ($from.parent.textContent.slice($from.parentOffset).includes('\n')) return false;
  return exitCode(state, dispatch);
};

/** The next cell of a table (1), or the one before (-1). */
const moveCell =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const table = around(state, nodes.table);
    if (table === null) return false;
    const { $from } = state.selection;
    const edge = by > 0 ? $from.after($from.depth) : $from.before($from.depth);
    const found = Selection.findFrom(state.doc.resolve(edge), by, true);
    if (found === null || !(found instanceof TextSelection)) return false;
    if (dispatch) dispatch(state.tr.setSelection(found).scrollIntoView());
    return true;
  };

/** The command of Enter; it calls `send` if Enter has no other meaning there. */
export const enter = (send: Command): Command => chainCommands(openFence, enterInCode, enterInList, send);

/** What Shift+Enter does. */
export const shiftEnter: Command = chainCommands(openFence, enterInCode, leaveQuote, breakLine);

/** The requests of keys to the box around the editor. */
export interface EditorCommands {
  /** Sends the content of the editor. */
  readonly send: Command;
  /** Opens the user's last message if the box is empty. */
  readonly editLast: Command;
  /** Asks for the address of a link. */
  readonly link: Command;
}

/** All keys. */
export const editorKeys = ({ send, editLast, link }: EditorCommands): Plugin[] => [
  keymap({
    Enter: enter(send),
    'Mod-Enter': send,
    'Shift-Enter': shiftEnter,
    Backspace: undoInputRule,
    ArrowDown: belowCode,
    ArrowUp: editLast,
    Tab: chainCommands(sinkItem, moveCell(1)),
    'Shift-Tab': chainCommands(liftListItem(nodes.list_item), moveCell(-1)),
    'Mod-b': toggleMark(marks.strong),
    'Mod-i': toggleMark(marks.emphasis),
    'Mod-Shift-x': toggleMark(marks.strike),
    'Mod-Shift-c': toggleMark(marks.code),
    'Mod-Shift-7': toggleList(true),
    'Mod-Shift-8': toggleList(false),
    'Mod-Shift-9': toggleQuote,
    'Mod-Alt-Shift-c': toggleCodeBlock,
    'Mod-Alt-k': link,
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
  }),
  keymap(baseKeymap),
];
