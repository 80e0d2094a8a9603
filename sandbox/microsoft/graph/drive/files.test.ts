import { describe, expect, it } from 'vitest';
import { idOf, message, startedAt } from '../../testing/organisation.ts';
import { sandbox, type Sandbox } from '../../testing/tenant.ts';
import { chunkUnit } from './upload-sessions.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const folder = '/me/drive/root:/Microsoft%20Teams%20Chat%20Files';

/** Follows the redirect to the bytes, like every fetch. */
const download = async (box: Sandbox, person: string, path: string): Promise<string> => {
  const redirect = await box.as(person).get(path);
  expect(redirect.status).toBe(302);
  const response = await box.tenant.graph.fetch(new Request(redirect.headers.get('location') ?? ''));
  return response.text();
};

describe('a download', () => {
  it('continues from an offset: 206, and 416 at the end', async () => {
    const box = sandbox();
    const put = await box.as('ada').ask('PUT', `${folder}/r.txt:/content`, { bytes: bytesOf('0123456789') });
    const address = put.body.text('@microsoft.graph.downloadUrl');
    const from = (offset: number): Promise<Response> =>
      box.tenant.graph.fetch(new Request(address, { headers: { range: `bytes=${offset}-` } }));
    const part = await from(7);
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 7-9/10',
      '789',
    ]);
    expect((await from(10)).status).toBe(416);
  });
});

describe('a small file', () => {
  it('may be empty', async () => {
    const box = sandbox();
    const put = await box.as('ada').ask('PUT', `${folder}/empty:/content`, { bytes: new Uint8Array() });
    expect(put.body.value).toMatchObject({ name: 'empty', size: 0 });
    expect(await download(box, 'ada', `/me/drive/items/${put.body.text('id')}/content`)).toBe('');
  });

  it('is uploaded by path, with a new folder; a second upload replaces the file', async () => {
    const box = sandbox();
    const first = await box.as('ada').ask('PUT', `${folder}/a%20b.txt:/content`, {
      bytes: bytesOf('one'),
      headers: { 'content-type': 'text/plain' },
    });
    expect(first.status).toBe(201);
    expect(first.body.value).toMatchObject({ name: 'a b.txt', size: 3, file: { mimeType: 'text/plain' } });
    const second = await box.as('ada').ask('PUT', `${folder}/a%20b.txt:/content`, { bytes: bytesOf('two!') });
    expect(second.status).toBe(200);
    expect(second.body.at('id')).toBe(first.body.at('id'));
    expect(await download(box, 'ada', `/me/drive/items/${first.body.text('id')}/content`)).toBe('two!');
    const other = await box
      .as('ada')
      .ask('PUT', `${folder}/a%20b.txt:/content?@microsoft.graph.conflictBehavior=rename`, {
        bytes: bytesOf('x'),
      });
    expect(other.body.at('name')).toBe('a b 1.txt');
    expect(
      (
        await box
          .as('ada')
          .ask('PUT', `${folder}/a%20b.txt:/content?@microsoft.graph.conflictBehavior=fail`, {
            bytes: bytesOf('x'),
          })
      ).status,
    ).toBe(409);
  });

  it('belongs to its owner until an invite shares it; then others find it by its address', async () => {
    const box = sandbox();
    const item = (await box.as('ada').ask('PUT', `${folder}/x.txt:/content`, { bytes: bytesOf('x') })).body;
    const path = `/drives/${item.text('parentReference', 'driveId')}/items/${item.text('id')}`;
    const share = `/shares/u!${Buffer.from(item.text('webUrl')).toString('base64url')}/driveItem`;
    expect((await box.as('ben').get(path)).status).toBe(403);
    expect((await box.as('ben').get(share)).status).toBe(403);
    const invited = await box.as('ada').post(`/me/drive/items/${item.text('id')}/invite`, {
      recipients: [{ objectId: idOf('ben') }],
      roles: ['read'],
      requireSignIn: true,
      sendInvitation: false,
    });
    expect(invited.body.at('value', 0, 'grantedToV2', 'user', 'id')).toBe(idOf('ben'));
    expect((await box.as('ben').get(share)).body.at('id')).toBe(item.at('id'));
    expect(await download(box, 'ben', `${share}/content`)).toBe('x');
    expect((await box.as('ben').ask('PUT', `${path}/content`, { bytes: bytesOf('y') })).status).toBe(403);
  });

  it('of a channel is in its filesFolder, and its eTag holds the GUID for the attachment', async () => {
    const box = sandbox();
    const { path } = box.channel('General');
    const at = (await box.as('ada').get(`${path}/filesFolder`)).body;
    const put = await box
      .as('ada')
      .ask(
        'PUT',
        `/drives/${at.text('parentReference', 'driveId')}/items/${at.text('id')}:/plan.md:/content`,
        { bytes: bytesOf('# plan') },
      );
    expect(put.status).toBe(201);
    const [, id = ''] = /\{([0-9A-F-]{36})\},1/.exec(put.body.text('eTag')) ?? [];
    const sent = await box.as('ada').post(`${path}/messages`, {
      body: { contentType: 'html', content: `here<attachment id="${id}"></attachment>` },
      attachments: [{ id, contentType: 'reference', contentUrl: put.body.at('webUrl'), name: 'plan.md' }],
    });
    expect(sent.body.at('attachments', 0)).toMatchObject({
      contentType: 'reference',
      name: 'plan.md',
      content: null,
    });
    const children = await box
      .as('ben')
      .get(`/drives/${at.text('parentReference', 'driveId')}/items/${at.text('id')}/children`);
    expect(children.body.each('name')).toEqual(['plan.md']);
  });

  it('of the plan’s chat messages can be opened by the chat’s members', async () => {
    const file = { name: 'a.txt', mimeType: 'text/plain', bytes: bytesOf('hello') };
    const box = sandbox([message('f', 'direct', 'ben', startedAt, 'x', { files: [file] })]);
    const answer = await box.as('ada').get(`/chats/${box.chat('direct')}/messages`);
    const address = String(answer.body.at('value', 0, 'attachments', 0, 'contentUrl'));
    expect(
      await download(box, 'ada', `/shares/u!${Buffer.from(address).toString('base64url')}/driveItem/content`),
    ).toBe('hello');
    expect(
      (await box.as('cleo').get(`/shares/u!${Buffer.from(address).toString('base64url')}/driveItem`)).status,
    ).toBe(403);
  });
});

