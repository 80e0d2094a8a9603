/** Bot accounts, and typing, which a client may send over REST too. */
import { z } from 'zod';
import { json, ok } from './call.ts';
import type { Router } from './register.ts';
import { botOf, createBot, setBotActive } from '../domain/bots.ts';
import { patchUser } from '../domain/users.ts';
import { forbidden } from '../errors.ts';
import { isAdministrator } from '../server.ts';
import { publishTyping } from '../sockets/actions.ts';
import { botView } from '../views.ts';

export const botRoutes = ({ on, core }: Router): void => {
  on('POST', '/bots', async (call) => {
    const body = await call.body(
      z.object({
        username: z.string(),
        display_name: z.string().default(''),
        description: z.string().default(''),
      }),
    );
    return json(botView(createBot(core, call.actor, body)), 201);
  });
  on('GET', '/bots', (call) => {
    const all = isAdministrator(core, call.me);
    const bots = [...core.state.users.values()].filter(
      (user) =>
        user.bot &&
        (all || user.bot.owner_id === call.me.id) &&
        (user.delete_at === 0 || call.flag('include_deleted')),
    );
    return json(call.pageOf(bots).map(botView));
  });
  on('GET', '/bots/:bot_user_id', (call) => json(botView(botOf(core, call.actor, call.path('bot_user_id')))));
  on('PUT', '/bots/:bot_user_id', async (call) => {
    const bot = botOf(core, call.actor, call.path('bot_user_id'));
    const body = await call.body(
      z.object({ display_name: z.string().optional(), description: z.string().optional() }),
    );
    if (bot.bot && body.description !== undefined) bot.bot.description = body.description;
    return json(botView(patchUser(core, bot, { first_name: body.display_name })));
  });
  on('POST', '/bots/:bot_user_id/disable', (call) =>
    json(botView(setBotActive(core, call.actor, call.path('bot_user_id'), false))),
  );
  on('POST', '/bots/:bot_user_id/enable', (call) =>
    json(botView(setBotActive(core, call.actor, call.path('bot_user_id'), true))),
  );

  on('POST', '/users/:user_id/typing', async (call) => {
    const user = call.ownUser();
    const body = await call.body(z.object({ channel_id: z.string(), parent_id: z.string().default('') }));
    if (!core.state.isChannelMember(body.channel_id, user.id)) throw forbidden();
    publishTyping(core, user.id, body.channel_id, body.parent_id);
    return ok();
  });
};
