import { describe, expect, it } from 'vitest';
import { plainOfDocument, type Document } from '../../text/document/index.ts';
import { looksLikeMarkdown, pasted } from './pasting.ts';

const text = (value: string) => ({ kind: 'text', text: value });
const line = (...children: readonly object[]) => ({ kind: 'paragraph', children });
const fromHtml = (html: string): Document | undefined => pasted({ html, text: 'as text' })?.document;

describe('HTML from the clipboard', () => {
  it('of Word keeps paragraphs and bold text, and loses styles and comments', () => {
    const html =
      '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head>' +
      '<body lang=EN-GB><!--StartFragment--><p class=MsoNormal><b><span style="font-size:12.0pt">Agenda<o:p></o:p></span></b></p>' +
      '<p class=MsoNormal>First point<o:p></o:p></p><!--EndFragment--></body></html>';
    expect(fromHtml(html)?.blocks).toEqual([
      line({ kind: 'strong', children: [text('Agenda')] }),
      line(text('First point')),
    ]);
  });

  it('of Excel becomes a table, also if the fragment has rows only', () => {
    const rows = '<tr height=20><td>Name</td><td>Sum</td></tr><tr><td>Ada</td><td>12</td></tr>';
    const table = `<html><body><table><!--StartFragment--><col width=64>${rows}<!--EndFragment--></table></body></html>`;
    const document = fromHtml(table);
    expect(document?.blocks.map(({ kind }) => kind)).toEqual(['table']);
    expect(document && plainOfDocument(document)).toBe('Name\tSum\nAda\t12');
  });

  it('of a web page keeps links, lists and code; scripts, handlers and addresses of other schemes do nothing', () => {
    const html =
      '<meta charset="utf-8"><script>steal()</script><p onclick="steal()">See <a href="https://x.example/">here</a>' +
      ' or <a href="javascript:steal()">there</a></p><ul><li>one</li></ul><pre><code>x = 1</code></pre>' +
      '<img src="file:///C:/secret.png" onerror="steal()"><iframe src="https://evil.example"></iframe>';
    const document = fromHtml(html);
    expect(document?.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'code']);
    const all = JSON.stringify(document);
    expect(all).not.toMatch(/steal|secret|evil/);
    expect(all).toContain('https://x.example/');
  });

  it('is ignored if it has no text, and the plain text is pasted', () => {
    expect(pasted({ html: '<meta charset=utf-8><p></p>', text: 'words' })?.document.blocks).toEqual([
      line(text('words')),
    ]);
    expect(pasted({ html: '', text: ' \n' })).toBeNull();
  });
});

describe('text from the clipboard', () => {
  it.each(['```js\nx\n```', '| a | b |\n|---|---|\n| 1 | 2 |', 'see **this**', '- one\n- two', '# A\n\n> b'])(
    'is read as Markdown if it looks like Markdown: %s',
    (source) => {
      expect(looksLikeMarkdown(source)).toBe(true);
    },
  );

  it.each([
    '1. April was cold',
    '- no',
    'a * b * c',
    'x = y[1](2)',
    'snake_case __init__',
    'mail me: a@b.example',
  ])('stays text if it does not: %s', (source) => {
    expect(looksLikeMarkdown(source)).toBe(false);
  });

  it('becomes formatted in a second step, so that undo leaves the text', () => {
    const both = pasted({ html: '', text: '- one\n- two' });
    expect(both?.document.blocks.map(({ kind }) => kind)).toEqual(['list']);
    expect(both?.plain && plainOfDocument(both.plain)).toBe('- one\n- two');
  });

  it('gets links for its addresses', () => {
    expect(JSON.stringify(pasted({ html: '', text: 'at https://x.example/a now' })?.document)).toContain(
      '"url":"https://x.example/a"',
    );
  });
});