describe('an upload session', () => {
  const begin = async (box: Sandbox, name = 'big.bin'): Promise<string> => {
    const answer = await box.as('ada').post(`/me/drive/root:/${name}:/createUploadSession`, {
      item: { '@microsoft.graph.conflictBehavior': 'rename' },
    });
    expect(answer.body.at('nextExpectedRanges')).toEqual(['0-']);
    return answer.body.text('uploadUrl');
  };
  const put = (
    box: Sandbox,
    url: string,
    from: number,
    size: number,
    total: number,
    more: Record<string, string> = {},
  ): Promise<Response> =>
    box.tenant.graph.fetch(
      new Request(url, {
        method: 'PUT',
        headers: { 'content-range': `bytes ${from}-${from + size - 1}/${total}`, ...more },
        body: new Uint8Array(size),
      }),
    );

  it('takes chunks that are multiples of 320 KiB, in order', async () => {
    const box = sandbox();
    const url = await begin(box);
    const total = chunkUnit * 2 + 10;
    expect((await put(box, url, 0, 1000, total)).status).toBe(400);
    expect((await put(box, url, 0, chunkUnit, total)).status).toBe(202);
    expect((await put(box, url, 0, chunkUnit, total)).status).toBe(416);
    const state = await box.tenant.graph.fetch(new Request(url));
    expect(await state.json()).toMatchObject({ nextExpectedRanges: [`${chunkUnit}-`] });
    const done = await put(box, url, chunkUnit, chunkUnit + 10, total);
    expect(done.status).toBe(201);
    expect(await done.json()).toMatchObject({ name: 'big.bin', size: total });
    expect((await put(box, url, 0, 1, 1)).status).toBe(404);
  });

  it('refuses an Authorization header, and can be cancelled', async () => {
    const box = sandbox();
    const url = await begin(box);
    expect((await put(box, url, 0, 1, 1, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await box.tenant.graph.fetch(new Request(url, { method: 'DELETE' }))).status).toBe(204);
    expect((await put(box, url, 0, 1, 1)).status).toBe(404);
  });
});
