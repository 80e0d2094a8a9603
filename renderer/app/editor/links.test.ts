import { describe, expect, it } from 'vitest';
import { Selection } from 'prosemirror-state';
import { tidyDocument, type Block, type Document } from '../../text/document/index.ts';
import { typedAddress, linkHere, putLink, removeLink } from './links.ts';
import { typed } from './testing/typed.ts';

const blocks = (document: Document): readonly Block[] => tidyDocument(document).blocks;
const text = (value: string) => ({ kind: 'text', text: value });
const line = (...children: readonly object[]) => ({ kind: 'paragraph', children });
const link = (url: string, value: string) => ({ kind: 'link', url, title: '', children: [text(value)] });

describe('an address', () => {
  it.each([
    ['https://x.example/a', 'https://x.example/a'],
    [' x.example/a ', 'https://x.example/a'],
    ['localhost:8065/a', 'https://localhost:8065/a'],
    ['ada@x.example', 'mailto:ada@x.example'],
    ['mailto:ada@x.example', 'mailto:ada@x.example'],
  ])('%s', (address, url) => {
    expect(typedAddress(address)).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://x.example',
    '',
    'a b',
    'https://',
  ])('is not: %s', (address) => {
    expect(typedAddress(address)).toBeNull();
    const editor = typed('x').selectAll();
    expect(putLink('x', address)(editor.state)).toBe(false);
  });
});

describe('a link', () => {
  it('is set on the selected text, whose marks stay', () => {
    const editor = typed('**bold** here').selectAll().run(putLink('bold here', 'x.example'));
    expect(blocks(editor.document())).toEqual([
      line({
        ...link('https://x.example', ''),
        children: [{ kind: 'strong', children: [text('bold')] }, text(' here')],
      }),
    ]);
  });

  it('has its address as text if no text is typed, and text typed after it is outside of it', () => {
    const editor = typed('see ').run(putLink('', 'x.example/a')).type(' now');
    expect(blocks(editor.document())).toEqual([
      line(text('see '), link('https://x.example/a', 'x.example/a'), text(' now')),
    ]);
  });

  it('is edited whole, text and address, if the cursor is in it', () => {
    const editor = typed('a ').run(putLink('here', 'x.example')).type(' b');
    editor.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(5))));
    expect(linkHere(editor.state)).toMatchObject({
      text: 'here',
      url: 'https://x.example',
      isTextFixed: false,
    });
    editor.run(putLink('there', 'https://y.example'));
    expect(blocks(editor.document())).toEqual([
      line(text('a '), link('https://y.example', 'there'), text(' b')),
    ]);
  });

  it('is only the one under the cursor if two have the same address', () => {
    const editor = typed('').run(putLink('one', 'x.example')).type(' and ').run(putLink('two', 'x.example'));
    editor.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(10))));
    expect(linkHere(editor.state)).toMatchObject({ text: 'two' });
    editor.toStart();
    expect(linkHere(editor.state)).toMatchObject({ text: 'one' });
    editor.run(removeLink);
    expect(blocks(editor.document())).toEqual([line(text('one and '), link('https://x.example', 'two'))]);
  });

  it('keeps a mention in its text, so that only its address can be changed', () => {
    const editor = typed('hi ').mention('@ada').selectAll();
    expect(linkHere(editor.state)?.isTextFixed).toBe(true);
    editor.run(putLink('lost', 'x.example'));
    expect(JSON.stringify(editor.document())).toContain('@ada');
    expect(JSON.stringify(editor.document())).toContain('https://x.example');
  });

  it('cannot be set in code', () => {
    expect(linkHere(typed('```js').press('Enter').type('a').state)).toBeNull();
  });
});
