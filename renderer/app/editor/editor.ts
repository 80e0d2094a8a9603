/** The editor on the page: a ProseMirror view of the document that is written. The composer loads it when it is first shown. */
import { TextSelection, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Document, Leaf } from '../../text/document/index.ts';
import { completingAt, completingInSource, withCompleted, type Completing } from './completing.ts';
import { codeView } from './code-view.ts';
import { emojiView, type FollowEmoji } from './emoji-view.ts';
import {
  formatsOf,
  languageHere,
  setLanguage,
  switchFormat,
  type Format,
  type FormatHere,
} from './formats.ts';
import { documentOfNode } from './from-node.ts';
import { linkHere, putLink, removeLink, type LinkHere } from './links.ts';
import { pasteEvents } from './paste-at-work.ts';
import {
  documentOfSource,
  know,
  knownLeaves,
  sourceOfDocument,
  sourceOfLeaf,
  type KnownLeaves,
} from './source.ts';
import { sourceState, sourceText } from './source-state.ts';
import { startState } from './state.ts';
import { nodesOfInlines } from './to-node.ts';

/** The editor's messages to its box. */
export interface EditorHearing {
  /** The text or the cursor changed; `text` says whether the text did. */
  readonly changed: (text: boolean) => void;
  readonly send: () => void;
  /** Arrow up in an empty box; returns false if there is no message to edit. */
  readonly editLast: () => boolean;
  readonly takeFiles: (files: readonly File[]) => void;
  /** A key, before the editor handles it; returns true if the box has handled it. Keys of an input method are not reported. */
  readonly key: (event: KeyboardEvent) => boolean;
  /** The focus has left the editor. */
  readonly left: () => void;
  readonly followEmoji: FollowEmoji;
  /** The key for a link was pressed. */
  readonly link: () => void;
  /** The language button of the code at the cursor was pressed, at this place on the screen. */
  readonly language: (at: DOMRect) => void;
}

/** The attributes of the text box, as HTML names them. */
export type EditorAttributes = Readonly<Record<string, string>>;

/** The first content of an editor in a box. */
export interface EditorBeginning {
  readonly place: HTMLElement;
  readonly document: Document;
  readonly attributes: EditorAttributes;
  readonly hear: EditorHearing;
}

export interface Editor {
  readonly document: () => Document;
  /** The typed Markdown; null if the source is not shown. */
  readonly source: () => string | null;
  /** Shows the Markdown source, or the formatted text. `typed`: the source as the user typed it; without it, the source is made from the document. */
  readonly showSource: (shown: boolean, typed?: string) => void;
  readonly isEmpty: () => boolean;
  /** Replaces the whole content; this cannot be undone. `typed`: the source that the user typed, for the view of the source. */
  readonly open: (document: Document, typed?: string) => void;
  readonly focus: () => void;
  readonly hasFocus: () => boolean;
  readonly setAttributes: (attributes: EditorAttributes) => void;
  readonly formats: () => ReadonlySet<FormatHere>;
  readonly switchFormat: (format: Format) => void;
  /** The link at the cursor, or the selected text for a new one; null if no link is possible. */
  readonly link: () => LinkHere | null;
  /** Returns false if a browser would not open the address. */
  readonly putLink: (text: string, address: string) => boolean;
  readonly removeLink: () => void;
  /** The language of the code at the cursor; null outside of code. */
  readonly language: () => string | null;
  readonly setLanguage: (language: string) => void;
  /** Where the selection begins, on the screen. */
  readonly caret: () => DOMRect;
  readonly completing: () => Completing | null;
  readonly complete: (completing: Completing, leaf: Leaf) => void;
  /** Replaces the selection by a leaf. */
  readonly insert: (leaf: Leaf) => void;
  /** Moves the editor to another box. */
  readonly moveTo: (begin: EditorBeginning) => void;
  /** Removes the editor from its place; false if it cannot be used again, for example within a word of an input method. */
  readonly takeOut: () => boolean;
}

/** A shown source: its document, and the texts in it with a further meaning (mentions, pictures). */
interface SourceShown {
  readonly before: Document;
  readonly known: KnownLeaves;
  /** The last source that was read, and its document, because it is requested several times. */
  read: { readonly text: string; readonly document: Document };
}

/** The listener of an editor without a place: it ignores all events. */
const nobody: EditorHearing = {
  changed: () => undefined,
  send: () => undefined,
  editLast: () => false,
  takeFiles: () => undefined,
  key: () => false,
  left: () => undefined,
  followEmoji: () => () => undefined,
  link: () => undefined,
  language: () => undefined,
};

