/**
 * ESLint rule: texts for people are only in the catalogues and, for messages to others, in renderer/text/copy-words.ts. Other code has
 * reason codes with parameters. A text of two words with a space between them counts as a sentence, except texts for a service or a language
 * (an address, a query, markup, a style) and texts for developers (the text of a thrown error, a symbol's description). With `{ shown: true
 * }`, for code that shows things, one word is enough: in JSX text, in braces there, as the value of attributes that people read or hear
 * (`title`, `aria-label`, …), and any word that begins with a capital letter.
 */
const words = /\p{L}{2,}[,:;.!?…]? \p{L}+/u;
/** Characters of addresses, queries and markup, which no sentence of ours has; a function of a style. */
const machine = /[$<=>/\\]|^[a-z-]+\(/;
const letter = /\p{L}/u;
const capital = /^\p{Lu}\p{Ll}+[.…!?]?$/u;

/** Attributes and options whose values people read or hear. */
const readNames = new Set([
  ...['alt', 'aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext'],
  ...['caption', 'heading', 'hint', 'label', 'placeholder', 'summary', 'title', 'validationMessage'],
]);
/** Attributes that people read only on these components. */
const readOf = { content: /^(Tooltip|InfoLabel)$/ };
/** Calls that take styles, or conditions for styles. */
const styling = /^(makeStyles|makeResetStyles|useMedia)$/;

const isThrown = (node) => {
  for (let around = node.parent; around; around = around.parent) {
    if (around.type === 'ThrowStatement') return true;
    if (around.type === 'NewExpression') return /Error$/.test(around.callee.name ?? '');
    if (around.type === 'CallExpression' && around.callee.name === 'Symbol') return true;
    if (/Function|Statement$|Declaration$/.test(around.type)) return false;
  }
  return false;
};

const nameOf = (node) => node?.name?.name ?? node?.key?.name ?? node?.key?.value;

const isStyle = (node) => {
  for (let around = node.parent; around; around = around.parent) {
    if (around.type === 'CallExpression' && styling.test(around.callee.name ?? '')) return true;
    if (around.type === 'JSXAttribute' && /^(style|className)$/.test(around.name.name)) return true;
    if (around.type === 'Property' && /^fontFamily/.test(nameOf(around))) return true;
  }
  return false;
};

/** The node that the text becomes a part of, outside of choices, sums and brackets. */
const wholeOf = (node) => {
  let part = node;
  while (
    /^(ConditionalExpression|LogicalExpression|TemplateLiteral|BinaryExpression|TS\w+Expression)$/.test(
      part.parent.type,
    )
  ) {
    const { parent } = part;
    // A condition is not shown.
    if (parent.type === 'ConditionalExpression' && parent.test === part) return null;
    if (parent.type === 'BinaryExpression' && parent.operator !== '+') return null;
    part = parent;
  }
  return part;
};

/** Whether people read or hear this value. */
const isRead = (node) => {
  const whole = wholeOf(node);
  if (whole === null) return false;
  const holder = whole.parent;
  if (holder.type === 'Property') return holder.value === whole && readNames.has(nameOf(holder));
  if (holder.type === 'JSXAttribute') return isReadAttribute(holder);
  if (holder.type !== 'JSXExpressionContainer') return false;
  return holder.parent.type === 'JSXAttribute' ? isReadAttribute(holder.parent) : true;
};

const isReadAttribute = (attribute) => {
  const name = nameOf(attribute);
  return readNames.has(name) || (readOf[name]?.test(nameOf(attribute.parent) ?? '') ?? false);
};

/** Keys of objects, names of keyboard keys, cases and compared values are codes, whatever they look like. */
const isCode = (node) => {
  const { parent } = node;
  if (parent.type === 'SwitchCase' || parent.type === 'MemberExpression') return true;
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  if (parent.type === 'PropertyDefinition') return parent.key.name === 'name';
  if (parent.type === 'CallExpression') return parent.callee.name === 'keyPress';
  if (parent.type === 'AssignmentExpression') return parent.left.property?.name === 'displayName';
  return parent.type === 'Property' && parent.key === node;
};

export const sentences = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { shown: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      sentence:
        'No sentence here: hold a reason code with its parameters, and say it in a catalogue of words.',
      shown: 'No words here: add a message to the catalogue, and say it by its id.',
    },
  },
  create(context) {
    const shown = context.options[0]?.shown === true;
    const isSentence = (node, text) => words.test(text) && !machine.test(text) && !(shown && isStyle(node));
    const isWord = (node, text) =>
      letter.test(text) && (isRead(node) || (capital.test(text) && !isCode(node) && !isStyle(node)));
    const check = (node, text) => {
      if (/^(Import|Export|TSLiteral)/.test(node.parent.type) || isThrown(node)) return;
      if (isSentence(node, text) || (shown && isWord(node, text)))
        context.report({ node, messageId: shown ? 'shown' : 'sentence' });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis.map(({ value }) => value.cooked).join('0')),
      JSXText: (node) => shown && letter.test(node.value) && context.report({ node, messageId: 'shown' }),
    };
  },
};
