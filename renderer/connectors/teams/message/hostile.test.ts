/** For any payload, mapping neither throws nor takes long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonRecord } from '../graph/json.ts';
import { mapMessage } from './message.ts';
import { changesOfPage, mapPage } from './page.ts';
import { author, channelContext, chatContext, chatMessage } from './testing/samples.ts';

const rich: JsonRecord = chatMessage({
  policyViolation: { dlpAction: 'none', policyTip: { generalText: 'x' } },
  eventDetail: null,
  mentions: [{ id: 0, mentionText: 'Ben', mentioned: { user: { id: 'u2', displayName: 'Ben' } } }],
  reactions: [
    { reactionType: 'like', createdDateTime: '2023-11-14T22:13:21Z', user: { user: { id: 'u2' } } },
  ],
  attachments: [
    { id: '1', contentType: 'reference', contentUrl: 'https://x.example/a.png', name: 'a.png' },
    { id: '2', contentType: 'messageReference', content: '{"messageId":"1","messagePreview":"x"}' },
    {
      id: '3',
      contentType: 'application/vnd.microsoft.card.adaptive',
      content:
        '{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"hi"},{"type":"FactSet","facts":[{"title":"a","value":"b"}]}]}',
    },
    {
      id: '4',
      contentType: 'application/vnd.microsoft.teams.card.o365connector',
      content: '{"sections":[{"facts":[]}]}',
    },
  ],
  replies: [chatMessage({ id: '1700000000001', replyToId: '1700000000000', from: author })],
});

/** Puts `value` in place of one of the properties below `target`, chosen by `path`. */
const replaceAt = (target: unknown, path: readonly number[], value: unknown): unknown => {
  const [step = 0, ...rest] = path;
  if (typeof target !== 'object' || target === null) return value;
  const keys = Object.keys(target);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const held: unknown = (target as Record<string, unknown>)[key];
  const next = rest.length === 0 ? value : replaceAt(held, rest, value);
  return Array.isArray(target)
    ? target.map((item: unknown, at) => (String(at) === key ? next : item))
    : { ...target, [key]: next };
};

describe('hostile payloads', () => {
  it('of any JSON do not throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        mapMessage(chatContext, value);
        mapPage(channelContext, [value]);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('with any one property replaced do not throw, and do not change the rest of the page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
        fc.jsonValue({ maxDepth: 3 }),
        (path, value) => {
          const page = mapPage(channelContext, [
            replaceAt(rich, path, value),
            chatMessage({ id: '1700000000777' }),
          ]);
          const changes = changesOfPage(
            page,
            page.messages.map(({ message }) => message),
          );
          expect(
            changes.some(
              (change) => change.kind === 'message' && change.message.id.endsWith('1700000000777'),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 2_000, seed: 2 },
    );
  });

  it('with script in every text become text in previews and attachments', () => {
    const script = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const page = mapPage(chatContext, [
      chatMessage({
        subject: script,
        body: { contentType: 'html', content: script },
        attachments: [
          {
            id: '1',
            contentType: 'messageReference',
            content: JSON.stringify({ messageId: '1', messagePreview: script }),
          },
          {
            id: '2',
            contentType: 'application/vnd.microsoft.card.hero',
            content: JSON.stringify({ title: script, text: script }),
          },
        ],
      }),
    ]);
    const message = page.messages[0]?.message;
    expect(message?.plain).not.toContain('<');
    expect(JSON.stringify(message?.attachments)).not.toContain('<');
  });

  it('are left out of a page one by one, each with its reason', () => {
    const page = mapPage(chatContext, [
      null,
      chatMessage(),
      { id: 7 },
      chatMessage({ messageType: 'typing' }),
      'x',
    ]);
    expect(page.messages).toHaveLength(1);
    expect(page.others.map((one) => one.kind === 'discarded' && one.reason)).toEqual([
      'malformed-message',
      'malformed-message',
      'ephemeral-message',
      'malformed-message',
    ]);
  });
});

describe('speed', () => {
  it('is 10,000 typical messages a second or more', () => {
    const content =
      '<p>Good morning <at id="0">Ada Okafor</at>, the pump at site four is <strong>running</strong> again.&nbsp;</p><ul><li>pressure 3.4</li><li>flow 12</li></ul>';
    const mentions = [
      { id: 0, mentionText: 'Ada Okafor', mentioned: { user: { id: 'u2', displayName: 'Ada Okafor' } } },
    ];
    const reactions = [{ reactionType: '👍', user: { user: { id: 'u2' } } }];
    const values = Array.from({ length: 10_000 }, (_, at) =>
      chatMessage({
        id: String(1_700_000_000_000 + at),
        body: { contentType: 'html', content },
        mentions,
        reactions,
      }),
    );
    mapPage(chatContext, values.slice(0, 2_000));
    // This process's own CPU time, because the machine may be busy.
    const began = process.cpuUsage();
    expect(mapPage(chatContext, values).messages).toHaveLength(10_000);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});
