/**
 * Pasting and dropping in the editor. All of it is handled here, because the view itself would make elements of HTML, which the page's
 * policy forbids.
 */
import { closeHistory } from 'prosemirror-history';
import { Slice } from 'prosemirror-model';
import { Selection, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Document } from '../../text/document/index.ts';
import { longestPaste, pasted } from './pasting.ts';
import { editorSchema } from './schema.ts';
import { nodeOfDocument } from './to-node.ts';

/** The slice of a document. A single paragraph is put into the line. Of several blocks, the first and the last join the present lines. */
const sliceOf = (document: Document): Slice => {
  const { content } = nodeOfDocument(document);
  const isLine = (edge: 'firstChild' | 'lastChild') => content[edge]?.type === editorSchema.nodes.paragraph;
  return new Slice(content, isLine('firstChild') ? 1 : 0, isLine('lastChild') ? 1 : 0);
};

const insert = (view: EditorView, document: Document): void => {
  view.dispatch(
    closeHistory(view.state.tr).replaceSelection(sliceOf(document)).setMeta('paste', true).scrollIntoView(),
  );
};

/** A text that is too long for a message, as a file. */
const asFile = (text: string): File => new File([text], 'pasted.txt', { type: 'text/plain' });

/** Handles the content of a clipboard or a drag; false if there is nothing for the editor. */
const take = (view: EditorView, data: DataTransfer, takeFiles: (files: readonly File[]) => void): boolean => {
  const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
  // Excel and Word also give a picture of their text. The user means the text.
  if (data.files.length > 0 && text.trim() === '') {
    takeFiles([...data.files]);
    return true;
  }
  if (text.length > longestPaste) {
    takeFiles([asFile(text)]);
    return true;
  }
  if (view.state.selection.$from.parent.type.spec.code === true) {
    // Inserting nothing would delete the selected text.
    if (text === '') return false;
    view.dispatch(view.state.tr.insertText(text.replace(/\r\n?/g, '\n')).scrollIntoView());
    return true;
  }
  const found = pasted({ html, text });
  if (found === null) return false;
  if (found.plain === null) {
    insert(view, found.document);
    return true;
  }
  const from = view.state.selection.from;
  insert(view, found.plain);
  const { tr, doc, selection } = view.state;
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), selection.$to)));
  insert(view, found.document);
  return true;
};

/** The handlers that the view calls first. */
export const pasteEvents = (takeFiles: (files: readonly File[]) => void) => ({
  paste: (view: EditorView, event: ClipboardEvent): boolean => {
    if (event.clipboardData === null) return false;
    event.preventDefault();
    take(view, event.clipboardData, takeFiles);
    return true;
  },
  drop: (view: EditorView, event: DragEvent): boolean => {
    // The view itself moves content within the editor.
    if (view.dragging !== null || event.dataTransfer === null) return false;
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (at !== null)
      view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
    event.preventDefault();
    // The pane takes files, wherever they are dropped.
    if (event.dataTransfer.files.length === 0) take(view, event.dataTransfer, takeFiles);
    return true;
  },
});