/** Shows an editor. */
export const openEditor = ({ place, document, attributes, hear: first }: EditorBeginning): Editor => {
  let hear = first;
  const commands = {
    send: () => {
      hear.send();
      return true;
    },
    editLast: ((state) => state.doc.content.size <= 2 && hear.editLast()) satisfies Command,
    link: ((state) => {
      if (linkHere(state) !== null) hear.link();
      return true;
    }) satisfies Command,
  };
  const view = new EditorView(place, {
    state: startState(document, commands),
    attributes,
    dispatchTransaction: (transaction) => {
      view.updateState(view.state.apply(transaction));
      hear.changed(transaction.docChanged);
    },
    nodeViews: {
      code_block: codeView((at) => hear.language(at)),
      emoji: emojiView((name, shown) => hear.followEmoji(name, shown)),
    },
    handleKeyDown: (_, event) => hear.key(event),
    handleDOMEvents: {
      ...pasteEvents((files) => hear.takeFiles(files)),
      // ProseMirror would handle each Escape. If the box does not use it, the page does: it closes the thread.
      keydown: (of, event) => {
        // The browser tells of a selection some time after the key that made it. A shortcut in between must not find the selection before.
        if ((event.ctrlKey || event.metaKey) && !event.isComposing)
          of.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
        if (event.key !== 'Escape' || event.isComposing) return false;
        if (hear.key(event)) event.preventDefault();
        return true;
      },
      blur: () => {
        hear.left();
        return false;
      },
    },
  });
  let shown: SourceShown | null = null;
  const run = (command: Command): boolean => {
    // The source has no formats, links or blocks: it is text.
    const done = shown === null && command(view.state, view.dispatch, view);
    // If nothing was done, the focus stays, so that the user can try again.
    if (done) view.focus();
    return done;
  };
  const documentNow = (): Document => {
    if (shown === null) return documentOfNode(view.state.doc);
    const text = sourceText(view.state);
    if (shown.read.text !== text)
      shown.read = { text, document: documentOfSource(text, shown.before, shown.known) };
    return shown.read.document;
  };
  const begin = (next: Document, isSource: boolean, typed?: string): void => {
    if (isSource) {
      const text = typed ?? sourceOfDocument(next);
      shown = { before: next, known: knownLeaves(next), read: { text, document: next } };
      view.updateState(sourceState(text, commands));
    } else {
      shown = null;
      view.updateState(startState(next, commands));
    }
  };
  const insertLeaf = (leaf: Leaf): void => {
    const [node] = nodesOfInlines([leaf]);
    if (node === undefined) return;
    const { $from } = view.state.selection;
    if (shown !== null) know(shown.known, leaf);
    // Code and the source contain text only.
    const isCode = $from.parent.type.spec.code === true;
    const text = shown === null ? node.textContent : sourceOfLeaf(leaf);
    const transaction = isCode ? view.state.tr.insertText(text) : view.state.tr.replaceSelectionWith(node);
    view.dispatch(transaction.scrollIntoView());
  };
  return {
    document: documentNow,
    source: () => (shown === null ? null : sourceText(view.state)),
    showSource: (isShown, typed) => {
      if (isShown === (shown !== null)) return;
      begin(documentNow(), isShown, typed);
      // Another view of the same content: nothing must be stored.
      hear.changed(false);
    },
    isEmpty: () =>
      view.state.doc.content.size <= 2 &&
      (shown !== null || view.state.doc.firstChild?.type.name === 'paragraph'),
    open: (next, typed) => {
      begin(next, shown !== null, typed);
      hear.changed(true);
    },
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus(),
    setAttributes: (next) => view.setProps({ attributes: next }),
    formats: () => (shown === null ? formatsOf(view.state) : new Set()),
    switchFormat: (format) => {
      if (!run(switchFormat(format))) view.focus();
    },
    link: () => (shown === null ? linkHere(view.state) : null),
    putLink: (text, address) => run(putLink(text, address)),
    removeLink: () => {
      run(removeLink);
    },
    language: () => (shown === null ? languageHere(view.state) : null),
    setLanguage: (language) => {
      run(setLanguage(language));
    },
    caret: () => {
      const { left, top, bottom } = view.coordsAtPos(view.state.selection.from);
      return new DOMRect(left, top, 0, bottom - top);
    },
    completing: () => (shown === null ? completingAt : completingInSource)(view.state),
    complete: (completing, leaf) => {
      const transaction =
        shown === null
          ? withCompleted(view.state, completing, leaf)
          : view.state.tr.insertText(`${sourceOfLeaf(leaf)} `, completing.from, completing.to);
      if (shown !== null) know(shown.known, leaf);
      view.dispatch(transaction.setSelection(TextSelection.near(transaction.selection.$to)));
      view.focus();
    },
    insert: (leaf) => {
      insertLeaf(leaf);
      view.focus();
    },
    moveTo: (next) => {
      hear = next.hear;
      shown = null;
      view.setProps({ state: startState(next.document, commands), attributes: next.attributes });
      view.dom.scrollTop = 0;
      next.place.append(view.dom);
    },
    takeOut: () => {
      hear = nobody;
      // The loss of the focus ends the word, but the view reads it a little later: then another text would be there.
      const wasComposing = view.composing;
      // Removing an element from the page sends no event of the lost focus, so the view gets one here.
      if (view.hasFocus()) view.dom.blur();
      if (wasComposing) {
        view.destroy();
        return false;
      }
      view.dom.remove();
      // The next text would keep the drawn nodes of equal parts of this one, for example a custom emoji with another server's picture.
      shown = null;
      if (view.state.doc.content.size > 2) view.updateState(startState({ blocks: [] }, commands));
      return true;
    },
  };
};
