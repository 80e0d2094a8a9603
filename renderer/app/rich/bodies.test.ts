// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Message, PersonId } from '../../model/index.ts';
import { picturesIn, rememberedBody, richBody } from './body.ts';
import { emojiOfName } from '../../text/mattermost-markdown/emoji.ts';
import { textOf, type RichNode } from './nodes.ts';
import { fileReference } from '../../../test/support/rows.ts';
import { bodyMessage } from './testing/body-message.ts';

const me = 'a|me' as PersonId;
const html = (content: string, over: Partial<Message> = {}) =>
  richBody(bodyMessage('html', content, over), me);
const markdown = (content: string, over: Partial<Message> = {}) =>
  richBody(bodyMessage('markdown', content, over), me);
const flat = (nodes: readonly RichNode[]): readonly RichNode[] =>
  nodes.flatMap((node) => ('children' in node ? [node, ...flat(node.children)] : [node]));
const only = <Kind extends RichNode['kind']>(nodes: readonly RichNode[], kind: Kind) =>
  flat(nodes).filter((node): node is Extract<RichNode, { kind: Kind }> => node.kind === kind);

describe('Teams’ HTML', () => {
  it('keeps running text, emphasis and lists', () => {
    expect(html('<p>a <b>b</b> <i>c</i></p>').nodes).toEqual([
      {
        kind: 'element',
        tag: 'p',
        children: [
          { kind: 'text', text: 'a ' },
          { kind: 'element', tag: 'strong', children: [{ kind: 'text', text: 'b' }] },
          { kind: 'text', text: ' ' },
          { kind: 'element', tag: 'em', children: [{ kind: 'text', text: 'c' }] },
        ],
      },
    ]);
  });

  it('takes off the empty paragraphs that Teams leaves at both ends, keeps those in between', () => {
    const { nodes } = html('<p>&nbsp;</p><p>a</p><p>&nbsp;</p><p>b</p><p><br></p>');
    expect(nodes).toHaveLength(3);
  });

  it('at: the user, another person and a whole channel are told apart by the message’s own mentions', () => {
    const mentions = [
      { kind: 'person', personId: me, text: 'Mira' },
      { kind: 'everyone', text: 'General' },
    ] as const;
    const found = only(
      html('<at id="0">Mira</at> <at id="1">Ben</at> <at id="2">General</at>', { mentions }).nodes,
      'mention',
    );
    expect(found.map(({ of, text }) => [of, text])).toEqual([
      ['me', 'Mira'],
      ['person', 'Ben'],
      ['everyone', 'General'],
    ]);
  });

  it('at: by its id, whatever its text is (case 12)', () => {
    const mentions = [
      { kind: 'person', personId: 'a|ben' as PersonId, text: 'Mira', mark: '0' },
      { kind: 'person', personId: me, text: 'Mira Lindqvist', mark: '1' },
    ] as const;
    const { nodes } = html('<at id="0">Mira</at> <at id="1">Mira</at> <at id="2">Mira</at>', { mentions });
    expect(only(nodes, 'mention').map(({ of }) => of)).toEqual(['person', 'me', 'person']);
  });

  it('emoji: the tag’s alt is the emoji', () => {
    expect(only(html('<p><emoji id="smile" alt="🙂" title="Smile"></emoji> hi</p>').nodes, 'emoji')).toEqual([
      { kind: 'emoji', text: '🙂', name: '🙂' },
    ]);
  });

  it('emoji sent as pictures by older clients become emoji', () => {
    expect(
      textOf(
        html(
          '<img src="https://statics.teams.example/e.png" itemtype="http://schema.skype.com/Emoji" alt="😂">',
        ).nodes,
      ),
    ).toBe('😂');
    expect(
      only(html('<img src="https://statics.teams.example/e.png" alt="😂">').nodes, 'emoji'),
    ).toHaveLength(1);
  });

  it('customemoji without a cached picture shows its name', () => {
    expect(
      textOf(html('<customemoji id="1" alt="party" source="https://x.example/1"></customemoji>').nodes),
    ).toBe('party');
  });

  it.each([
    ['on the block (case 09)', '<pre class="language-python"><code>a</code></pre>', 'python'],
    ['on the code in it', '<pre class="x"><code class="hljs lang-go">a</code></pre>', 'go'],
    ['nowhere, where classes are other tools’', '<pre class="hljs">a</pre>', ''],
  ])('pre names its language %s', (_where, content, language) => {
    expect(only(html(content).nodes, 'code-block')).toMatchObject([{ language, text: 'a' }]);
  });

  it('codeblock keeps lines and names its language', () => {
    expect(
      only(html('<codeblock class="Python"><code>a = 1<br>b = 2</code></codeblock>').nodes, 'code-block'),
    ).toEqual([{ kind: 'code-block', language: 'Python', text: 'a = 1\nb = 2' }]);
  });

  it('a hosted picture is found by its exact source, any other is a link', () => {
    const source = 'https://graph.example/v1.0/chats/1/messages/2/hostedContents/3/$value';
    const file = fileReference({ inlineSource: source });
    const { nodes } = html(`<img src="${source}"><img src="https://else.example/x.png" alt="chart">`, {
      files: [file],
    });
    expect(nodes).toEqual([
      { kind: 'picture', file, small: false },
      { kind: 'remote-picture', href: 'https://else.example/x.png', label: 'chart' },
    ]);
    expect([...picturesIn(nodes)]).toEqual([file.id]);
  });

  it('attachment marks leave no trace: attachments are shown beside the text', () => {
    expect(textOf(html('<attachment id="1">x</attachment><p>text</p>').nodes)).toBe('text');
  });

  it('a table keeps rows and cells only', () => {
    const table = html(
      '<table>\n<caption>C</caption><thead><tr><th>a</th></tr></thead>stray<tbody><tr><td>b</td></tr></tbody></table>',
    ).nodes;
    const shape = (node: RichNode): unknown =>
      node.kind === 'element' ? [node.tag, ...node.children.map(shape)] : textOf([node]);
    const tables = table.filter((node) => node.kind === 'element' && node.tag === 'table').map(shape);
    expect(tables).toEqual([['table', ['tr', ['th', 'a']], ['tr', ['td', 'b']]]]);
    expect(textOf(table)).toContain('C');
  });

  it('parts of a table without a table are only their text', () => {
    expect(textOf(html('<tr><td>a</td></tr>').nodes)).toBe('a');
  });

  it('unknown elements give their content', () => {
    expect(textOf(html('<p>a <future-tag x="1">b</future-tag></p>').nodes)).toBe('a b');
  });

  it('one to three emoji alone are large, text or more is not', () => {
    expect(html('<p><emoji alt="🎉"></emoji></p>').jumbo).toBe(true);
    expect(html('<p>🎉🎉🎉🎉</p>').jumbo).toBe(false);
    expect(html('<p>🎉 done</p>').jumbo).toBe(false);
    expect(html('<p>42</p>').jumbo).toBe(false);
    expect(html('<p>👏🏻👨‍👩‍👧 🇩🇪</p>').jumbo).toBe(true);
  });
});

