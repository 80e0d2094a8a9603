/** Shows a block of code in the editor, with a button above it for its language. */
import type { Node } from 'prosemirror-model';
import type { NodeViewConstructor } from 'prosemirror-view';
import { Selection } from 'prosemirror-state';
import { say } from '../words/catalogue/say.ts';
import { languageName } from '../words/code-languages.ts';
import type { NodeAttributes } from './schema.ts';

/** `choose` asks for the language of the block at the cursor. It gets the button's place on the screen. */
export const codeView =
  (choose: (at: DOMRect) => void): NodeViewConstructor =>
  (node, view, getPos) => {
    const dom = document.createElement('div');
    const button = document.createElement('button');
    const pre = document.createElement('pre');
    const code = document.createElement('code');
    dom.className = 'isthmus-code';
    button.type = 'button';
    button.contentEditable = 'false';
    // With the keyboard, the language is chosen in the bar: a tab stop within the text would take away its Tab key.
    button.tabIndex = -1;
    pre.dir = 'ltr';
    pre.spellcheck = false;
    pre.append(code);
    dom.append(button, pre);
    const show = ({ attrs }: Node): void => {
      const { language } = attrs as NodeAttributes['code_block'];
      pre.dataset.language = language;
      button.textContent = languageName(language) ?? say('composer.language.none');
      button.title = say('composer.language.choose');
    };
    show(node);
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', () => {
      const pos = getPos();
      if (pos === undefined) return;
      // The cursor goes into the block, if it is not there.
      const { $from } = view.state.selection;
      if ($from.depth === 0 || $from.before() !== pos)
        view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(pos + 1))));
      choose(button.getBoundingClientRect());
    });
    return {
      dom,
      contentDOM: code,
      update: (next) => {
        if (next.type !== node.type) return false;
        show(next);
        return true;
      },
      stopEvent: ({ target }) => target instanceof globalThis.Node && button.contains(target),
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !code.contains(mutation.target),
    };
  };
