/** The websocket: one test for each quirk of facts, Websocket and CORS and Origin. */
import { describe, expect, test } from 'vitest';
import { listen, openSocket, type Fixture, type Json, type Listener, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

/** What a client keeps to come back with. */
const resumeWith = (listener: Listener): Record<string, string> => ({
  connection_id: String(listener.only('hello').data?.connection_id),
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
      expect(String(ears.only('hello').data?.connection_id)).toHaveLength(26);
    });

    test('an authentication_challenge is answered OK and then hello', async () => {
      const ears = await openSocket(on.fixture, {});
      expect(ears.frames).toEqual([]);
      ears.ask({ seq: 1, action: 'authentication_challenge', data: { token: on.scene.ada.token } });
      await on.fixture.settle();
      expect(ears.frames[0]).toEqual({ status: 'OK', seq_reply: 1 });
      expect(ears.frames[1]).toMatchObject({ event: 'hello', seq: 0 });
    });

    test('a challenge with a wrong token ends the connection without a word', async () => {
      const ears = await openSocket(on.fixture, {});
      ears.ask({ seq: 1, action: 'authentication_challenge', data: { token: 'nonsense' } });
      await on.fixture.settle();
      expect([ears.frames, ears.closedWith]).toEqual([[], 1006]);
    });

    test('a socket that does not authenticate is closed after 5 s', async (context) => {
      const [silent, signedIn] = [await openSocket(on.fixture, {}), await listen(on.scene.ada)];
      await on.pass(context, 4_999);
      expect(silent.closedWith).toBeNull();
      await on.pass(context, 1);
      expect([silent.closedWith, signedIn.closedWith]).toEqual([1006, null]);
    });

    test('no Origin is accepted, null and foreign ones are refused with 400, the site’s own is accepted (setting AllowCorsFrom)', async (context) => {
      const from = (origin: string): Promise<Listener> =>
        openSocket(on.fixture, { origin, authorization: `Bearer ${on.scene.ada.token ?? ''}` });
      expect((await from('null')).refusal?.status).toBe(400);
      const foreign = await from('https://evil.example');
      expect(JSON.parse(foreign.refusal?.body ?? '{}')).toMatchObject({
        id: 'api.web_socket.connect.upgrade.app_error',
        status_code: 400,
      });
      expect((await from(on.fixture.baseUrl)).refusal).toBeNull();
      on.needs(context, { AllowCorsFrom: 'https://desk.example' });
      expect((await from('https://desk.example')).refusal).toBeNull();
      expect((await from('null')).refusal?.status).toBe(400);
    });

    test('events carry omit_users null where nobody is left out', async () => {
      const ears = await listen(on.scene.ada);
      await on.write('hello');
      await on.fixture.settle();
      expect(ears.only('posted').broadcast).toEqual({
        omit_users: null,
        user_id: '',
        channel_id: on.scene.channelId,
        team_id: '',
        connection_id: '',
        omit_connection_id: '',
      });
    });

    test('ping is answered pong; what is unknown fails; a message without seq fails', async () => {
      const ears = await listen(on.scene.ada);
      ears.ask({ action: 'ping', seq: 1 });
      ears.ask({ action: 'fly', seq: 2 });
      ears.ask({ action: 'ping' });
      await on.fixture.settle();
      const replies = ears.frames.filter((frame) => frame.event === undefined);
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
      expect(bo.only('typing').data).toEqual({ parent_id: '', user_id: on.scene.ada.id });
      expect(ada.events('typing')).toEqual([]);
    });

    test('a status change is told to the user alone; get_statuses tells all', async () => {
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      await on.scene.ada.put('/users/me/status', { user_id: on.scene.ada.id, status: 'dnd' });
      bo.ask({ action: 'get_statuses', seq: 1 });
      await on.fixture.settle();
      expect(ada.events('status_change').at(-1)?.data).toEqual({ status: 'dnd', user_id: on.scene.ada.id });
      expect(bo.events('status_change').filter((frame) => frame.data?.user_id === on.scene.ada.id)).toEqual(
        [],
      );
      expect(bo.frames.find((frame) => frame.seq_reply === 1)?.data).toMatchObject({
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
      const resume = resumeWith(ears);
      await drop(on.fixture, ears);
      await message('while away');
      const back = await listen(on.scene.ada, resume);
      await message('after');
      await on.fixture.settle();
      expect(back.events('hello')).toEqual([]);
      expect(back.events('posted')).toHaveLength(2);
      expect(seqs(back)[0]).toBe(Number(resume.sequence_number));
      expect(seqs(back)).toEqual(seqs(back).map((_, at) => Number(resume.sequence_number) + at));
    });

    test('case a: events that were sent but never arrived are replayed from the dead queue', async () => {
      const ears = await listen(on.scene.ada);
      await message('arrived');
      await on.fixture.settle();
      const resume = resumeWith(ears);
      await message('lost on the way 1');
      await message('lost on the way 2');
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.events('hello')).toEqual([]);
      expect(
        back.events('posted').map((frame) => (JSON.parse(String(frame.data?.post)) as Json).message),
      ).toEqual(['lost on the way 1', 'lost on the way 2']);
    });

    test('case b: nothing missed, nothing said', async () => {
      const ears = await listen(on.scene.ada);
      const resume = { ...resumeWith(ears), sequence_number: String(Number(seqs(ears).at(-1)) + 1) };
      // Going off-line and on-line again are events of one's own; a second socket keeps the status as it is.
      await listen(on.scene.ada);
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.frames).toEqual([]);
    });

    test('case c: more than 128 events missed on the way end in a new hello with a new connection id and sequence 0', async () => {
      const ears = await listen(on.scene.ada);
      const resume = resumeWith(ears);
      for (let at = 0; at < 130; at += 1) await message(`lost ${at}`);
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.frames[0]).toMatchObject({ event: 'hello', seq: 0 });
      expect(back.only('hello').data?.connection_id).not.toBe(resume.connection_id);
      await message('from now on');
      await on.fixture.settle();
      expect(seqs(back)).toEqual(seqs(back).map((_, at) => at));
    });

    test('case c: 127 events missed on the way are still replayed', async () => {
      const ears = await listen(on.scene.ada);
      await message('arrived');
      await on.fixture.settle();
      const resume = resumeWith(ears);
      for (let at = 0; at < 127; at += 1) await message(`lost ${at}`);
      await drop(on.fixture, ears);
      const back = await listen(on.scene.ada, resume);
      expect(back.events('hello')).toEqual([]);
      expect(back.events('posted')).toHaveLength(127);
    });

    test('an inactive connection is forgotten after 5 minutes', async (context) => {
      const ears = await listen(on.scene.ada);
      const resume = resumeWith(ears);
      await drop(on.fixture, ears);
      await on.pass(context, 5 * 60_000 + 1);
      const back = await listen(on.scene.ada, resume);
      expect(back.only('hello').data?.connection_id).not.toBe(resume.connection_id);
    });

    test('a connection with more than 256 events waiting is given up', async () => {
      const ears = await listen(on.scene.ada);
      await message('arrived');
      await on.fixture.settle();
      const resume = resumeWith(ears);
      await drop(on.fixture, ears);
      for (let at = 0; at < 258; at += 1) await message(`missed ${at}`);
      const back = await listen(on.scene.ada, resume);
      expect(back.only('hello').data?.connection_id).not.toBe(resume.connection_id);
      expect(back.events('posted')).toEqual([]);
    });

    test('with only a challenge the server cannot resume', async () => {
      const ears = await listen(on.scene.ada);
      const resume = resumeWith(ears);
      await drop(on.fixture, ears);
      const back = await openSocket(on.fixture, {}, resume);
      back.ask({ seq: 1, action: 'authentication_challenge', data: { token: on.scene.ada.token } });
      await on.fixture.settle();
      expect(back.only('hello').data?.connection_id).not.toBe(resume.connection_id);
    });

    test('a socket the server still believes in cannot be resumed', async () => {
      const ears = await listen(on.scene.ada);
      const back = await listen(on.scene.ada, resumeWith(ears));
      expect(back.only('hello').data?.connection_id).not.toBe(ears.only('hello').data?.connection_id);
    });

    test('nobody resumes the connection of somebody else', async () => {
      const ears = await listen(on.scene.ada);
      const resume = resumeWith(ears);
      await drop(on.fixture, ears);
      const stranger = await listen(on.scene.bo, resume);
      expect(stranger.only('hello').data?.connection_id).not.toBe(resume.connection_id);
    });

    test('a revoked session hears nothing more, and its socket stays open', async () => {
      const ears = await listen(on.scene.ada);
      await on.scene.ada.post('/users/me/sessions/revoke/all');
      await message('not for you');
      ears.ask({ action: 'ping', seq: 1 });
      await on.fixture.settle();
      expect([ears.events('posted'), ears.closedWith]).toEqual([[], null]);
      expect(ears.frames.at(-1)).toMatchObject({
        status: 'FAIL',
        error: { id: 'api.web_socket_router.not_authenticated.app_error' },
      });
    });
  });
};
