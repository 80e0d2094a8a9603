/** Slash commands: which there are, and executing one. */
import { z } from 'zod';
import { json } from './call.ts';
import type { Router } from './register.ts';
import { builtInCommands, type BuiltInCommand } from '../domain/built-in-commands.ts';
import { executeCommand } from '../domain/execute-command.ts';
import { forbidden } from '../errors.ts';
import { isAdministrator, teamOf } from '../server.ts';

const executeSchema = z.object({
  command: z.string().default(''),
  channel_id: z.string().default(''),
  team_id: z.string().default(''),
  root_id: z.string().default(''),
});

/** A built-in command has no id, no dates and no address (`Command.Sanitize`). */
const commandView = ({ trigger, hint, description }: BuiltInCommand): Record<string, unknown> => ({
  id: '',
  token: '',
  create_at: 0,
  update_at: 0,
  delete_at: 0,
  creator_id: '',
  team_id: '',
  trigger,
  method: '',
  username: '',
  icon_url: '',
  auto_complete: true,
  auto_complete_desc: description,
  auto_complete_hint: hint,
  display_name: trigger,
  description: '',
  url: '',
});

export const commandRoutes = ({ on, core }: Router): void => {
  on('GET', '/teams/:team_id/commands/autocomplete', (call) => {
    const team = teamOf(core, call.path('team_id'));
    if (!core.state.isTeamMember(team.id, call.me.id) && !isAdministrator(core, call.me))
      throw forbidden('view_team');
    return json(builtInCommands.map(commandView));
  });
  on('POST', '/commands/execute', async (call) => {
    const body = await call.body(executeSchema, 'command_args');
    const {
      response_type,
      text,
      type = '',
      props,
      goto_location = '',
    } = executeCommand(core, call.actor, {
      command: body.command,
      channelId: body.channel_id,
      teamId: body.team_id,
      rootId: body.root_id,
    });
    // The names are those of the server's own struct (model/command_response.go); the description has names of its own.
    return json({
      response_type,
      text,
      username: '',
      channel_id: '',
      icon_url: '',
      type,
      props: props ?? null,
      goto_location,
      trigger_id: '',
      skip_slack_parsing: false,
      attachments: null,
      extra_responses: null,
    });
  });
};
