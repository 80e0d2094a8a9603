/**
 * ESLint: what people read is said in the catalogues and, in messages for others, in renderer/text/copy-words.ts. Elsewhere a reason is a
 * code with parameters. A text of two words or more with a space between them is taken for a sentence, but for what a service or a language
 * reads (an address, a query, markup), and for what only developers see (the text of an error that is thrown).
 */
const words = /\p{L}{2,}[,:;.!?]? \p{L}+/u;
/** Signs that stand in addresses, queries and markup, and in no sentence of ours. */
const machine = /[$<=>/\\]/;

const isThrown = (node) => {
  for (let around = node.parent; around; around = around.parent) {
    if (around.type === 'ThrowStatement') return true;
    if (around.type === 'NewExpression') return /Error$/.test(around.callee.name ?? '');
    if (/Function|Statement$|Declaration$/.test(around.type)) return false;
  }
  return false;
};

export const sentences = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sentence:
        'No sentence here: hold a reason code with its parameters, and say it in a catalogue of words.',
    },
  },
  create(context) {
    const check = (node, text) => {
      if (!words.test(text) || machine.test(text) || isThrown(node)) return;
      if (/^(Import|Export|TSLiteral)/.test(node.parent.type)) return;
      context.report({ node, messageId: 'sentence' });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis.map(({ value }) => value.cooked).join('0')),
    };
  },
};
