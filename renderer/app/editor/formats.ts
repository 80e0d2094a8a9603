/** What the toolbar and keys do to the text: blocks around the selection, and links. Marks are `toggleMark`. */
import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { Node, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import { webAddress } from '../../text/web-address.ts';
import { editorSchema, type NodeAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

/** What can be switched on the selection, by key or button. */
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

/** The innermost node of this type around the selection, with its position; null where there is none. */
const nodeAround = ({ selection }: EditorState, type: NodeType) => {
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  return null;
};

/** A list around the lines; the other kind of list changes its kind, the same kind goes. */
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
export const formatsOf = (state: EditorState): ReadonlySet<Format> => {
  const { $from, from, to, empty } = state.selection;
  const list = nodeAround(state, nodes.list);
  const ordered = list && (list.node.attrs as NodeAttributes['list']).ordered;
  const has = (format: 'strong' | 'emphasis' | 'strike' | 'code'): boolean =>
    empty
      ? marks[format].isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, marks[format]);
  const is: Readonly<Record<Format, boolean>> = {
    strong: has('strong'),
    emphasis: has('emphasis'),
    strike: has('strike'),
    code: has('code'),
    bullets: ordered === false,
    numbers: ordered === true,
    quote: nodeAround(state, nodes.quote) !== null,
    'code-block': $from.parent.type === nodes.code_block,
  };
  return new Set(formats.filter((format) => is[format]));
};

/** What is selected as a link to `address`; the address itself where nothing is. False where no browser opens the address. */
export const setLink =
  (address: string): Command =>
  (state, dispatch) => {
    const url = webAddress(/^[a-z][a-z+.-]*:/i.test(address) ? address : `https://${address}`);
    const { from, to, empty, $from } = state.selection;
    if (url === null || !$from.parent.inlineContent || $from.parent.type === nodes.code_block) return false;
    const link = marks.link.create({ url });
    if (!dispatch) return true;
    dispatch(
      empty
        ? state.tr.replaceSelectionWith(editorSchema.text(address, [link]), false)
        : state.tr.addMark(from, to, link),
    );
    return true;
  };

/** Takes the links off what is selected, or off the link that the cursor is in. */
export const removeLink: Command = (state, dispatch) => {
  const { $from, from, to, empty } = state.selection;
  if (!empty) {
    dispatch?.(state.tr.removeMark(from, to, marks.link));
    return true;
  }
  const mark = marks.link.isInSet($from.marks());
  if (mark === undefined) return false;
  let [start, end] = [$from.pos, $from.pos];
  $from.parent.forEach((child, offset) => {
    if (!mark.isInSet(child.marks)) return;
    const at = $from.start() + offset;
    if (at <= $from.pos && at + child.nodeSize >= $from.pos) [start, end] = [at, at + child.nodeSize];
  });
  dispatch?.(state.tr.removeMark(start, end, marks.link));
  return true;
};
