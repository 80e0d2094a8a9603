/** Everything that a person can see on this server now, to compare it with a mirror. */
import type { Channel, Post } from './model.ts';
import type { Core } from './server.ts';
import type { ActConversation, Truth, TruthConversation, TruthMessage } from '../service.ts';

/** Null for places that are no conversations: spaces and boards. */
export const kindOf = (channel: Channel): ActConversation['kind'] | null => {
  switch (channel.type) {
    case 'O':
      return 'channel';
    case 'P':
      return 'private';
    case 'D':
      return 'direct';
    case 'G':
      return 'group';
    case 'S':
    case 'BO':
    case 'BP':
      return null;
  }
};

/** 0 is the server's word for never. */
const readAtOf = (core: Core, channel: Channel, userId: string): number | null => {
  const viewed = core.state.membersOf(channel.id).get(userId)?.last_viewed_at ?? 0;
  return viewed === 0 ? null : viewed;
};

const conversationTruth = (
  core: Core,
  channel: Channel,
  kind: TruthConversation['kind'],
  userId: string,
): TruthConversation => ({
  id: channel.id,
  teamId: channel.team_id === '' ? null : channel.team_id,
  kind,
  // A direct or group message has no name of its own. The server makes one from its members' usernames.
  name: channel.type === 'D' || channel.type === 'G' ? null : channel.display_name,
  members: [...core.state.membersOf(channel.id).keys()].sort(),
  readAt: readAtOf(core, channel, userId),
});

/** The text of a burn-on-read post must not be kept elsewhere. */
const kept = (post: Post): Pick<TruthMessage, 'content' | 'files'> | null =>
  post.type === 'burn_on_read' ? { content: '', files: [] } : null;

const messageTruth = (core: Core, post: Post): TruthMessage => ({
  conversationId: post.channel_id,
  id: post.id,
  authorId: post.user_id,
  createdAt: post.create_at,
  editedAt: post.edit_at === 0 ? null : post.edit_at,
  deleted: false,
  content: post.message,
  replyTo: post.root_id === '' ? null : post.root_id,
  reactions: (core.state.reactions.get(post.id) ?? [])
    .map((reaction) => `${reaction.emoji_name} ${reaction.user_id}`)
    .sort(),
  files: post.file_ids.flatMap((id) => core.state.files.get(id)?.name ?? []),
  ...kept(post),
});

/** Teams, channels the person is a member of (archived ones left out), and the live posts in them. */
export const truthOf = (core: Core, userId: string): Truth => {
  const channels = core.state
    .channelsFor(userId)
    .filter((channel) => channel.delete_at === 0 && kindOf(channel) !== null);
  return {
    me: userId,
    teams: [...core.state.teams.values()]
      .filter((team) => team.delete_at === 0 && core.state.isTeamMember(team.id, userId))
      .map((team) => ({ id: team.id, name: team.display_name })),
    conversations: channels.flatMap((channel) => {
      const kind = kindOf(channel);
      return kind === null ? [] : [conversationTruth(core, channel, kind, userId)];
    }),
    messages: channels.flatMap((channel) =>
      core.state.postsOf(channel.id).live.map((post) => messageTruth(core, post)),
    ),
  };
};
