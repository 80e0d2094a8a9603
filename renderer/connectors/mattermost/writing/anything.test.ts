/** Whatever a server, a proxy or a plug-in answers to an act, nothing throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { succeeded, type FileReference } from '../../../model/index.ts';
import { createMattermostConnector } from '../connector.ts';
import { carryKey, markNote, sharedKey, words } from '../testing/drafts.ts';
import { accountId, channelId, id, me, post, user } from '../testing/payloads.ts';
import { json, MattermostTestWorld } from '../testing/world.ts';
import { conversationId, testFileId, messageId, testPersonId } from '../testing/writer.ts';

/** Each act gets its own signal, because all acts run at the same time. */
const signal = (): AbortSignal => new AbortController().signal;

describe('anything at all', () => {
  it('as an answer to any act is a value or a failure', async () => {
    const likely = fc.constantFrom<unknown>(
      post(1),
      user(me, 'ada', { props: { isthmus: 'x' } }),
      { id: id('upload'), channel_id: channelId, file_size: 3, file_offset: 0 },
      { id: channelId, type: 'O', team_id: id('team') },
      { order: [id('post', 1)], posts: { [id('post', 1)]: null } },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), likely),
        fc.constantFrom(200, 201, 204, 206, 400, 404, 413, 416, 418, 500, 503),
        async (payload, status) => {
          const world = new MattermostTestWorld(() =>
            status === 204 ? new Response(null, { status }) : json(payload, status),
          );
          const { writing, memory } = createMattermostConnector({
            accountId,
            userId: me,
            baseUrl: 'https://app.example/g',
            world,
          });
          if (!writing || !memory) throw new Error('the connector cannot write');
          const stamp = { key: carryKey('k'), note: markNote('a') };
          const link = { kind: 'link', teams: sharedKey('t'), name: 'T', since: null } as const;
          const answers = await Promise.all([
            writing.send(conversationId, words('x'), stamp, signal()),
            writing.edit(messageId(1), words('x'), signal()),
            writing.remove(messageId(1), signal()),
            writing.react(messageId(1), { emoji: '👍', name: '' }, true, signal()),
            writing.react(messageId(1), { emoji: '👍', name: '' }, false, signal()),
            writing.markRead(conversationId, 5, signal()),
            writing.markUnread(messageId(1), 5, signal()),
            writing.download({ id: testFileId, size: 9 } as FileReference, 5, signal()),
            writing.upload(
              {
                conversationId,
                of: null,
                name: 'x',
                size: 3,
                mimeType: null,
                session: JSON.stringify({ id: id('upload') }),
                bytes: () => Promise.resolve(succeeded(new Blob(['123']).stream())),
              },
              signal(),
            ),
            memory.mark(messageId(1), markNote('b'), signal()),
            memory.link(conversationId, link, 'Linked.', stamp, signal()),
            memory.pin(messageId(1), signal()),
            memory.mayLink(conversationId, testPersonId(me), signal()),
            memory.linkPosts(conversationId, signal()),
            memory.deletedSince(conversationId, 1, signal()),
            memory.readChoices(signal()),
            memory.claim(sharedKey('t'), signal()),
            memory.claim(null, signal()),
            memory.readLeases(signal()),
            memory.removeLease(1, signal()),
            memory.writeLease({ share: 0, shares: 1, computer: 'c', beat: 1, lasts: 1 }, signal()),
          ]);
          for (const answer of answers)
            expect(answer.ok || typeof answer.failure.kind === 'string').toBe(true);
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  });
});
