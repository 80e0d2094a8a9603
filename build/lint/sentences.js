/**
 * ESLint: what people read is said in the catalogues and, in messages for others, in renderer/text/copy-words.ts. Elsewhere a reason is a
 * code with parameters. A text of two words or more with a space between them is taken for a sentence, but for what a service or a language
 * reads (an address, a query, markup, a style), and for what only developers see (the text of an error that is thrown, a
 * symbol's description).
 *
 * With `{ shown: true }`, for code that shows things, one word is enough: where it is drawn (text in JSX, what stands there in braces), where
 * it is the value of what people read or hear (`title`, `aria-label`, …), and wherever it begins with a capital as a sentence does.
 */
const words = /\p{L}{2,}[,:;.!?…]? \p{L}+/u;
/** Signs that stand in addresses, queries and markup, and in no sentence of ours; a function of a style. */
const machine = /[$<=>/\\]|^[a-z-]+\(/;
const letter = /\p{L}/u;
const capital = /^\p{Lu}\p{Ll}+[.…!?]?$/u;

/** Attributes and options whose value people read or hear. */
const readNames = new Set([
  ...['alt', 'aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext'],
  ...['caption', 'heading', 'hint', 'label', 'placeholder', 'summary', 'title', 'validationMessage'],
]);
/** Tooltip's own text has a name that means something else in other places. */
const readOf = { content: /^(Tooltip|InfoLabel)$/ };
/** Calls that take styles and what they depend on. */
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

/** What the text becomes a part of: past choices, sums and brackets. */
const wholeOf = (node) => {
  let part = node;
  while (
    /^(ConditionalExpression|LogicalExpression|TemplateLiteral|BinaryExpression|TS\w+Expression)$/.test(
      part.parent.type,
    )
  ) {
    const { parent } = part;
    // What decides is not what is shown.
    if (parent.type === 'ConditionalExpression' && parent.test === part) return null;
    if (parent.type === 'BinaryExpression' && parent.operator !== '+') return null;
    part = parent;
  }
  return part;
};

/** Whether people read or hear what stands here. */
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

/** Names of keys (of objects and of keyboards), cases and what is compared are codes, whatever they look like. */
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
