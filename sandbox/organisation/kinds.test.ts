import { describe, expect, it } from 'vitest';
import { generateOrganisation } from './generate.ts';
import { mattermostKinds } from './special/mattermost-kinds.ts';
import { forwardedPicture, hangingKinds } from './special/teams-hanging.ts';
import { teamsEvents } from './special/teams-events.ts';
import { scenesByTopic } from './talk/talk.ts';
import { loneLines, shortAnswers } from './words/singles.ts';

const now = Date.UTC(2026, 8, 1, 12);
// The default of callers, and the smallest size that promises every kind.
const plans = ([4000, 700] as const).map((messages) => generateOrganisation({ seed: 1, messages, now }));

describe.each(plans)('the plan holds', ({ teams, mattermost, sampleUser }) => {
  const body = teams.messages.map(({ content }) => content).join('\n');
  const markdown = mattermost.posts.map(({ message }) => message).join('\n');

  it.each([
    '<table>',
    '<ul>',
    '<ol>',
    '<blockquote>',
    '<a href="https://',
    '<codeblock class="python"><code>',
    '<emoji id=',
    '<strong>',
    '<em>',
    '<s>',
    '<u>',
    '<h2>',
    '<at id="0">',
    '<at id="1">',
    'صباح',
    'בוקר',
    'cafe\u0301',
    '👩🏽‍🚀',
    '&lt;script&gt;',
    '<div>',
    '<span style',
    '<p>&nbsp;</p>',
  ])('on Teams: %s', (piece) => {
    expect(body.normalize('NFC').toLowerCase()).toContain(piece.normalize('NFC').toLowerCase());
  });

  it.each([
    '```python',
    '```\nplain',
    '| station | voltage |',
    '- gloves',
    '1. Switch',
    '> The map',
    '[how to read a wave](',
    '@channel',
    '@all',
    '@here',
    ':tada:',
    'צהריים',
    '👨‍👩‍👧‍👦',
    '- [x]',
    '~~',
    '## Notes',
    '$E',
    '![tide',
    '~town-square',
    '<img src=x',
  ])('on Mattermost: %s', (piece) => {
    expect(markdown).toContain(piece.replace('צהריים', 'הצהריים'));
  });

  it('Teams messages of every other kind', () => {
    const some = (holds: (message: (typeof teams.messages)[number]) => unknown): boolean =>
      teams.messages.some((one) => Boolean(holds(one)));
    expect(some((one) => one.contentType === 'text')).toBe(true);
    expect(some((one) => one.subject)).toBe(true);
    expect(some((one) => one.importance === 'high')).toBe(true);
    expect(some((one) => one.importance === 'urgent')).toBe(true);
    expect(some((one) => one.card)).toBe(true);
    expect(some((one) => one.codeSnippet)).toBe(true);
    expect(some((one) => one.files.length > 1)).toBe(true);
    expect(some((one) => one.images.length > 1)).toBe(true);
    expect(some((one) => one.replyTo)).toBe(true);
    expect(some((one) => one.quotes)).toBe(true);
    expect(some((one) => one.editedAt)).toBe(true);
    expect(some((one) => one.deletedAt)).toBe(true);
    expect(some((one) => one.content.length > 8000)).toBe(true);
    expect(
      some((one) => new Set(one.reactions.map(({ emoji }) => emoji)).size > 1 && one.reactions.length > 2),
    ).toBe(true);
    expect(some((one) => one.mentions.includes(sampleUser))).toBe(true);
  });

  it('Teams attachments of every kind', () => {
    const planned = new Set(
      teams.messages.flatMap(({ hanging = [] }) => hanging.map((one) => one.contentType)),
    );
    expect(planned).toEqual(
      new Set([...Object.values(hangingKinds), forwardedPicture].map(({ contentType }) => contentType)),
    );
    expect(planned.size).toBeGreaterThan(12);
  });

  it('every event detail that Graph documents', () => {
    const planned = new Set(teams.messages.flatMap(({ event }) => (event ? [event['@odata.type']] : [])));
    expect(planned).toEqual(new Set(teamsEvents('', '', 0).map(({ detail }) => detail['@odata.type'])));
    // And the type of all of them, for details newer than this.
    expect(planned.size).toBe(31);
  });

  it('Mattermost posts of every other kind', () => {
    const some = (holds: (post: (typeof mattermost.posts)[number]) => unknown): boolean =>
      mattermost.posts.some((one) => Boolean(holds(one)));
    const types = new Set(mattermost.posts.map(({ type }) => type));
    for (const { name } of mattermostKinds(sampleUser))
      if (/^(system|custom|burn)_/.test(name)) expect(types).toContain(name);
    expect(types).toContain('me');
    expect(some((one) => one.props.attachments)).toBe(true);
    expect(some((one) => one.props.override_username)).toBe(true);
    expect(some((one) => one.pinned)).toBe(true);
    expect(some((one) => one.priority === 'important')).toBe(true);
    expect(some((one) => one.priority === 'urgent')).toBe(true);
    expect(some((one) => one.files.length === 10)).toBe(true);
    expect(some((one) => one.files.some(({ mimeType }) => mimeType === 'image/png'))).toBe(true);
    expect(some((one) => one.replyTo)).toBe(true);
    expect(some((one) => one.editedAt)).toBe(true);
    expect(some((one) => one.deletedAt)).toBe(true);
    expect(some((one) => one.message.length > 10_000)).toBe(true);
    expect(
      some((one) => new Set(one.reactions.map(({ emoji }) => emoji)).size > 1 && one.reactions.length > 2),
    ).toBe(true);
  });

  it('no post that a service would refuse: posts are within the limit, and no reply has a deleted root', () => {
    const roots = new Map(mattermost.posts.map((post) => [post.key, post]));
    for (const post of mattermost.posts) {
      expect(post.message.length).toBeLessThanOrEqual(16_383);
      const root = post.replyTo === null ? undefined : roots.get(post.replyTo);
      if (root?.deletedAt) expect(post.deletedAt).not.toBeNull();
    }
  });

  it('no unfilled place and no left mark', () => {
    expect(`${body}${markdown}`).not.toMatch(/\{@?[A-Za-z]+\d?\}(?!\s*")|[\uE000\uE001]/);
  });
});

describe('the built-in words', () => {
  it('are several hundred different sentences', () => {
    const lines = Object.values(scenesByTopic).flatMap((scenes) =>
      scenes.flatMap((scene) => scene.map(({ text }) => text)),
    );
    expect(new Set([...lines, ...loneLines, ...shortAnswers]).size).toBeGreaterThan(500);
  });

  it('are scenes of speakers A to D, and each line has words', () => {
    for (const scene of Object.values(scenesByTopic).flat()) {
      for (const { speaker, text } of scene) {
        expect(speaker).toMatch(/^[A-D]$/);
        expect(text.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('the pictures', () => {
  it('are real PNG files with an intact checksum in every chunk', async () => {
    const { crc32, inflateSync } = await import('node:zlib');
    const images = plans.flatMap(({ teams }) => teams.messages.flatMap((message) => message.images));
    for (const { bytes } of new Set(images)) {
      const file = Buffer.from(bytes);
      expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      const types: string[] = [];
      for (let at = 8; at < file.length;) {
        const length = file.readUInt32BE(at);
        const type = file.toString('latin1', at + 4, at + 8);
        types.push(type);
        expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
        if (type === 'IDAT') {
          const pixels = inflateSync(file.subarray(at + 8, at + 8 + length));
          expect(pixels.length).toBe(file.readUInt32BE(20) * (1 + 3 * file.readUInt32BE(16)));
        }
        at += 12 + length;
      }
      expect(types).toEqual(['IHDR', 'IDAT', 'IEND']);
    }
  });
});
