/** Bot accounts. Administrators make them if the server allows it. Bots sign in with an access token only. */
import { createUser, setActive } from './users.ts';
import { AppError, forbidden } from '../errors.ts';
import type { User } from '../model.ts';
import { isAdministrator, userOf, type Actor, type Core } from '../server.ts';

export interface NewBot {
  readonly username: string;
  readonly display_name: string;
  readonly description: string;
}

/** Creates a bot owned by the actor. Needs the setting EnableBotAccountCreation and a system administrator. */
export const createBot = (core: Core, actor: Actor, wanted: NewBot): User => {
  if (!isAdministrator(core, actor.user)) throw forbidden();
  if (!core.settings.EnableBotAccountCreation)
    throw new AppError('api.bot.create_disabled', 403, 'Bot creation has been disabled.');
  return createUser(core, {
    username: wanted.username,
    email: `${wanted.username}@localhost`,
    password: '',
    firstName: wanted.display_name,
    bot: { owner_id: actor.user.id, description: wanted.description },
  });
};

/** The bot, for its owner and administrators. */
export const botOf = (core: Core, actor: Actor, id: string): User => {
  const user = userOf(core, id);
  if (!user.bot) throw new AppError('store.sql_bot.get.missing.app_error', 404, 'Bot does not exist.');
  if (user.bot.owner_id !== actor.user.id && !isAdministrator(core, actor.user)) throw forbidden();
  return user;
};

export const setBotActive = (core: Core, actor: Actor, id: string, active: boolean): User => {
  const bot = botOf(core, actor, id);
  setActive(core, bot, active);
  return bot;
};
