import { describe, expect, it } from 'vitest';
import { message, minute, startedAt } from '../../testing/organisation.ts';
import { sandbox, type Sandbox } from '../../testing/tenant.ts';

const history = [
  message('d', 'direct', 'ada', startedAt, '<p>mine</p>'),
  message('e', 'direct', 'ben', startedAt + 1, '<p>his</p>'),
];

const place = (box: Sandbox): { chat: string; mine: string; his: string } => {
  const chat = box.chat('direct');
  const [mine = '', his = ''] = box.tenant.acts.messages(chat).map((one) => one.id);
  return { chat: `/chats/${chat}`, mine, his };
};

describe('PATCH a message', () => {
  it('is allowed for one’s own messages', async () => {
    const box = sandbox(history);
    const { chat, his } = place(box);
    const answer = await box.as('ada').patch(`${chat}/messages/${his}`, { body: { content: 'x' } });
    expect(answer.status).toBe(403);
  });

  it('is refused in federated chats', async () => {
    const box = sandbox([message('f', 'federated', 'ada', startedAt, 'x')]);
    const id = box.tenant.acts.messages(box.chat('With Dora'))[0]?.id ?? '';
    const answer = await box
      .as('ada')
      .patch(`/chats/${box.chat('With Dora')}/messages/${id}`, { body: { content: 'y' } });
    expect(answer.status).toBe(403);
  });
});

describe('softDelete', () => {
  it('of a channel message and a reply needs ChannelMessage.ReadWrite', async () => {
    const box = sandbox([
      message('r', 'general', 'ada', startedAt, 'root'),
      message('s', 'general', 'ada', startedAt + minute, 'reply', { replyTo: 'r' }),
    ]);
    const { path, key } = box.channel('General');
    const [root = '', reply = ''] = box.tenant.acts.messages(key).map((one) => one.id);
    const at = `${path}/messages/${root}/replies/${reply}`;
    expect((await box.as('ada', ['ChannelMessage.Send']).post(`${at}/softDelete`)).status).toBe(403);
    expect((await box.as('ada').post(`${at}/softDelete`)).status).toBe(204);
    expect((await box.as('ada').get(at)).body.at('body', 'content')).toBe('');
  });
});

describe('undoSoftDelete', () => {
  it('of a reply restores its text', async () => {
    const box = sandbox([
      message('r', 'general', 'ada', startedAt, 'root'),
      message('s', 'general', 'ada', startedAt + minute, 'reply', { replyTo: 'r' }),
    ]);
    const { path, key } = box.channel('General');
    const [root = '', reply = ''] = box.tenant.acts.messages(key).map((one) => one.id);
    const at = `${path}/messages/${root}/replies/${reply}`;
    const ada = box.as('ada');
    for (const act of ['softDelete', 'softDelete', 'undoSoftDelete', 'undoSoftDelete'])
      expect((await ada.post(`${at}/${act}`)).status, act).toBe(204);
    expect((await ada.get(at)).body.value).toMatchObject({
      deletedDateTime: null,
      body: { content: 'reply' },
    });
  });
});

describe('an edit', () => {
  it('replaces whole lists: an attachment that is not sent again is removed', async () => {
    const file = { name: 'a.txt', mimeType: 'text/plain', bytes: new Uint8Array([1]) };
    const box = sandbox([message('f', 'direct', 'ada', startedAt, '<p>x</p>', { files: [file] })]);
    const chat = box.chat('direct');
    const path = `/chats/${chat}/messages/${box.tenant.acts.messages(chat)[0]?.id ?? ''}`;
    const ada = box.as('ada');
    const [attachment] = (await ada.get(path)).body.items('attachments');
    const id = attachment?.text('id') ?? '';
    const marked = { contentType: 'html', content: `<p>y</p><attachment id="${id}"></attachment>` };
    expect((await ada.patch(path, { body: marked, attachments: [attachment?.value] })).status).toBe(204);
    expect((await ada.get(path)).body.at('attachments', 0, 'id')).toBe(id);
    await ada.patch(path, { body: { contentType: 'html', content: '<p>z</p>' } });
    expect((await ada.get(path)).body.at('attachments')).toEqual([]);
  });
});

describe('reactions', () => {
  it('change lastModifiedDateTime, but a repeated reaction does not', async () => {
    const box = sandbox(history);
    const { chat, mine } = place(box);
    const path = `${chat}/messages/${mine}`;
    const modified = async (): Promise<string> =>
      (await box.as('ada').get(path)).body.text('lastModifiedDateTime');
    const before = await modified();
    await box.as('ben').post(`${path}/setReaction`, { reactionType: '🎉' });
    const after = await modified();
    expect(after).not.toBe(before);
    box.world.pass(minute);
    await box.as('ben').post(`${path}/setReaction`, { reactionType: '🎉' });
    expect(await modified()).toBe(after);
  });
});
