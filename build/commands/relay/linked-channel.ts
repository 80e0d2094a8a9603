/** The channel that `npm run relay` links: colleagues who do not use Isthmus talk on both sides of it, and the relay carries. */
import type { Sandbox } from '../../../sandbox/index.ts';
import type { ActConversation, ServiceActs, TruthMessage } from '../../../sandbox/service.ts';
import { mattermostBot, postAsOwner, type SandboxBots, teamsBot } from './bots.ts';

/** A channel of each service that belong together, by the services' own ids and names. */
export interface LinkedChannel {
  readonly mattermost: { readonly id: string; readonly name: string };
  readonly teams: { readonly id: string; readonly name: string };
}

const firstChannel = (acts: ServiceActs, bot: string): ActConversation => {
  const found = acts.conversations().find(({ kind, members }) => kind === 'channel' && members.includes(bot));
  if (!found) throw new Error('there is no channel to link');
  return found;
};

const nameOf = (acts: ServiceActs, bot: string, id: string): string =>
  acts.truth(bot).conversations.find((one) => one.id === id)?.name ?? id;

/** Links the first channel of each side, as its administrator does, and lets colleagues meet there. */
export const linkChannel = async (sandbox: Sandbox, bots: SandboxBots): Promise<LinkedChannel> => {
  const { microsoft, mattermost, colleagues } = sandbox;
  const there = firstChannel(microsoft.acts, teamsBot);
  const here = firstChannel(mattermost.acts, mattermostBot);
  const name = nameOf(microsoft.acts, teamsBot, there.id);
  const link = {
    teams: `channel/${there.id}`,
    name,
    relay: { mattermost: bots.mattermost.userId, teams: `user/${bots.teams.userId}` },
  };
  const made = await postAsOwner(sandbox, 'posts', {
    channel_id: here.id,
    message: `This channel is linked with ${name} in Microsoft Teams.`,
    props: { isthmus: { version: 1, link } },
  });
  if (!made.ok) throw new Error(`the channel was not linked: ${made.status}`);
  colleagues?.gather([
    { side: 'microsoft', conversationId: there.id, voices: there.members, spared: [] },
    { side: 'mattermost', conversationId: here.id, voices: here.members, spared: [] },
  ]);
  return {
    mattermost: { id: here.id, name: nameOf(mattermost.acts, mattermostBot, here.id) },
    teams: { id: there.id, name },
  };
};

/** How many messages the relay has carried into each side. */
export const carriedInto = (
  { microsoft, mattermost }: Sandbox,
  channel: LinkedChannel,
): { readonly teams: number; readonly mattermost: number } => {
  const by = (acts: ServiceActs, bot: string, id: string): number => {
    const { me, messages } = acts.truth(bot);
    const isCopy = ({ conversationId, authorId, deleted }: TruthMessage): boolean =>
      conversationId === id && authorId === me && !deleted;
    return messages.filter(isCopy).length;
  };
  return {
    teams: by(microsoft.acts, teamsBot, channel.teams.id),
    mattermost: by(mattermost.acts, mattermostBot, channel.mattermost.id),
  };
};
