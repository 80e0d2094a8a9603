/** Executes slash commands (mattermost/mattermost, api4/command.go and app/command.go). This server has built-in ones only. */
import { builtInCommands, type CommandResponse } from './built-in-commands.ts';
import { createPost } from './posts/create-post.ts';
import { sendEphemeralPost } from './posts/ephemeral-post.ts';
import { permitsIn } from './roles.ts';
import { AppError, forbidden } from '../errors.ts';
import { isValidId } from '../ids.ts';
import { channelOf, teamOf, type Actor, type Core } from '../server.ts';

export interface CommandArguments {
  readonly command: string;
  readonly channelId: string;
  /** Counts in direct and group messages only: a channel has its own team. */
  readonly teamId: string;
  readonly rootId: string;
}

/** The longest trigger that the error names. */
const longestTrigger = 512;

/** Executes it, with its post or its words for the user alone, and returns what the request is answered with. */
export const executeCommand = (
  core: Core,
  actor: Actor,
  { command, channelId, teamId, rootId }: CommandArguments,
): CommandResponse => {
  if (command.length <= 1 || !command.startsWith('/') || !isValidId(channelId))
    throw new AppError('api.command.execute_command.start.app_error', 400, 'Command must start with /');
  const channel = channelOf(core, channelId);
  if (!permitsIn(core, actor.user, channel, 'create_post')) throw forbidden('create_post');
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.command.execute_command.deleted.error',
      400,
      'Cannot run command in deleted channel.',
    );
  const isOfTeam = channel.type !== 'D' && channel.type !== 'G';
  const team = teamOf(core, isOfTeam ? channel.team_id : teamId);
  const at = command.search(/\s/);
  const trigger = (at === -1 ? command : command.slice(0, at)).slice(1).toLowerCase();
  const built = builtInCommands.find((one) => one.trigger === trigger);
  if (built === undefined)
    throw new AppError(
      'api.command.execute_command.not_found.app_error',
      404,
      `Command with a trigger of '${trigger.length > longestTrigger ? `${trigger.slice(0, longestTrigger)}...` : trigger}' not found.`,
    );
  const message = at === -1 ? '' : command.slice(at + 1);
  const response = built.run({ core, actor, channel, teamName: team.name, message });
  const { response_type: kind, text, type = '', props = {} } = response;
  if (kind === 'in_channel') createPost(core, actor, { channel, message: text, rootId, type, props });
  else if (text !== '')
    sendEphemeralPost(core, actor.user.id, { authorId: actor.user.id, channelId, rootId, message: text });
  return response;
};
