/** Commands that every Mattermost server has, with its words (mattermost/mattermost, app/slashcommands, i18n/en.json). */
import { directChannel, patchChannel } from './channels.ts';
import { leaveChannel } from './channel-members.ts';
import { createPost } from './posts/create-post.ts';
import { setStatus } from './statuses.ts';
import type { Channel, Status } from '../model.ts';
import { AppError } from '../errors.ts';
import type { Actor, Core } from '../server.ts';

/** What a command answers: a post for everybody in the channel, words for the user alone, an address to go to, or nothing. */
export interface CommandResponse {
  readonly response_type: 'in_channel' | 'ephemeral' | '';
  readonly text: string;
  /** The type of the post; '' for a usual one. */
  readonly type?: string;
  readonly props?: Record<string, unknown>;
  readonly goto_location?: string;
}

export interface CommandCall {
  readonly core: Core;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly teamName: string;
  /** What stands after the trigger. */
  readonly message: string;
}

export interface BuiltInCommand {
  readonly trigger: string;
  readonly hint: string;
  readonly description: string;
  readonly run: (call: CommandCall) => CommandResponse;
}

const forUser = (text: string): CommandResponse => ({ response_type: 'ephemeral', text });
const inChannel = (text: string): CommandResponse => ({ response_type: 'in_channel', text });
const nothing: CommandResponse = { response_type: '', text: '' };

const statusCommand = (
  status: Status['status'],
  description: string,
  answer: string,
): Omit<BuiltInCommand, 'trigger'> => ({
  hint: '',
  description,
  run: ({ core, actor }) => {
    setStatus(core, actor.user.id, status, true);
    return forUser(answer);
  },
});

const goTo = ({ core, teamName }: CommandCall, channelName: string): CommandResponse => ({
  response_type: 'ephemeral',
  text: '',
  goto_location: `${core.settings.SiteURL}/${teamName}/channels/${channelName}`,
});

const noSuchUser = "We couldn't find the user.";

/** The text up to the first space is the name, all behind it what is said (command_msg.go). */
const sendDirect = (call: CommandCall): CommandResponse => {
  const { core, actor, message } = call;
  const space = message.indexOf(' ');
  const name = space === -1 ? message : message.slice(0, space);
  const words = space === -1 ? '' : message.slice(space + 1);
  const username = name.replace(/^@/, '');
  const other = [...core.state.users.values()].find((user) => user.username === username);
  if (other === undefined || other.id === actor.user.id) return forUser(noSuchUser);
  const channel = directChannel(core, actor.user, other.id);
  if (words !== '') createPost(core, actor, { channel, message: words });
  return goTo(call, channel.name);
};

const changeHeader = ({ core, actor, channel, message }: CommandCall): CommandResponse => {
  if (message === '') return forUser('A message must be provided with the /header command.');
  try {
    patchChannel(core, actor, channel, { header: message });
    return nothing;
  } catch (error) {
    if (error instanceof AppError) return forUser('Error updating the current channel.');
    throw error;
  }
};

const leave = (call: CommandCall): CommandResponse => {
  const { core, actor, channel } = call;
  try {
    leaveChannel(core, channel, actor.user, actor.user);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return forUser(
      channel.name === defaultChannel
        ? `Cannot leave the default channel ${defaultChannel}.`
        : 'An error occurred while leaving the channel.',
    );
  }
  return { ...goTo(call, defaultChannel), response_type: '' };
};

const defaultChannel = 'town-square';

export const builtInCommands: readonly BuiltInCommand[] = [
  {
    trigger: 'me',
    hint: '[message]',
    description: 'Do an action',
    run: ({ message }) => ({ ...inChannel(`*${message}*`), type: 'me', props: { message } }),
  },
  {
    trigger: 'shrug',
    hint: '[message]',
    description: 'Adds ¯\\_(ツ)_/¯ to your message',
    run: ({ message }) => inChannel(`${message === '' ? '' : `${message} `}¯\\\\\\_(ツ)\\_/¯`),
  },
  {
    trigger: 'code',
    hint: '[text]',
    description: 'Display text as a code block',
    run: ({ message }) =>
      message === ''
        ? forUser('A message must be provided with the /code command.')
        : inChannel(`    ${message.split('\n').join('\n    ')}`),
  },
  { trigger: 'away', ...statusCommand('away', 'Set your status away', 'You are now away') },
  { trigger: 'online', ...statusCommand('online', 'Set your status online', 'You are now online') },
  { trigger: 'offline', ...statusCommand('offline', 'Set your status offline', 'You are now offline') },
  {
    trigger: 'dnd',
    ...statusCommand(
      'dnd',
      'Do not disturb disables desktop and mobile push notifications.',
      'Do Not Disturb is enabled. You will not receive desktop or mobile push notifications until Do Not Disturb is turned off.',
    ),
  },
  { trigger: 'header', hint: '[text]', description: 'Edit the channel header', run: changeHeader },
  {
    trigger: 'msg',
    hint: "@[username] 'message'",
    description: 'Send Direct Message to a user',
    run: sendDirect,
  },
  { trigger: 'leave', hint: '', description: 'Leave the current channel', run: leave },
];
