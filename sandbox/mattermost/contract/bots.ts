/** Bots, and posts that ask for another name: one test for each quirk of facts, Reactions, files, misc, and Posts (override_username). */
import { describe, expect, test } from 'vitest';
import { Client, type Json, type OpenFixture } from './fixture.ts';
import { stage, type Stage } from './suite.ts';

const wanted = (on: Stage): Json => ({
  username: `relay-${on.fixture.suffix()}`,
  display_name: 'Relay',
  description: 'carries',
});

/** A bot, signed in by its token. It is in the team. */
const makeBot = async (on: Stage): Promise<Client> => {
  const { admin, teamId } = on.scene;
  const userId = String((await admin.post('/bots', wanted(on))).user_id);
  const { token } = await admin.post(`/users/${userId}/tokens`, { description: 'relay' });
  await admin.post(`/teams/${teamId}/members`, { team_id: teamId, user_id: userId });
  return new Client(on.fixture, String(token), userId);
};

const join = (on: Stage, bot: Client): Promise<Json> =>
  on.scene.ada.post(`/channels/${on.scene.channelId}/members`, { user_id: bot.id });

const asked = {
  from_webhook: 'true',
  override_username: 'Ada Okafor',
  override_icon_url: 'https://pictures.example/ada.png',
};

export const botContract = (open: OpenFixture): void => {
  describe('bots', () => {
    const on = stage(open);
    const write = (client: Client, props: Json) =>
      client.call('POST', '/api/v4/posts', { channel_id: on.scene.channelId, message: 'beep', props });

    test('if bots are not allowed, administrators cannot make them (setting EnableBotAccountCreation: false)', async (context) => {
      on.needs(context, { EnableBotAccountCreation: false });
      expect((await on.scene.admin.call('POST', '/api/v4/bots', wanted(on))).status).toBe(403);
    });

    test('bots are made by administrators and sign in by an access token (setting EnableBotAccountCreation: true)', async (context) => {
      on.needs(context, { EnableBotAccountCreation: true });
      expect((await on.scene.ada.call('POST', '/api/v4/bots', wanted(on))).status).toBe(403);
      const bot = await makeBot(on);
      await join(on, bot);
      expect((await write(bot, {})).body).toMatchObject({ user_id: bot.id, props: { from_bot: 'true' } });
      expect(await bot.get('/users/me')).toMatchObject({ id: bot.id, is_bot: true });
    });

    test('a bot writes only where it is a member (setting EnableBotAccountCreation: true)', async (context) => {
      on.needs(context, { EnableBotAccountCreation: true });
      const { ada, channelId } = on.scene;
      const bot = await makeBot(on);
      expect((await write(bot, {})).status).toBe(403);
      await join(on, bot);
      expect((await write(bot, {})).status).toBe(201);
      await ada.delete(`/channels/${channelId}/members/${bot.id}`);
      expect((await write(bot, {})).status).toBe(403);
    });

    // ContainsIntegrationsReservedProps and Session.IsIntegration (mattermost/mattermost): the rule spares bots, tokens and OAuth.
    test('in hardened mode bots keep the reserved props, in new posts and in patches; people are refused both (settings ExperimentalEnableHardenedMode, EnableBotAccountCreation: true)', async (context) => {
      on.needs(context, { ExperimentalEnableHardenedMode: true, EnableBotAccountCreation: true });
      const bot = await makeBot(on);
      await join(on, bot);
      const made = await write(bot, asked);
      expect(made.body).toMatchObject({ props: { ...asked, from_bot: 'true' } });
      const id = String((made.body as Json).id);
      const props = { ...asked, override_username: 'Ada Obi' };
      expect((await bot.put(`/posts/${id}/patch`, { props })).props).toMatchObject(props);
      expect((await write(on.scene.ada, asked)).status).toBe(400);
      const own = await on.write('plain');
      const patched = await on.scene.ada.call('PUT', `/api/v4/posts/${String(own.id)}/patch`, { props });
      expect(patched.status).toBe(400);
    });

    test.for([true, false])(
      'the client’s configuration says whether other names and pictures are shown; the props are kept in any case (settings EnablePostUsernameOverride, EnablePostIconOverride: %s)',
      async (shown, context) => {
        on.needs(context, {
          EnableBotAccountCreation: true,
          EnablePostUsernameOverride: shown,
          EnablePostIconOverride: shown,
        });
        expect(await on.scene.ada.get('/config/client?format=old')).toMatchObject({
          EnablePostUsernameOverride: String(shown),
          EnablePostIconOverride: String(shown),
        });
        const bot = await makeBot(on);
        await join(on, bot);
        expect((await write(bot, asked)).body).toMatchObject({ props: asked });
      },
    );

    // Only the name of an incoming webhook is bounded (IncomingWebhook.IsValid: 64 bytes), not that in a post's props.
    test('a name in props has no bound of its own (setting EnableBotAccountCreation: true)', async (context) => {
      on.needs(context, { EnableBotAccountCreation: true });
      const bot = await makeBot(on);
      await join(on, bot);
      const long = { ...asked, override_username: 'x'.repeat(300) };
      expect((await write(bot, long)).body).toMatchObject({ props: long });
    });
  });
};
