/** The editor on the page: a ProseMirror view of the document that is written. The composer loads it when it is first shown. */
import { TextSelection, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Document, Leaf } from '../../text/document/index.ts';
import { completingAt, withCompleted, type Completing } from './completing.ts';
import { formatsOf, removeLink, setLink, switchFormat, type Format } from './formats.ts';
import { documentOfNode } from './from-node.ts';
import { pasteEvents } from './paste-at-work.ts';
import { startState } from './state.ts';

/** What the editor tells whoever shows it. */
export interface EditorHearing {
  /** The text or the cursor changed; `text` says whether the text did. */
  readonly changed: (text: boolean) => void;
  readonly send: () => void;
  /** Arrow up in an empty box; false where there is nothing to edit. */
  readonly editLast: () => boolean;
  readonly takeFiles: (files: readonly File[]) => void;
  /** A key, before the editor takes it; true where it was taken. Keys of an input method are not told. */
  readonly key: (event: KeyboardEvent) => boolean;
  /** The focus has left the editor. */
  readonly left: () => void;
}

/** The attributes of the text box, as HTML names them. */
export type EditorAttributes = Readonly<Record<string, string>>;

export interface Editor {
  readonly document: () => Document;
  readonly isEmpty: () => boolean;
  /** Takes the place of all that is there; nothing of it can be undone. */
  readonly open: (document: Document) => void;
  readonly focus: () => void;
  readonly hasFocus: () => boolean;
  readonly setAttributes: (attributes: EditorAttributes) => void;
  readonly formats: () => ReadonlySet<Format>;
  readonly switchFormat: (format: Format) => void;
  /** False where no browser opens the address. */
  readonly setLink: (address: string) => boolean;
  readonly removeLink: () => void;
  readonly completing: () => Completing | null;
  readonly complete: (completing: Completing, leaf: Leaf) => void;
  /** Types a text at the cursor. */
  readonly insert: (text: string) => void;
  readonly destroy: () => void;
}

/** Shows an editor with `document` in `place`. */
export const openEditor = (place: HTMLElement, document: Document, hear: EditorHearing): Editor => {
  const commands = {
    send: () => {
      hear.send();
      return true;
    },
    editLast: ((state) => state.doc.content.size <= 2 && hear.editLast()) satisfies Command,
  };
  const view = new EditorView(place, {
    state: startState(document, commands),
    dispatchTransaction: (transaction) => {
      view.updateState(view.state.apply(transaction));
      hear.changed(transaction.docChanged);
    },
    handleKeyDown: (_, event) => hear.key(event),
    handleDOMEvents: {
      ...pasteEvents(hear.takeFiles),
      blur: () => {
        hear.left();
        return false;
      },
    },
  });
  const run = (command: Command): boolean => {
    const done = command(view.state, view.dispatch, view);
    view.focus();
    return done;
  };
  return {
    document: () => documentOfNode(view.state.doc),
    isEmpty: () => view.state.doc.content.size <= 2 && view.state.doc.firstChild?.type.name === 'paragraph',
    open: (next) => {
      view.updateState(startState(next, commands));
      hear.changed(true);
    },
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus(),
    setAttributes: (next) => view.setProps({ attributes: next }),
    formats: () => formatsOf(view.state),
    switchFormat: (format) => {
      run(switchFormat(format));
    },
    setLink: (address) => run(setLink(address)),
    removeLink: () => {
      run(removeLink);
    },
    completing: () => completingAt(view.state),
    complete: (completing, leaf) => {
      const transaction = withCompleted(view.state, completing, leaf);
      view.dispatch(transaction.setSelection(TextSelection.near(transaction.selection.$to)));
      view.focus();
    },
    insert: (text) => {
      view.focus();
      view.dispatch(view.state.tr.insertText(text).scrollIntoView());
    },
    destroy: () => view.destroy(),
  };
};
