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
  /** Arrow up in an empty box; false where there is nothing to edit. */
  readonly editLast: () => boolean;
  readonly takeFiles: (files: readonly File[]) => void;
  /** A key, before the editor takes it; true where it was taken. Keys of an input method are not told. */
  readonly key: (event: KeyboardEvent) => boolean;
  /** The focus has left the editor. */
  readonly left: () => void;
  readonly followEmoji: FollowEmoji;
  /** The key for a link was pressed. */
  readonly link: () => void;
  /** The language of the code that the cursor is in was pressed, at this place on the screen. */
  readonly language: (at: DOMRect) => void;
}

/** The attributes of the text box, as HTML names them. */
export type EditorAttributes = Readonly<Record<string, string>>;

/** What an editor begins with in a box. */
export interface EditorBeginning {
  readonly place: HTMLElement;
  readonly document: Document;
  readonly attributes: EditorAttributes;
  readonly hear: EditorHearing;
}

export interface Editor {
  readonly document: () => Document;
  /** What was typed as Markdown; null where the source is not shown. */
  readonly source: () => string | null;
  /** Shows the Markdown source, or what it means. `typed`: the source as it was typed before; without it, as the document is written. */
  readonly showSource: (shown: boolean, typed?: string) => void;
  readonly isEmpty: () => boolean;
  /** Takes the place of all that is there; nothing of it can be undone. `typed`: the source that it was typed as, for where that is shown. */
  readonly open: (document: Document, typed?: string) => void;
  readonly focus: () => void;
  readonly hasFocus: () => boolean;
  readonly setAttributes: (attributes: EditorAttributes) => void;
  readonly formats: () => ReadonlySet<FormatHere>;
  readonly switchFormat: (format: Format) => void;
  /** What a link would be made of, or is; null where there can be none. */
  readonly link: () => LinkHere | null;
  /** Returns false if a browser would not open the address. */
  readonly putLink: (text: string, address: string) => boolean;
  readonly removeLink: () => void;
  /** Of the code that the cursor is in; null where it is in none. */
  readonly language: () => string | null;
  readonly setLanguage: (language: string) => void;
  /** Where the selection begins, on the screen. */
  readonly caret: () => DOMRect;
  readonly completing: () => Completing | null;
  readonly complete: (completing: Completing, leaf: Leaf) => void;
  /** Replaces the selection by a leaf. */
  readonly insert: (leaf: Leaf) => void;
  /** Shows it in another box than before. */
  readonly moveTo: (begin: EditorBeginning) => void;
  /** Takes it out of its place; false where it cannot be shown again and is gone, as in the middle of an input method's word. */
  readonly takeOut: () => boolean;
}

/** A shown source: the document it was made of, and the texts in it that mean more than they say (mentions, pictures). */
interface SourceShown {
  readonly before: Document;
  readonly known: KnownLeaves;
  /** The last source that was read, and what it says: it is asked for several times. */
  read: { readonly text: string; readonly document: Document };
}

/** Nothing that an editor without a place tells is wanted. */
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
      // ProseMirror takes each Escape for its own. Where nobody wants it here, it is the page's: it closes the thread.
      keydown: (_, event) => {
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
    // Where nothing was done the focus stays, to try something else.
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
    // Code and the source hold nothing but text.
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
      // Another view of the same: nothing has to be kept.
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
      // To lose the focus ends the word, but the view comes back to it a little later: then another text would stand there.
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
