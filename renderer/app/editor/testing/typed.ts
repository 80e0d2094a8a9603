/** An editor's state without a screen. Tests type keys into it as the view would. */
import type { Plugin, Command } from 'prosemirror-state';
import { Selection, TextSelection } from 'prosemirror-state';
import type { PersonId } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import { documentOfNode } from '../from-node.ts';
import { editorSchema } from '../schema.ts';
import { startState } from '../state.ts';

/** The part of a view that rules and keys use. */
class TypedEditor {
  sent = 0;
  /** Rules and keys ask a view for this. */
  readonly composing = false;
  state = startState({ blocks: [] }, { send: () => this.#send(), editLast: () => false, link: () => false });

  #send(): boolean {
    this.sent += 1;
    return true;
  }

  readonly dispatch = (transaction: (typeof this.state)['tr']): void => {
    this.state = this.state.apply(transaction);
  };

  readonly #view = this as never;

  type(keys: string): this {
    for (const key of keys) {
      const { from, to } = this.state.selection;
      const taken = this.state.plugins.some((plugin: Plugin) =>
        plugin.props.handleTextInput?.call(plugin, this.#view, from, to, key, () =>
          this.state.tr.insertText(key),
        ),
      );
      if (!taken) this.dispatch(this.state.tr.insertText(key));
    }
    return this;
  }

  press(name: string): this {
    const parts = name.split('-');
    const key = parts.at(-1) ?? '';
    const event = {
      key,
      keyCode: 0,
      shiftKey: parts.includes('Shift'),
      ctrlKey: parts.includes('Mod'),
      altKey: parts.includes('Alt'),
      metaKey: false,
    };
    for (const plugin of this.state.plugins)
      if (plugin.props.handleKeyDown?.call(plugin, this.#view, event as never)) break;
    return this;
  }

  mention(text: string): this {
    const target = { kind: 'person', personId: 'm/ada' as PersonId };
    this.dispatch(
      this.state.tr.replaceSelectionWith(editorSchema.nodes.mention.create({ target, text }), false),
    );
    return this;
  }

  toStart(): this {
    this.dispatch(this.state.tr.setSelection(Selection.atStart(this.state.doc)));
    return this;
  }

  /** Selects from the first to the last character. */
  selectAll(): this {
    const { doc } = this.state;
    this.dispatch(
      this.state.tr.setSelection(
        TextSelection.between(Selection.atStart(doc).$from, Selection.atEnd(doc).$to),
      ),
    );
    return this;
  }

  run(command: Command): this {
    command(this.state, this.dispatch);
    return this;
  }

  document(): Document {
    return documentOfNode(this.state.doc);
  }
}

/** An editor into which these keys were typed. */
export const typed = (keys: string): TypedEditor => new TypedEditor().type(keys);
