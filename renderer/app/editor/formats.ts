/** The formats of the toolbar and of keys: blocks around the selection, and links. For marks see `toggleMark`. */
import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { Node, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import { editorSchema, type NodeAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

/** The formats that a key or button can switch for the selection. */
export const formats = [
  'strong',
  'emphasis',
  'strike',
  'code',
  'bullets',
  'numbers',
  'quote',
  'code-block',
] as const;
export type Format = (typeof formats)[number];

/** The formats of the selection, for the buttons that show them. */
export type FormatHere = Format | 'link';

/** The innermost node of this type around the selection, with its position; null if there is none. */
const nodeAround = ({ selection }: EditorState, type: NodeType) => {
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  return null;
};

/** Puts a list around the lines. A list of the other kind changes its kind, a list of the same kind is removed. */
export const toggleList =
  (ordered: boolean): Command =>
  (state, dispatch) => {
    const list = nodeAround(state, nodes.list);
    if (list === null) return wrapInList(nodes.list, { ordered, start: 1 })(state, dispatch);
    if ((list.node.attrs as NodeAttributes['list']).ordered === ordered)
      return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(list.pos, null, { ordered, start: 1 }));
    return true;
  };

/** Puts the selected blocks into a quote, or takes them out of theirs. A ProseMirror command: false if that is not possible. */
export const toggleQuote: Command = (state, dispatch) =>
  nodeAround(state, nodes.quote) === null ? wrapIn(nodes.quote)(state, dispatch) : lift(state, dispatch);

/** The lines as code, or code as a line. Lines with mentions or emoji, which code has no place for, stay. */
export const toggleCodeBlock: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type === nodes.code_block) return setBlockType(nodes.paragraph)(state, dispatch);
  const others: Node[] = [];
  state.doc.nodesBetween($from.start(), $to.end(), (node) => {
    if (node.isInline && !node.isText && node.type !== nodes.break) others.push(node);
  });
  return others.length === 0 && setBlockType(nodes.code_block)(state, dispatch);
};

/** The command that switches a format. */
export const switchFormat = (format: Format): Command => {
  switch (format) {
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'code':
      return toggleMark(marks[format]);
    case 'bullets':
      return toggleList(false);
    case 'numbers':
      return toggleList(true);
    case 'quote':
      return toggleQuote;
    case 'code-block':
      return toggleCodeBlock;
  }
};

/** Which formats the selection has. */
export const formatsOf = (state: EditorState): ReadonlySet<FormatHere> => {
  const { $from, from, to, empty } = state.selection;
  const list = nodeAround(state, nodes.list);
  const ordered = list && (list.node.attrs as NodeAttributes['list']).ordered;
  const has = (format: 'strong' | 'emphasis' | 'strike' | 'code' | 'link'): boolean =>
    empty
      ? marks[format].isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, marks[format]);
  const is: Readonly<Record<FormatHere, boolean>> = {
    strong: has('strong'),
    emphasis: has('emphasis'),
    strike: has('strike'),
    code: has('code'),
    bullets: ordered === false,
    numbers: ordered === true,
    quote: nodeAround(state, nodes.quote) !== null,
    'code-block': $from.parent.type === nodes.code_block,
    link: has('link'),
  };
  return new Set([...formats, 'link' as const].filter((format) => is[format]));
};

/** The language of the code at the cursor; null if there is no code. */
export const languageHere = ({ selection }: EditorState): string | null => {
  const { parent } = selection.$from;
  return parent.type === nodes.code_block ? (parent.attrs as NodeAttributes['code_block']).language : null;
};

/** Gives the code at the cursor another language: highlight.js' name, '' for none. */
export const setLanguage =
  (language: string): Command =>
  (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.parent.type !== nodes.code_block) return false;
    dispatch?.(
      state.tr.setNodeMarkup($from.before(), null, { language } satisfies NodeAttributes['code_block']),
    );
    return true;
  };
