import { expect, it } from 'vitest';
import type { MessageId } from '../../../model/index.ts';
import { graphRefusal } from '../testing/test-world.ts';
import { channel, chat, draft, never, scriptedWriting, stamp } from './testing/drafting.ts';

const place = '/teams/t/channels/19:k';
const forbidden = { kind: 'forbidden', status: 403, code: 'Forbidden' } as const;

it.each([
  ['channel', { [place]: { id: '19:k', isArchived: true } }, 'archived'],
  [
    'team',
    { [place]: { id: '19:k', isArchived: false }, '/teams/t': { id: 't', isArchived: true } },
    'archived',
  ],
  ['neither', { [place]: { id: '19:k' }, '/teams/t': { id: 't', isArchived: false } }, undefined],
  [
    'nobody knows',
    { [place]: graphRefusal(503, 'ServiceUnavailable'), '/teams/t': graphRefusal(403, 'Forbidden') },
    undefined,
  ],
])('a forbidden act in a channel has the reason “archived” if it is: %s', async (_case, answers, because) => {
  const { writing } = scriptedWriting({
    ...answers,
    [`POST ${place}/messages`]: graphRefusal(403, 'Forbidden'),
  });
  const failure = because === undefined ? forbidden : { ...forbidden, because };
  expect(await writing.send(channel, draft(), stamp, never)).toEqual({ ok: false, failure });
});

it('a forbidden act in a chat, or another refusal, causes no more requests', async () => {
  const { writing, world } = scriptedWriting({
    'POST /chats/19:c/messages': graphRefusal(403, 'Forbidden'),
    [`POST ${place}/messages/7/setReaction`]: graphRefusal(400, 'BadRequest'),
  });
  expect(await writing.send(chat, draft(), stamp, never)).toEqual({ ok: false, failure: forbidden });
  const reaction = { emoji: '\u{1f44d}', name: 'thumbsup' };
  expect(await writing.react(`${channel}/7` as MessageId, reaction, true, never)).toMatchObject({
    failure: { kind: 'refused', status: 400 },
  });
  expect(world.sent).toHaveLength(2);
});
