/** Finds, sets and removes the link at the cursor. */
import type { Mark } from 'prosemirror-model';
import { TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { linkableAddress } from '../../text/web-address.ts';
import { editorSchema, type LinkAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

/** The link at the cursor, or the selection for a new link. */
export interface LinkHere {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** '' if there is no link yet. */
  readonly url: string;
  /** Whether its text cannot be typed again, because it holds mentions or pictures, or several lines. */
  readonly isTextFixed: boolean;
}

const scheme = /^[a-z][a-z\d+.-]*:(?!\d)/i;
const mail = /^[^\s@/:]+@[^\s@/:]+$/;

/** The typed address; null if its scheme is not http, https or mailto. */
export const typedAddress = (typed: string): string | null => {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  if (scheme.test(trimmed)) return linkableAddress(trimmed);
  return linkableAddress(mail.test(trimmed) ? `mailto:${trimmed}` : `https://${trimmed}`);
};

const linkOf = (of: readonly Mark[] | undefined): Mark | undefined => marks.link.isInSet(of ?? []);

/** Null in code, where no link is possible. */
export const linkHere = (state: EditorState): LinkHere | null => {
  const { $from, $to, from, to, empty } = state.selection;
  if (!$from.parent.inlineContent || $from.parent.type === nodes.code_block) return null;
  const range = empty ? linkRange(state) : { from, to };
  let mark: Mark | undefined;
  let others = $from.sameParent($to) ? 0 : 1;
  state.doc.nodesBetween(range.from, range.to, (node) => {
    mark ??= linkOf(node.marks);
    if (node.isInline && !node.isText) others += 1;
  });
  return {
    ...range,
    text: state.doc.textBetween(range.from, range.to, ' '),
    url: mark === undefined ? '' : (mark.attrs as LinkAttributes).url,
    isTextFixed: others > 0,
  };
};

/** The range of the link around or beside the cursor; the cursor's own place if there is none. */
const linkRange = ({ selection }: EditorState): { readonly from: number; readonly to: number } => {
  const { $from, from } = selection;
  const mark = linkOf($from.marks()) ?? linkOf($from.nodeBefore?.marks) ?? linkOf($from.nodeAfter?.marks);
  if (mark === undefined) return { from, to: from };
  let found = { from, to: from };
  let start: number | null = null;
  let at = $from.start();
  for (const child of [...$from.parent.children, null]) {
    const isIn = child !== null && linkOf(child.marks)?.eq(mark) === true;
    if (isIn) start ??= at;
    else if (start !== null) {
      if (start <= from && from <= at) found = { from: start, to: at };
      start = null;
    }
    at += child?.nodeSize ?? 0;
  }
  return found;
};

/** Puts a link into this range. Without a text, the address is its text. False if no browser can open the address. */
export const putLink =
  (text: string, address: string): Command =>
  (state, dispatch) => {
    const here = linkHere(state);
    const url = typedAddress(address);
    if (here === null || url === null) return false;
    const link = marks.link.create({ url, title: '' } satisfies LinkAttributes);
    const { from, to } = here;
    if (from < to && (here.isTextFixed || text === here.text)) {
      dispatch?.(state.tr.removeMark(from, to, marks.link).addMark(from, to, link));
      return true;
    }
    const words = text.trim() === '' ? address.trim() : text;
    const around = state.doc.resolve(from).marks();
    const transaction = state.tr.replaceWith(from, to, editorSchema.text(words, link.addToSet(around)));
    dispatch?.(
      transaction
        .setSelection(TextSelection.create(transaction.doc, from + words.length))
        .removeStoredMark(marks.link)
        .scrollIntoView(),
    );
    return true;
  };

/** Removes the links of the selection, or the link at the cursor. */
export const removeLink: Command = (state, dispatch) => {
  const here = linkHere(state);
  if (here === null || here.url === '') return false;
  dispatch?.(state.tr.removeMark(here.from, here.to, marks.link));
  return true;
};
