/** Public bug reports and recorded payloads as inputs of `npm run try`: the shown text, and the text for Teams. */
import { describe, expect, it } from 'vitest';
import { lineOf, type Line } from './line.ts';
import { readTried } from './payload.ts';

const tried = async (input: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Line> => {
  const read = readTried(JSON.stringify({ input, ...more }));
  if (!read.ok) throw new Error(read.sentence);
  return lineOf(read.value);
};

const post = (message: string, more: Record<string, unknown> = {}): Promise<Line> =>
  tried({ kind: 'post', message }, more);

describe('tables', () => {
  it('case 22: a cell beyond the header is shown', async () => {
    const line = await post('| Command | Does |\n|---|---|\n| `!access ask|never` | asks, or never asks |');
    expect(line.shown).toBe('Command Does\n`!access ask never` asks, or never asks');
    expect(line.carried).toContain('<td>asks, or never asks</td>');
  });
  it('case 22: a link in a cell beyond the header is shown', async () => {
    const line = await post('| a |\n|---|\n| 1 | [B](https://x.example/1) |');
    expect(line.carried).toContain('<a href="https://x.example/1">B</a>');
  });
  it('case 23: an empty header cell is shown', async () => {
    const line = await post('| a | b ||\n|---|---|\n| 1 | 2 |');
    expect(line.shown).toBe('a b\n1 2');
    expect(line.carried).toMatch(/^<table>.*<th>b<\/th>.*<td>2<\/td>/);
  });
});

describe('people of other servers', () => {
  const people = [{ name: 'John Reed', username: 'john' }];
  it('case 27: @name:remote is not the local person of that name', async () => {
    const line = await post('@john:acme please look', { people });
    expect(line).toMatchObject({
      shown: '@john:acme please look',
      carried: '<p>@john:acme please look</p>',
      mentions: [],
    });
  });
  it('are mentioned if they are known', async () => {
    const remote = { name: 'John of Acme', username: 'john:acme' };
    const line = await post('@john:acme please look, @john: you too', { people: [...people, remote] });
    expect(line.mentions).toEqual(['@john:acme', '@john']);
    expect(line.carried).toBe(
      '<p><at id="0">John of Acme</at> please look, <at id="1">John Reed</at>: you too</p>',
    );
  });
  it('include @all:acme, which does not mention everybody here', async () => {
    expect((await post('@all:acme hello')).mentions).toEqual([]);
  });
});

describe('links within the server', () => {
  it('case 31: lead to the server', async () => {
    const line = await post('[see post](/eng/pl/abcdefghijklmnopqrstuvwxyz)', {
      server: 'https://chat.acme.example',
    });
    expect(line.shown).toBe('see post');
    expect(line.carried).toBe(
      '<p><a href="https://chat.acme.example/eng/pl/abcdefghijklmnopqrstuvwxyz">see post</a></p>',
    );
  });
  it('lead nowhere if they only press a button of the post', async () => {
    const line = await post('[Approve](mmaction://approve) it');
    expect(line).toMatchObject({ shown: 'Approve it', carried: '<p>Approve it</p>' });
  });
  it('lead to another host if they name one without a scheme', async () => {
    expect((await post('[a](//x.example/y)')).carried).toBe('<p><a href="https://x.example/y">a</a></p>');
  });
});

const integration = (props: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Line> =>
  tried({ post: { message: '', props: { from_webhook: 'true', ...props }, ...more } });

describe('posts of integrations', () => {
  it('case 101: Mattermost Blocks alone', async () => {
    const line = await integration({
      webhook_display_name: 'Harbour desk',
      mm_blocks: [
        { type: 'text', text: 'Ferry **Otter** leaves at 14:30.' },
        {
          type: 'collapsible',
          header: [{ type: 'text', text: 'Crew' }],
          content: [{ type: 'text', text: 'Ask [the desk](https://desk.example/crew)' }],
        },
        {
          type: 'column_set',
          columns: [{ type: 'column', items: [{ type: 'text', text: 'Gate 4' }] }],
        },
        { type: 'image', url: 'https://desk.example/map.png', alt_text: 'Map of the quay' },
        { type: 'divider' },
        { type: 'button', text: 'Take over', action_id: 'take' },
        {
          type: 'static_select',
          action_id: 'when',
          placeholder: 'Pick a day',
          options: [{ text: 'Monday', value: 'm' }],
        },
      ],
      mm_blocks_actions: 'AAAA',
    });
    expect(line.shown).toBe(
      'Ferry Otter leaves at 14:30.\nCrew\nAsk the desk\nGate 4\nTake over\nPick a day: Monday\nthe desk\nMap of the quay',
    );
    expect(line.carried).toContain('<a href="https://desk.example/crew">the desk</a>');
    expect(line.carried).toContain('<a href="https://desk.example/map.png">Map of the quay</a>');
    expect(line.carried).toContain('Pick a day: Monday');
    expect(line.carried).not.toContain('AAAA');
  });
  it('elements of unknown kinds are containers of text, as in Block Kit and adaptive cards', async () => {
    const line = await integration({
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'Storm at quay 4' },
          accessory: { type: 'novel', label: 'Ring' },
        },
        { type: 'context', elements: [{ type: 'plain_text', text: 'since noon' }] },
      ],
    });
    expect(line.shown).toBe('Storm at quay 4\nRing\nsince noon');
    const card = await integration({
      cards: [
        {
          type: 'AdaptiveCard',
          body: [
            { type: 'TextBlock', text: 'Boats stay in.' },
            { type: 'FactSet', facts: [{ title: 'Gate', value: '4' }] },
          ],
          actions: [{ type: 'Action.OpenUrl', title: 'Tides', url: 'https://x.example' }],
        },
      ],
    });
    expect(card.shown).toBe('Boats stay in.\nGate: 4\nTides');
  });
  it('case 104: a poll with its answers', async () => {
    const line = await integration(
      {
        attachments: [
          {
            author_name: 'Ada Okafor',
            title: 'Where do we eat?',
            text: '**Total votes**: 3',
            actions: [
              { id: 'v0', type: 'button', name: 'Harbour (2)' },
              { id: 'v1', type: 'button', name: 'Canteen (1)' },
              { id: 's', type: 'select', name: 'Choose a day', options: [{ text: 'Monday', value: '1' }] },
            ],
          },
        ],
      },
      { type: 'custom_matterpoll' },
    );
    const said = 'Ada Okafor\nTotal votes: 3\nHarbour (2)\nCanteen (1)\nChoose a day: Monday';
    expect(line.shown).toBe(`Where do we eat?\n${said}`);
    expect(line.carried).toBe(
      `<p><strong>Where do we eat?</strong></p><p>${said.replaceAll('\n', '<br>')}</p>`,
    );
  });
  it('case 108: the type of a plug-in is not shown as text', async () => {
    const line = await integration({}, { message: 'The ferry leaves at 14:30.', type: 'custom_llmbot' });
    expect(line).toMatchObject({
      shown: 'The ferry leaves at 14:30.',
      carried: '<p>The ferry leaves at 14:30.</p>',
    });
    const alone = await integration({}, { type: 'custom_llmbot' });
    expect(alone.shown).toBe('Something that can be seen only where it was posted');
    expect(alone.carried).not.toContain('custom_');
  });
  it('case 29: a voice post has its sound', async () => {
    const line = await tried({
      kind: 'post',
      post: {
        type: 'custom_voice',
        message: 'Voice Message',
        file_ids: [],
        props: { fileId: 'f1f1f1f1f1f1f1f1f1f1f1f1f1', duration: 4000 },
      },
    });
    expect(line).toMatchObject({ shown: 'Voice Message', files: ['Voice message.mp3'] });
    expect(line.carried).toContain('<attachment id="file-0">');
  });
  it('links of their cards without a host lead to the server', async () => {
    const line = await integration({
      attachments: [{ text: 'see [it](/eng/pl/x)', title: 'A', title_link: '/b' }],
    });
    expect(line.carried).toContain('href="https://mattermost.example/eng/pl/x"');
    expect(line.carried).toContain('href="https://mattermost.example/b"');
  });
});

describe('emoticons', () => {
  it('are emoji on screen and in Teams', async () => {
    const line = await post('fine :) and :-D I <3 it ;)');
    expect(line.shown).toBe('fine 🙂 and 😄 I ❤️ it 😉');
    expect(line.carried).toBe('<p>fine 🙂 and 😄 I ❤️ it 😉</p>');
  });
  it('are no emoji in code, addresses and words', async () => {
    const text = 'see `a :) b` at https://x.example/:-D/y or 12:30, a:)b';
    expect((await post(text)).shown).toBe(text.replaceAll('`', ''));
    expect((await post(text)).carried).toContain('<code>a :) b</code>');
  });
  it('that Teams shows as text stay text on Mattermost', async () => {
    const line = await tried({
      kind: 'chatMessage',
      body: { contentType: 'html', content: '<p>f(x):) 😉</p>' },
    });
    expect(line.carried).not.toContain(':)');
    expect((await post(line.carried ?? '')).shown).toContain(':');
    expect((await post(line.carried ?? '')).shown).not.toContain('🙂');
  });
});
