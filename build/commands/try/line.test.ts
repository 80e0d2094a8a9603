import { describe, expect, it } from 'vitest';
import { lineOf, type Line } from './line.ts';
import { readTried } from './payload.ts';

/** Tries the content of a file. */
const tried = async (file: unknown): Promise<Line> => {
  const read = readTried(JSON.stringify(file));
  if (!read.ok) throw new Error(read.sentence);
  return lineOf(read.value);
};

const ada = { name: 'Ada Okafor', username: 'ada', teamsId: 'ada-in-teams' };

describe('npm run try on a post', () => {
  it('has the shown text, the carried text, mentions, files and reactions', async () => {
    const line = await tried({
      people: [ada],
      input: {
        kind: 'post',
        message: '**Boats** stay in, @ada.',
        file_ids: ['f1'],
        metadata: {
          files: [{ id: 'f1', name: 'tides.pdf', mime_type: 'application/pdf' }],
          reactions: [
            { user_id: 'u1', emoji_name: '+1' },
            { user_id: 'u1', emoji_name: 'our_own' },
          ],
        },
      },
    });
    expect(line).toEqual({
      service: 'mattermost',
      shown: 'Boats stay in, @ada.',
      carried:
        '<p><strong>Boats</strong> stay in, <at id="0">Ada Okafor</at>.</p><attachment id="file-0"></attachment>',
      mentions: ['@ada'],
      files: ['tides.pdf'],
      reactions: ['👍'],
      discarded: null,
    });
  });
  it('reads a bare post, and an event of the websocket', async () => {
    const post = { id: 'p1', channel_id: 'c1', user_id: 'u1', create_at: 5, message: 'hello' };
    expect((await tried(post)).carried).toBe('<p>hello</p>');
    const event = { event: 'posted', data: { post: JSON.stringify(post) } };
    expect((await tried(event)).carried).toBe('<p>hello</p>');
  });
  it('numbers a list like the screen', async () => {
    expect((await tried({ kind: 'post', message: '3. a\n4. b\n' })).shown).toBe('3. a\n4. b');
  });
  it('has the reason why something is discarded', async () => {
    expect(await tried({ channel_id: 'c1', create_at: 'soon' })).toMatchObject({
      shown: null,
      carried: null,
      discarded: 'malformed-date',
    });
    expect(await tried({ input: { post: { delete_at: 5 } } })).toMatchObject({ discarded: 'deleted' });
  });
  it('shows an event without an author, which is not carried', async () => {
    const line = await tried({ type: 'system_header_change', props: { new_header: 'Tides' }, message: 'x' });
    expect(line).toMatchObject({
      shown: 'Somebody changed the topic to “Tides”',
      carried: null,
      discarded: 'system-message',
    });
  });
});

describe('npm run try on a chatMessage', () => {
  const mention = {
    id: 0,
    mentionText: 'Ada Okafor',
    mentioned: { user: { id: 'x1', displayName: 'Ada Okafor' } },
  };
  const body = { contentType: 'html', content: '<p>Ask <at id="0">Ada Okafor</at><br>today</p>' };
  it('has the shown text, the carried text and mentions', async () => {
    const line = await tried({ input: { kind: 'chatMessage', body, mentions: [mention] }, people: [ada] });
    expect(line).toMatchObject({
      service: 'teams',
      shown: 'Ask Ada Okafor\ntoday',
      mentions: ['Ada Okafor'],
    });
    // The known Ada is another person than the mentioned one.
    expect(line.carried).toBe('Ask Ada Okafor\ntoday');
  });
  it('finds a person by name if the file has no id', async () => {
    const line = await tried({
      body,
      mentions: [mention],
      people: [{ name: 'Ada Okafor', username: 'ada' }],
    });
    expect(line.carried).toBe('Ask @ada\ntoday');
  });
  it('takes a message of a channel, with its subject and a card', async () => {
    const card = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Gate 4' }] };
    const line = await tried({
      id: '1780000000001',
      channelIdentity: { teamId: 't', channelId: '19:k@thread.tacv2' },
      subject: 'Ferries',
      body: { contentType: 'html', content: '<attachment id="a"></attachment>' },
      attachments: [
        { id: 'a', contentType: 'application/vnd.microsoft.card.adaptive', content: JSON.stringify(card) },
      ],
    });
    expect(line.shown).toBe('Ferries\nGate 4');
    expect(line.carried).toContain('Gate 4');
  });
});

describe('a file that npm run try refuses', () => {
  it.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['no message', '{"input": {"kind": "harness", "answers": []}}'],
    ['frames', '{"input": {"frames": []}}'],
    ['odd people', '{"message": "x", "people": [5]}'],
    ['an odd server', '{"message": "x", "server": "chat"}'],
  ])('%s', (_name, text) => {
    expect(readTried(text).ok).toBe(false);
  });
});
