import { expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../../../model/index.ts';
import { createMattermostConnector } from '../../connector.ts';
import { noAbort } from '../../testing/drafts.ts';
import { accountId, channelId, id, me } from '../../testing/payloads.ts';
import { smallServer } from '../../testing/server.ts';
import { json } from '../../testing/world.ts';
import { conversationId, messageId } from '../../testing/writer.ts';

const open = (config: Readonly<Record<string, string>> = {}) => {
  const told: unknown[] = [];
  const server = smallServer([], {
    'GET /config/client': () => json({ MaxPostSize: '16383', ...config }),
    'POST /users/me/typing': async (_url: URL, request: Request) => {
      told.push(await request.json());
      return json({ status: 'OK' });
    },
  });
  const connector = createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  });
  const { typing, writing } = connector;
  if (!typing || !writing?.fileLimits) throw new Error('nobody is told');
  const { fileLimits } = writing;
  return { typing, told, learn: () => fileLimits(noAbort) };
};

it('typing is sent with the channel, and with the root of a thread', async () => {
  const { typing, told } = open();
  expect(await typing.tell(conversationId, '', noAbort)).toEqual({ ok: true, value: null });
  await typing.tell(conversationId, messageId(1), noAbort);
  expect(told).toEqual([
    { channel_id: channelId, parent_id: '' },
    { channel_id: channelId, parent_id: id('post', 1) },
  ]);
});

it('the interval is that of the server, or five seconds before it is known', async () => {
  const asked = open({ TimeBetweenUserTypingUpdatesMilliseconds: '3000' });
  expect(asked.typing.every).toBe(5_000);
  await asked.learn();
  expect(asked.typing.every).toBe(3_000);
});

it('typing in another account’s conversation is not sent', async () => {
  const { typing, told } = open();
  expect(await typing.tell('x/y' as ConversationId, '', noAbort)).toMatchObject({ ok: false });
  expect(await typing.tell(conversationId, 'x/y/z' as MessageId, noAbort)).toMatchObject({ ok: false });
  expect(told).toEqual([]);
});