describe('Mattermost’s Markdown', () => {
  it('HTML is text', () => {
    expect(textOf(markdown('<b>x</b>').nodes).trim()).toBe('<b>x</b>');
  });

  it('is read by the rules that carrying reads it by (cases 22, 23, 35, 37)', () => {
    const shape = (node: RichNode): unknown =>
      node.kind === 'element' ? [node.tag, ...node.children.map(shape)] : textOf([node]);
    const table = markdown('| a | b ||\n|---|---|\n| 1 | 2 | 3 | 4 |').nodes.map(shape);
    expect(table[0]).toEqual([
      'table',
      ['tr', ['th', 'a'], ['th', 'b'], ['th']],
      ['tr', ['td', '1'], ['td', '2'], ['td', '3'], ['td', '4']],
    ]);
    expect(markdown('![Logo](https://x.example/l.png =50x76 "Icon")').nodes.map(shape)).toContainEqual([
      'p',
      'Logo',
    ]);
    for (const sign of ['+', '-', '*', '1337.', '>', '#'])
      expect(textOf(markdown(sign).nodes).trim()).toBe(sign);
  });

  it('links without a host lead to the server, and nowhere where that is not known (case 31)', () => {
    const message = bodyMessage('markdown', '[see post](/eng/pl/abc) [x](javascript:alert(1))');
    const links = (site: string | null): unknown[] =>
      flat(richBody(message, me, undefined, site).nodes).flatMap((node) =>
        node.kind === 'link' ? [node.href] : [],
      );
    expect(links('https://chat.acme.example/')).toEqual(['https://chat.acme.example/eng/pl/abc']);
    expect(links(null)).toEqual([]);
  });

  it('every line break counts', () => {
    expect(flat(markdown('a\nb').nodes).some((node) => node.kind === 'element' && node.tag === 'br')).toBe(
      true,
    );
  });

  it('bare addresses become links', () => {
    expect(only(markdown('see https://x.example/a_b_c.').nodes, 'link').map(({ href }) => href)).toEqual([
      'https://x.example/a_b_c',
    ]);
  });

  it('emoji by name, unknown names stay as they are', () => {
    expect(textOf(markdown(':tada: :+1: :partyparrot: 10:30:15').nodes).trim()).toBe(
      '🎉 👍 :partyparrot: 10:30:15',
    );
  });

  it('emoji that need it ask for their picture form', () => {
    expect(emojiOfName('heart')).toBe('❤️');
    expect(emojiOfName('tada')).toBe('🎉');
    expect(emojiOfName('constructor')).toBeNull();
  });

  it('case 34: names of the server’s own list, with its skin tones; it has no facepalm, but face_palm', () => {
    const names =
      ':wave_medium_skin_tone: :+1_medium_skin_tone: :thinking: :hugs: :face_palm: :man_shrugging: :facepalm:';
    expect(textOf(markdown(names).nodes).trim()).toBe('👋🏽 👍🏽 🤔 🤗 🤦 🤷‍♂️ :facepalm:');
  });

  it('case 35: a picture with a size is its words, and not its source', () => {
    const { nodes } = markdown('![Logo](https://x.example/l.png =50x76 "Icon")');
    expect(only(nodes, 'remote-picture')).toMatchObject([{ label: 'Logo' }]);
    expect(textOf(nodes)).not.toContain('![');
  });

  it.each(['+', '-', '*', '1337.', '>', '# '])('case 37: %s alone is what it says', (sign) => {
    expect(textOf(markdown(sign).nodes).trim()).toBe(sign.trim());
  });

  it('emoticons only where they stand alone', () => {
    expect(textOf(markdown('ok :) but a:)b and http://x.example/:)').nodes)).toMatch(/^ok 🙂 but a:\)b/);
  });

  it('only real mentions are marked, and the sentence’s full stop is not part of a handle', () => {
    const mentions = [
      { kind: 'person', personId: me, text: '@mira' },
      { kind: 'person', personId: 'a|ben' as PersonId, text: 'ben.b' },
    ] as const;
    const found = only(
      markdown('@mira. @Ben.B, @nobody, a@mira @here mail ada@mira.example', { mentions }).nodes,
      'mention',
    );
    expect(found.map(({ of, text }) => [of, text])).toEqual([
      ['me', '@mira'],
      ['person', '@Ben.B'],
      ['everyone', '@here'],
    ]);
  });

  it('channel links and hashtags are marked, headings and colours of code are not', () => {
    const found = only(markdown('~town-square #release_1 `#no ~no @here`\n# Heading').nodes, 'mention');
    expect(found.map(({ of, text }) => [of, text])).toEqual([
      ['channel', '~town-square'],
      ['hashtag', '#release_1'],
    ]);
  });

  it('nothing is marked inside links and code', () => {
    expect(only(markdown('[@here](https://x.example) `:tada:`').nodes, 'mention')).toEqual([]);
    expect(only(markdown('```\n@here :tada:\n```').nodes, 'code-block')[0]?.text).toBe('@here :tada:');
  });

  it('fenced code names its language', () => {
    expect(only(markdown('```ts\nconst a = 1;\n```').nodes, 'code-block')).toEqual([
      { kind: 'code-block', language: 'ts', text: 'const a = 1;' },
    ]);
  });

  it('tasks show a box', () => {
    expect(textOf(markdown('- [ ] a\n- [x] b').nodes).replace(/\s+/g, ' ').trim()).toBe('☐ a ☑ b');
  });

  it('strikethrough, tables and ordered lists that start elsewhere', () => {
    const all = flat(markdown('~~x~~\n\n3. c\n4. d\n\n|a|b|\n|-|-|\n|1|2|').nodes);
    expect(all.some((node) => node.kind === 'element' && node.tag === 's')).toBe(true);
    expect(all.find((node) => node.kind === 'ordered-list')).toMatchObject({ start: 3 });
    expect(all.filter((node) => node.kind === 'element' && node.tag === 'td')).toHaveLength(2);
  });
});

describe('plain text', () => {
  it('keeps lines and offers addresses', () => {
    const { nodes } = richBody(bodyMessage('text', 'a <b>\nhttps://x.example'), me);
    expect(nodes.map(({ kind }) => kind)).toEqual(['text', 'element', 'link']);
    expect(textOf(nodes)).toBe('a <b>https://x.example');
  });
});

describe('remembering', () => {
  it('computes a message’s body once per message object and user', () => {
    const message = bodyMessage('markdown', 'x');
    expect(rememberedBody(message, me)).toBe(rememberedBody(message, me));
    expect(rememberedBody({ ...message }, me)).not.toBe(rememberedBody(message, me));
  });
});
