import { describe, expect, it } from 'vitest';
import { plainOfDocument, tidyDocument, type Block, type Document } from '../../text/document/index.ts';
import { formatsOf, languageHere, setLanguage, switchFormat } from './formats.ts';
import { typed } from './testing/typed.ts';

const blocks = (document: Document): readonly Block[] => tidyDocument(document).blocks;
const text = (value: string) => ({ kind: 'text', text: value });
const line = (...children: readonly object[]) => ({ kind: 'paragraph', children });
const item = (value: string, ...more: readonly object[]) => ({
  checked: null,
  blocks: [line(text(value)), ...more],
});

describe('typing Markdown', () => {
  it.each([
    ['a **bold** b', [text('a '), { kind: 'strong', children: [text('bold')] }, text(' b')]],
    ['a __bold__ b', [text('a '), { kind: 'strong', children: [text('bold')] }, text(' b')]],
    ['*it* b', [{ kind: 'emphasis', children: [text('it')] }, text(' b')]],
    ['a _it_', [text('a '), { kind: 'emphasis', children: [text('it')] }]],
    ['~~no~~', [{ kind: 'strike', children: [text('no')] }]],
    ['a `x_y_z` b', [text('a '), { kind: 'code', text: 'x_y_z' }, text(' b')]],
    [
      'see [here](https://x.example/y)',
      [text('see '), { kind: 'link', url: 'https://x.example/y', title: '', children: [text('here')] }],
    ],
    ['fine :smile:', [text('fine '), { kind: 'emoji', emoji: '😄', name: 'smile' }]],
  ])('%s', (keys, children) => {
    expect(blocks(typed(keys).document())).toEqual([line(...children)]);
  });

  it.each(['2 * 3 * 4', 'snake_case_name', 'a ** b ** c', '[x](javascript:alert)', ':nosuch:', '10:30:45'])(
    'does not change %s',
    (keys) => {
      expect(blocks(typed(keys).document())).toEqual([line(text(keys))]);
    },
  );

  it('starts lists, continues them, and ends them at an empty item', () => {
    const editor = typed('- one').press('Enter').type('two').press('Enter').press('Enter').type('after');
    expect(blocks(editor.document())).toEqual([
      { kind: 'list', ordered: false, start: 1, items: [item('one'), item('two')] },
      line(text('after')),
    ]);
    expect(editor.sent).toBe(0);
  });

  it('numbers a list from the typed number, and Tab indents items', () => {
    const editor = typed('3. three').press('Enter').type('in').press('Tab');
    expect(blocks(editor.document())).toEqual([
      {
        kind: 'list',
        ordered: true,
        start: 3,
        items: [item('three', { kind: 'list', ordered: true, start: 1, items: [item('in')] })],
      },
    ]);
  });

  it('also starts a list after a line break, and the line before stays', () => {
    const editor = typed('before').press('Shift-Enter').type('- one');
    expect(blocks(editor.document())).toEqual([
      line(text('before')),
      { kind: 'list', ordered: false, start: 1, items: [item('one')] },
    ]);
  });

  it('continues a quote over line breaks, and ends it at an empty line', () => {
    const editor = typed('> a')
      .press('Shift-Enter')
      .type('b')
      .press('Shift-Enter')
      .press('Shift-Enter')
      .type('c');
    expect(blocks(editor.document())).toEqual([
      {
        kind: 'quote',
        authorName: null,
        messageId: null,
        blocks: [line(text('a'), { kind: 'break' }, text('b'))],
      },
      line(text('c')),
    ]);
  });

  it('is undone by one Backspace', () => {
    expect(plainOfDocument(typed('- ').press('Backspace').document())).toBe('- ');
    expect(blocks(typed('**a**').press('Backspace').document())).toEqual([line(text('**a**'))]);
  });
});

describe('Enter', () => {
  it('sends the message, and Shift+Enter breaks the line', () => {
    const editor = typed('a').press('Shift-Enter').type('b').press('Enter');
    expect(editor.sent).toBe(1);
    expect(blocks(editor.document())).toEqual([line(text('a'), { kind: 'break' }, text('b'))]);
  });

  it('starts a new line in code, and leaves the code after two empty lines', () => {
    const editor = typed('```python').press('Enter').type('x = 1').press('Enter').type('y').press('Enter');
    expect(editor.sent).toBe(0);
    editor.press('Enter').press('Enter').type('then').press('Enter');
    expect(blocks(editor.document())).toEqual([
      { kind: 'code', language: 'python', text: 'x = 1\ny' },
      line(text('then')),
    ]);
    expect(editor.sent).toBe(1);
  });

  it('with Ctrl sends from a list and from code', () => {
    expect(typed('- one').press('Mod-Enter').sent).toBe(1);
    expect(typed('``` x').press('Mod-Enter').sent).toBe(1);
  });

  it('in code, text gets no marks and no emoji', () => {
    const editor = typed('``` **a** :smile: - b');
    expect(blocks(editor.document())).toEqual([{ kind: 'code', language: '', text: '**a** :smile: - b' }]);
  });

  it('does not turn a line with a mention into code, because the mention would be lost', () => {
    const editor = typed('').mention('@ada').type(' x').toStart().type('``` ');
    expect(plainOfDocument(editor.document())).toBe('``` @ada x');
  });
});

describe('buttons and keys of formats', () => {
  it('set a mark on the selected text, and remove it', () => {
    const editor = typed('word').selectAll().run(switchFormat('strong'));
    expect(blocks(editor.document())).toEqual([line({ kind: 'strong', children: [text('word')] })]);
    expect([...formatsOf(editor.state)]).toEqual(['strong']);
    expect(blocks(editor.run(switchFormat('strong')).document())).toEqual([line(text('word'))]);
  });

  it('change a list into the other kind, and into plain paragraphs', () => {
    const editor = typed('- one').run(switchFormat('numbers'));
    expect(blocks(editor.document())).toEqual([
      { kind: 'list', ordered: true, start: 1, items: [item('one')] },
    ]);
    expect(blocks(editor.run(switchFormat('numbers')).document())).toEqual([line(text('one'))]);
  });

  it('do not turn a line with a mention into code, wherever the cursor is', () => {
    const editor = typed('').mention('@ada').type(' x').run(switchFormat('code-block'));
    expect(plainOfDocument(editor.document())).toBe('@ada x');
    expect(
      blocks(typed('a').press('Shift-Enter').type('b').run(switchFormat('code-block')).document()),
    ).toEqual([{ kind: 'code', language: '', text: 'a\nb' }]);
  });

  it('set a language on code, and on nothing else', () => {
    const editor = typed('a').run(setLanguage('python'));
    expect(languageHere(editor.state)).toBeNull();
    expect(blocks(editor.document())).toEqual([line(text('a'))]);
    editor.run(switchFormat('code-block'));
    expect(languageHere(editor.state)).toBe('');
    editor.run(setLanguage('python'));
    expect(languageHere(editor.state)).toBe('python');
    expect(blocks(editor.document())).toEqual([{ kind: 'code', language: 'python', text: 'a' }]);
  });

  it('undo reverts one step at a time, and redo repeats it', () => {
    const editor = typed('word').selectAll().run(switchFormat('strong')).press('Mod-z');
    expect(blocks(editor.document())).toEqual([line(text('word'))]);
    editor.press('Mod-y');
    expect(blocks(editor.document())).toEqual([line({ kind: 'strong', children: [text('word')] })]);
  });
});
