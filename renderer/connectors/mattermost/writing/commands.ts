/**
 * Slash commands of a server. Its answer names an address to go to at most: what a command posts comes as a post, and what it says to the
 * user alone as the event `ephemeral_message` (mattermost/mattermost, app/command.go, CreateCommandPost).
 */
import { failed, oneLine, succeeded, type ServerCommand } from '../../../model/index.ts';
import type { CommandsCapability } from '../../commands.ts';
import { offline, saysNoCommand } from '../rest/failure.ts';
import { isPayload, listOf, payloadOf, textOf } from '../rest/reading.ts';
import type { Surroundings } from './surroundings.ts';

/** Longer words of a server are cut, characters. */
const longestWords = 300;
/** Plugins may add hundreds; more than this are not offered. */
const mostCommands = 500;

const wordsOf = (value: unknown): string => oneLine(textOf(value)).slice(0, longestWords);

/** One command as it is offered; none where it has no usable trigger, or is not meant to be offered. */
const commandOf = (raw: unknown): readonly ServerCommand[] => {
  const { trigger, auto_complete, auto_complete_hint, auto_complete_desc } = payloadOf(raw);
  const name = textOf(trigger);
  if (!/^[^\s/]\S{0,127}$/.test(name) || auto_complete === false) return [];
  return [{ trigger: name, hint: wordsOf(auto_complete_hint), description: wordsOf(auto_complete_desc) }];
};

/** The address that a command leads to, from the site's own; null for what is neither of that site nor https. */
export const placeToGo = (location: unknown, publicUrl: string | null): string | null => {
  const said = textOf(location);
  if (said === '') return null;
  const url = URL.parse(said, publicUrl ?? undefined);
  const isOfSite = publicUrl !== null && url?.origin === URL.parse(publicUrl)?.origin;
  return url !== null && (url.protocol === 'https:' || isOfSite) ? url.href : null;
};

export const makeCommands = ({ rest, context }: Surroundings): CommandsCapability => ({
  list: async (teamId, signal) => {
    const team = context.ids.teamIdOf(teamId);
    if (team === null) return failed({ kind: 'not-found' });
    const answer = await rest.askPath(signal, `/teams/${team}/commands/autocomplete`);
    if (!answer.ok) return answer;
    const commands = listOf(answer.value).flatMap(commandOf);
    // The server keeps its own in a map, so their order is a different one each time.
    commands.sort((a, b) => (a.trigger < b.trigger ? -1 : 1));
    return succeeded(commands.slice(0, mostCommands));
  },
  execute: async ({ conversationId, teamId, threadId }, text, signal) => {
    const channelId = context.ids.channelIdOf(conversationId);
    const team = context.ids.teamIdOf(teamId);
    const root = threadId === '' ? '' : (context.ids.addressOf(threadId)?.postId ?? null);
    if (channelId === null || team === null || root === null) return failed({ kind: 'not-found' });
    const answer = await rest.sendPath(signal, '/commands/execute', {
      kind: 'json',
      method: 'POST',
      value: { channel_id: channelId, team_id: team, root_id: root, command: text },
    });
    if (!answer.ok) return saysNoCommand(answer.failure) ? succeeded({ kind: 'unknown' }) : answer;
    if (!isPayload(answer.value)) return failed(offline('broken-answer'));
    return succeeded({ kind: 'done', opens: placeToGo(answer.value.goto_location, context.publicUrl) });
  },
});
