/** The editor while it shows the Markdown source: one text, as it was typed. */
import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Schema } from 'prosemirror-model';
import { EditorState, Selection, type Command } from 'prosemirror-state';
import type { EditorCommands } from './keys.ts';

/** `code`: typed text is not changed, and pasting inserts text only. */
const sourceSchema = new Schema({
  nodes: {
    doc: { content: 'source' },
    source: {
      content: 'text*',
      code: true,
      toDOM: () => ['div', { class: 'isthmus-source', dir: 'auto' }, 0],
    },
    text: {},
  },
});

/** Whether the editor shows the Markdown source. */
export const isSource = ({ schema }: EditorState): boolean => schema === sourceSchema;

/** The whole typed text. */
export const sourceText = ({ doc }: EditorState): string => doc.textContent;

const newLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

/** In an open fence, Enter continues the code. */
const enterInFence: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset);
  const fences = before.split('\n').filter((line) => /^ {0,3}```/.test(line)).length;
  return fences % 2 === 1 && newLine(state, dispatch);
};

/** A state with this source, the cursor at its end, and nothing to undo. */
export const sourceState = (text: string, { send, editLast }: Omit<EditorCommands, 'link'>): EditorState => {
  const content = text === '' ? [] : [sourceSchema.text(text)];
  const doc = sourceSchema.node('doc', null, [sourceSchema.node('source', null, content)]);
  return EditorState.create({
    doc,
    selection: Selection.atEnd(doc),
    plugins: [
      keymap({
        Enter: (...given) => enterInFence(...given) || send(...given),
        'Mod-Enter': send,
        'Shift-Enter': newLine,
        ArrowUp: editLast,
        'Mod-z': undo,
        'Mod-y': redo,
        'Mod-Shift-z': redo,
      }),
      keymap(baseKeymap),
      history(),
    ],
  });
};
