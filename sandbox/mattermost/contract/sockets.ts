/** The websocket: one test for each quirk of facts, Websocket and CORS and Origin. */
import { describe, expect, test } from 'vitest';
import { listen, openSocket, type Fixture, type Json, type Listener, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

const connectionId = async (listener: Listener): Promise<string> =>
  String((await listener.only('hello')).data?.connection_id);

/** The values that a client keeps in order to resume. */
const resumeWith = async (listener: Listener): Promise<Record<string, string>> => ({
  connection_id: await connectionId(listener),
  sequence_number: String(listener.frames.filter((frame) => frame.event !== undefined).length),
});

const drop = async (fixture: Fixture, listener: Listener): Promise<void> => {
  listener.handle?.closed();
  await fixture.settle();
};

const seqs = (listener: Listener): unknown[] => listener.frames.flatMap((frame) => frame.seq ?? []);

export const socketContract = (open: OpenFixture): void => {
  describe('opening a websocket', () => {
    const on = stage(open);

    test('a socket authenticated at the upgrade gets hello with sequence 0 and no reply', async () => {
      const ears = await listen(on.scene.ada);
      expect(ears.frames[0]).toMatchObject({ event: 'hello', seq: 0 });
      expect(await connectionId(ears)).toHaveLength(26);
    });

    test('an authentication_challenge is answered OK and then hello', async () => {
      const ears = await openSocket(on.fixture, {});
      expect(ears.frames).toEqual([]);
      ears.ask({ seq: 1, action: 'authentication_challenge', data: { token: on.scene.ada.token } });
      await on.fixture.settle();
      await ears.only('hello');
      expect(ears.frames[0]).toEqual({ status: 'OK', seq_reply: 1 });
      expect(ears.frames[1]).toMatchObject({ event: 'hello', seq: 0 });
    });

    test('a challenge with a wrong token ends the connection without an answer', async () => {
      const ears = await openSocket(on.fixture, {});
      ears.ask({ seq: 1, action: 'authentication_challenge', data: { token: 'nonsense' } });
      await ears.until(() => ears.closedWith !== null);
      expect([ears.frames, ears.closedWith]).toEqual([[], 1006]);
    });

    test('a socket that does not authenticate is closed after 5 s', async (context) => {
      const [silent, signedIn] = [await openSocket(on.fixture, {}), await listen(on.scene.ada)];
      await on.pass(context, 4_999);
      expect(silent.closedWith).toBeNull();
      await on.pass(context, 1);
      expect([silent.closedWith, signedIn.closedWith]).toEqual([1006, null]);
    });

    const from = (origin: string): Promise<Listener> =>
      openSocket(on.fixture, { origin, authorization: `Bearer ${on.scene.ada.token ?? ''}` });

    test('no Origin is accepted, null and foreign ones are refused with 400, the site’s own is accepted (settings SiteURL, AllowCorsFrom: "")', async (context) => {
      on.needs(context, { AllowCorsFrom: '' });
      expect((await from('null')).refusal?.status).toBe(400);
      const foreign = await from('https://evil.example');
      expect(JSON.parse(foreign.refusal?.body ?? '{}')).toMatchObject({
        id: 'api.web_socket.connect.upgrade.app_error',
        status_code: 400,
      });
      const site = on.fixture.settings.SiteURL ?? '';
      const own = new URL(site === '' ? on.fixture.baseUrl : site).origin;
      expect((await from(own)).refusal).toBeNull();
    });

    test('an allowed Origin is accepted, null still refused (setting AllowCorsFrom)', async (context) => {
      on.needs(context, { AllowCorsFrom: 'https://desk.example' });
      expect((await from('https://desk.example')).refusal).toBeNull();
      expect((await from('null')).refusal?.status).toBe(400);
    });

    test('events have omit_users null if they leave nobody out', async () => {
      const ears = await listen(on.scene.ada);
      await on.write('hello');
      await on.fixture.settle();
      expect((await ears.only('posted')).broadcast).toEqual({
        omit_users: null,
        user_id: '',
        channel_id: on.scene.channelId,
        team_id: '',
        connection_id: '',
        omit_connection_id: '',
      });
    });

    test('ping is answered by pong; an unknown action fails; a message without seq fails', async () => {
      const ears = await listen(on.scene.ada);
      ears.ask({ action: 'ping', seq: 1 });
      ears.ask({ action: 'fly', seq: 2 });
      ears.ask({ action: 'ping' });
      await on.fixture.settle();
      const replies = await ears.replies(3);
      expect(replies[0]).toMatchObject({ status: 'OK', seq_reply: 1, data: { text: 'pong' } });
      expect(replies[1]).toMatchObject({
        status: 'FAIL',
        seq_reply: 2,
        error: { id: 'api.web_socket_router.bad_action.app_error' },
      });
      expect(replies[2]).toMatchObject({
        status: 'FAIL',
        error: { id: 'api.web_socket_router.bad_seq.app_error' },
      });
    });

    test('typing reaches the other members only', async () => {
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      ada.ask({ action: 'user_typing', seq: 1, data: { channel_id: on.scene.channelId, parent_id: '' } });
      await on.fixture.settle();
      expect((await bo.only('typing')).data).toEqual({ parent_id: '', user_id: on.scene.ada.id });
      expect(ada.events('typing')).toEqual([]);
    });

    test('a status change causes an event for the user only; get_statuses gives all', async () => {
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      await on.scene.ada.put('/users/me/status', { user_id: on.scene.ada.id, status: 'dnd' });
      bo.ask({ action: 'get_statuses', seq: 1 });
      await on.fixture.settle();
      await ada.until(() => ada.events('status_change').at(-1)?.data?.status === 'dnd');
      expect(ada.events('status_change').at(-1)?.data).toEqual({ status: 'dnd', user_id: on.scene.ada.id });
      expect(bo.events('status_change').filter((frame) => frame.data?.user_id === on.scene.ada.id)).toEqual(
        [],
      );
      expect((await bo.replies(1)).find((frame) => frame.seq_reply === 1)?.data).toMatchObject({
        [on.scene.ada.id]: 'dnd',
      });
    });
  });

  describe('resuming a websocket', () => {
    const on = stage(open);
    const message = async (text: string): Promise<void> => {
      await on.scene.bo.post('/posts', { channel_id: on.scene.channelId, message: text });
    };

    test('case a: events missed while away are replayed without hello, in sequence', async () => {
      const ears = await listen(on.scene.ada);
      await message('before');
      await on.fixture.settle();
      const resume = await resumeWith(ears);
      await drop(on.fixture, ears);
      await message('while away');
      const back = await listen(on.scene.ada, resume);
      await message('after');
      await on.fixture.settle();
      expect(back.events('hello')).toEqual([]);
      expect(await back.several('posted', 2)).toHaveLength(2);
      expect(seqs(back)[0]).toBe(Number(resume.sequence_number));
      expect(seqs(back)).toEqual(seqs(back).map((_, at) => Number(resume.sequence_number) + at));
    });

    test('case a: events that were sent but never arrived are replayed from the dead queue', async () => {
      const ears = await listen(on.scene.ada);
      await message('arrived');
      await on.fixture.settle();
      const resume = await resumeWith(ears);
      await message('lost on the way 1');
      await message('lost on the way 2');
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.events('hello')).toEqual([]);
      expect(
        (await back.several('posted', 2)).map(
          (frame) => (JSON.parse(String(frame.data?.post)) as Json).message,
        ),
      ).toEqual(['lost on the way 1', 'lost on the way 2']);
    });

    test('case b: if nothing was missed, no event comes', async () => {
      const ears = await listen(on.scene.ada);
      const resume = { ...(await resumeWith(ears)), sequence_number: String(Number(seqs(ears).at(-1)) + 1) };
      // Going off-line and on-line again sends the user events. A second socket keeps the status unchanged.
      await listen(on.scene.ada);
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.frames).toEqual([]);
    });

    test('case c: more than 128 events missed on the way end in a new hello with a new connection id and sequence 0', async () => {
      const ears = await listen(on.scene.ada);
      const resume = await resumeWith(ears);
      for (let at = 0; at < 130; at += 1) await message(`lost ${at}`);
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.frames[0]).toMatchObject({ event: 'hello', seq: 0 });
      expect(await connectionId(back)).not.toBe(resume.connection_id);
      await message('from now on');
      await on.fixture.settle();
      expect(seqs(back)).toEqual(seqs(back).map((_, at) => at));
    });

    test('case c: 127 events missed on the way are still replayed', async () => {
      const ears = await listen(on.scene.ada);
      await message('arrived');
      await on.fixture.settle();
      const resume = await resumeWith(ears);
      for (let at = 0; at < 127; at += 1) await message(`lost ${at}`);
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.events('hello')).toEqual([]);
      expect(await back.several('posted', 127)).toHaveLength(127);
    });

    test('an inactive connection is forgotten after 5 minutes', async (context) => {
      const ears = await listen(on.scene.ada);
      const resume = await resumeWith(ears);
      await drop(on.fixture, ears);
      await on.pass(context, 5 * 60_000 + 1);
      const back = await listen(on.scene.ada, resume);
      expect(await connectionId(back)).not.toBe(resume.connection_id);
    });

    test('a connection with more than 256 waiting events is closed', async () => {
      const ears = await listen(on.scene.ada);
      await message('arrived');
      await on.fixture.settle();
      const resume = await resumeWith(ears);
      await drop(on.fixture, ears);
      for (let at = 0; at < 258; at += 1) await message(`missed ${at}`);
      const back = await listen(on.scene.ada, resume);
      expect(await connectionId(back)).not.toBe(resume.connection_id);
      expect(back.events('posted')).toEqual([]);
    });

    test('a connection with a challenge only cannot be resumed', async () => {
      const ears = await listen(on.scene.ada);
      const resume = await resumeWith(ears);
      await drop(on.fixture, ears);
      const back = await openSocket(on.fixture, {}, resume);
      back.ask({ seq: 1, action: 'authentication_challenge', data: { token: on.scene.ada.token } });
      await on.fixture.settle();
      expect(await connectionId(back)).not.toBe(resume.connection_id);
    });

    test('a connection whose socket seems alive to the server cannot be resumed', async () => {
      const ears = await listen(on.scene.ada);
      const back = await listen(on.scene.ada, await resumeWith(ears));
      expect(await connectionId(back)).not.toBe(await connectionId(ears));
    });

    test('a user cannot resume the connection of another user', async () => {
      const ears = await listen(on.scene.ada);
      const resume = await resumeWith(ears);
      await drop(on.fixture, ears);
      const stranger = await listen(on.scene.bo, resume);
      expect(await connectionId(stranger)).not.toBe(resume.connection_id);
    });

    test('a revoked session gets no more events; its requests are dropped, and its socket closes soon after', async () => {
      const ears = await listen(on.scene.ada);
      await on.scene.ada.post('/users/me/sessions/revoke/all');
      await message('not for you');
      const before = ears.frames.length;
      ears.ask({ action: 'ping', seq: 1 });
      await on.fixture.settle();
      expect([ears.events('posted'), ears.frames.length]).toEqual([[], before]);
      await on.fixture.advance?.(5_000);
      await on.fixture.settle();
      expect(ears.closedWith).toBe(1006);
    });
  });
};
