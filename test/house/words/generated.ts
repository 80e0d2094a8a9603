/** Payloads of both services, of words in all that can hold words. */
import fc from 'fast-check';
import type { Payload } from '../../../build/commands/try/json.ts';

const word = fc.stringMatching(/^[a-zäéø]{3,8}[0-9]?$/);
const some = <Value>(arbitrary: fc.Arbitrary<Value>, most = 3): fc.Arbitrary<Value[]> =>
  fc.array(arbitrary, { minLength: 1, maxLength: most });

/** A piece of a line of Markdown. */
const markdownPiece = fc.oneof(
  { weight: 4, arbitrary: word },
  fc
    .tuple(
      fc.constantFrom('**', '*', '_', '~~', '`', '***', '__', '"', '(', '[', '|', '\\', '<', '$', '#', '!'),
      word,
    )
    .map(([sign, text]) => `${sign}${text}${sign}`),
  fc.tuple(word, word).map(([text, path]) => `[${text}](https://x.example/${path})`),
  fc.tuple(word, word).map(([text, path]) => `[${text}](/${path} "${text}")`),
  fc.tuple(word, word).map(([text, path]) => `![${text}](https://x.example/${path}.png =50x20)`),
  word.map((text) => `<b>${text}</b>`),
  word.map((text) => `@${text}:acme`),
  word.map((text) => `~${text}`),
  word.map((text) => `https://x.example/${text}?q=${text}`),
  word.map((text) => `${text} :tada: :)`),
  word.map((text) => `&lt;${text}&amp; \\*${text}`),
);
const line = some(markdownPiece, 5).map((pieces) => pieces.join(' '));
const row = fc.array(line, { maxLength: 4 }).map((cells) => `|${cells.join('|')}|`);
const markdownBlock = fc.oneof(
  { weight: 3, arbitrary: line },
  fc
    .tuple(fc.constantFrom('# ', '> ', '- ', '1. ', '- [ ] ', '  * ', '> > ', '    ', '7) ', '+'), line)
    .map(([sign, text]) => sign + text),
  fc
    .tuple(
      row,
      fc.constantFrom('|---|', '|:-|-:|', '|---|---|---|---|---|', '---|---'),
      fc.array(row, { maxLength: 3 }),
    )
    .map(([head, rule, rows]) => [head, rule, ...rows].join('\n')),
  some(line).map((lines) => `\`\`\`\n${lines.join('\n').replaceAll('`', '')}\n\`\`\``),
);
const markdown = fc
  .array(fc.tuple(markdownBlock, fc.constantFrom('\n', '\n\n')), { maxLength: 6 })
  .map((blocks) => blocks.flat().join(''));

const attachment = fc.record(
  {
    pretext: line,
    author_name: word,
    title: line,
    text: markdown,
    fields: some(fc.record({ title: word, value: line })),
    actions: some(
      fc.record({ name: word, options: fc.array(fc.record({ text: word, value: fc.constant('v') })) }),
    ),
    footer: word,
  },
  { requiredKeys: [] },
);

const block = fc.letrec<{ block: Payload }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ type: fc.constantFrom('text', 'button', 'novel'), text: line }),
    fc.record({
      type: fc.constant('image'),
      url: word.map((path) => `https://x.example/${path}`),
      alt_text: word,
    }),
    fc.record({
      type: fc.constantFrom('static_select', 'select'),
      placeholder: word,
      options: some(fc.record({ text: word, value: fc.constant('v') })),
    }),
    fc.record({ type: fc.constantFrom('container', 'novel'), content: some(tie('block')) }),
    fc.record({ type: fc.constant('collapsible'), header: some(tie('block')), content: some(tie('block')) }),
    fc.record({
      type: fc.constant('column_set'),
      columns: some(fc.record({ type: fc.constant('column'), items: some(tie('block')) })),
    }),
  ),
})).block;

/** A post, with cards of either form or none. */
export const posts: fc.Arbitrary<Payload> = fc.record({
  kind: fc.constant('post'),
  message: markdown,
  type: fc.constantFrom('', 'custom_novel'),
  props: fc.oneof(
    fc.constant({}),
    some(attachment).map((attachments) => ({ attachments })),
    some(block).map((blocks) => ({ mm_blocks: blocks })),
  ),
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const looksLikeMarkdown = fc.oneof({ weight: 3, arbitrary: word }, line).map(escaped);

const html = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    looksLikeMarkdown.map((text) => ` ${text} `),
    fc
      .tuple(
        fc.constantFrom(
          'p',
          'b',
          'i',
          'u',
          's',
          'sup',
          'sub',
          'h1',
          'h4',
          'blockquote',
          'pre',
          'code',
          'div',
          'span',
          'em',
          'novel',
        ),
        some(tie('node')),
      )
      .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), some(tie('node')))
      .map(([tag, items]) => `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`),
    some(some(tie('node')), 2).map(
      (rows) =>
        `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
    ),
    fc
      .tuple(word, word)
      .map(([text, path]) => ` <a href="https://x.example/${path}" title="${path}">${text}</a> `),
    word.map((text) => `<at id="0">${text}</at>`),
    word.map((text) => `<codeblock class="Go"><code>${text}<br>${text}</code></codeblock>`),
    fc.constant('<br>'),
    fc.constant('<hr>'),
  ),
})).node;

const element = fc.letrec<{ element: Payload }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({
      type: fc.constantFrom('TextBlock', 'Novel'),
      text: some(word).map((words) => words.join(' **x** ')),
    }),
    fc.record({ type: fc.constant('FactSet'), facts: some(fc.record({ title: word, value: word })) }),
    fc.record({
      type: fc.constant('Input.ChoiceSet'),
      label: word,
      choices: some(fc.record({ title: word, value: fc.constant('v') })),
    }),
    fc.record({ type: fc.constantFrom('Container', 'Novel'), items: some(tie('element')) }),
    fc.record({
      type: fc.constant('ColumnSet'),
      columns: some(fc.record({ type: fc.constant('Column'), items: some(tie('element')) })),
    }),
    fc.record({
      type: fc.constant('ActionSet'),
      actions: some(fc.record({ type: fc.constant('Action.Submit'), title: word })),
    }),
  ),
})).element;

/** A chatMessage, with an adaptive card or none. */
export const chatMessages: fc.Arbitrary<Payload> = fc
  .tuple(fc.array(html, { maxLength: 4 }), fc.array(element, { maxLength: 3 }))
  .map(([nodes, elements]) => ({
    kind: 'chatMessage',
    body: {
      contentType: 'html',
      content: nodes.join('') + (elements.length > 0 ? '<attachment id="a"></attachment>' : ''),
    },
    attachments:
      elements.length === 0
        ? []
        : [
            {
              id: 'a',
              contentType: 'application/vnd.microsoft.card.adaptive',
              content: JSON.stringify({ type: 'AdaptiveCard', body: elements }),
            },
          ],
  }));
