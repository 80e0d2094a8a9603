/** Writes the style rules of Fluent and of `makeStyles` into the document, each once. */
import { createDOMRenderer, type GriffelRenderer } from '@fluentui/react-components';

type StyleRules = Parameters<GriffelRenderer['insertCSSRules']>[0];

/**
 * The same renderer, but lists of rules that it got before are left out. Griffel passes all rules of a component each time one is mounted, and
 * makes several objects for each rule only to find that the document has it. In a list that is scrolled this was a quarter of all memory that
 * a turn of the wheel takes. Griffel makes the lists once and does not change them.
 */
export const insertingOnce = (renderer: GriffelRenderer): GriffelRenderer => {
  // Both, because some components have one list, and put it into another object at each render.
  const inserted = new WeakSet<StyleRules>();
  const insertedLists = new WeakSet<object>();
  return {
    ...renderer,
    insertCSSRules: (rules) => {
      if (inserted.has(rules)) return;
      inserted.add(rules);
      const lists = Object.values(rules);
      if (lists.every((list) => insertedLists.has(list))) return;
      renderer.insertCSSRules(rules);
      for (const list of lists) insertedLists.add(list);
    },
  };
};

/** The policy allows only style elements with the document's nonce. Scripts cannot read the attribute, but they can read the property. */
const documentNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** The renderer for this document. */
export const documentStyles = (): GriffelRenderer =>
  insertingOnce(createDOMRenderer(document, { styleElementAttributes: { nonce: documentNonce() } }));
