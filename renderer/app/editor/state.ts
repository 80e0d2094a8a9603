/** Makes the first state of an editor: a document, and the plug-ins for keys and typing. */
import { history } from 'prosemirror-history';
import { EditorState, Selection } from 'prosemirror-state';
import type { Document } from '../../text/document/index.ts';
import { markdownTyping } from './input-rules.ts';
import { editorKeys, type EditorCommands } from './keys.ts';
import { nodeOfDocument } from './to-node.ts';

/** The state of an editor with this document, the cursor at its end, and nothing to undo. */
export const startState = (document: Document, commands: EditorCommands): EditorState => {
  const doc = nodeOfDocument(document);
  return EditorState.create({
    doc,
    selection: Selection.atEnd(doc),
    plugins: [markdownTyping(), ...editorKeys(commands), history()],
  });
};
