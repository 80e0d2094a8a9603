/** Loads the Mattermost half of a plan with its back-dated times, without events: it is the past. */
import { makeMember } from './domain/channel-members.ts';
import { makeChannel } from './domain/channels.ts';
import { storeFile } from './domain/files.ts';
import { hashtagsIn, mentionedBy } from './domain/posts/mentions.ts';
import { counts } from './domain/reading.ts';
import { follow } from './domain/posts/threads.ts';
import { makeTeam } from './domain/teams.ts';
import { makeUser } from './domain/users.ts';
import { newId } from './ids.ts';
import type { Channel, Post, StoredBytes, User } from './model.ts';
import { lowerBound } from './post-index.ts';
import type { Core } from './server.ts';
import { customEmoji } from '../organisation/custom-emoji.ts';
import { hasPortrait, portrait } from '../organisation/portraits.ts';
import type {
  Organisation,
  PlannedMattermostChannel,
  PlannedPerson,
  PlannedPost,
} from '../organisation/plan.ts';

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '') || 'team';

/** Drawn when it is asked for: most servers of tests are never asked. */
const drawnWhenAsked = (seed: string): StoredBytes => ({
  mimeType: 'image/png',
  get bytes() {
    return portrait(seed, 128);
  },
});

/** The picture that some members have set. */
const pictureOf = (
  { key, kind }: PlannedPerson,
  at: number,
): Pick<User, 'image' | 'last_picture_update'> | null =>
  kind === 'member' && hasPortrait(key) ? { image: drawnWhenAsked(key), last_picture_update: at } : null;

const loadPeople = (core: Core, organisation: Organisation, at: number): void => {
  const owner =
    organisation.people.find((person) => person.mattermost && person.kind === 'member')?.mattermost?.id ?? '';
  for (const person of organisation.people) {
    const account = person.mattermost;
    if (!account) continue;
    const isBot = person.kind === 'bot';
    core.state.users.set(account.id, {
      ...makeUser(core, {
        id: account.id,
        username: account.username,
        email: account.email,
        password: person.password,
        firstName: isBot ? person.displayName : person.givenName,
        lastName: isBot ? '' : person.surname,
        position: person.jobTitle,
        guest: person.kind === 'guest',
        bot: isBot ? { owner_id: owner, description: person.jobTitle } : null,
        mfaSecret: account.mfaSecret,
        createdAt: at,
      }),
      ...pictureOf(person, at),
    });
    core.state.userIdOfPerson.set(person.key, account.id);
    core.state.personOfUserId.set(account.id, person.key);
  }
};

/** Their ids come from their names: what is random after them stays as it is. */
const loadEmoji = (core: Core, organisation: Organisation, at: number): void => {
  const maker = [...core.state.users.values()].find(({ bot }) => bot === null);
  if (!maker || organisation.mattermost.teams.length === 0) return;
  for (const { name, mimeType, bytes } of customEmoji) {
    const id = name.replaceAll('_', '').padEnd(26, 'e');
    const times = { create_at: at, update_at: at, delete_at: 0 };
    core.state.emoji.set(id, { id, creator_id: maker.id, name, ...times, image: { mimeType, bytes } });
  }
};

const loadTeams = (
  core: Core,
  organisation: Organisation,
  at: number,
  userId: (key: string) => string,
): Map<string, string> => {
  const ids = new Map<string, string>();
  for (const planned of organisation.mattermost.teams) {
    const team = makeTeam(
      core,
      {
        name: slug(planned.key.split('/').at(-1) ?? planned.displayName),
        display_name: planned.displayName,
        type: 'I',
        description: planned.description,
      },
      at,
    );
    core.state.teams.set(team.id, team);
    ids.set(planned.key, team.id);
    for (const key of planned.members)
      core.state.teamMembersOf(team.id).set(userId(key), {
        team_id: team.id,
        user_id: userId(key),
        delete_at: 0,
        scheme_admin: planned.owners.includes(key),
      });
  }
  return ids;
};

/** When a row last changed: its own edit or deletion, its reactions, its replies. */
const lastChange = (planned: PlannedPost, replies: readonly PlannedPost[]): number =>
  Math.max(
    planned.at,
    planned.editedAt ?? 0,
    planned.deletedAt ?? 0,
    ...planned.reactions.map((reaction) => reaction.at),
    ...replies.map((reply) => Math.max(reply.at, reply.editedAt ?? 0)),
  );

const loadPosts = (
  core: Core,
  posts: readonly PlannedPost[],
  channelOf: (key: string) => Channel,
  userId: (key: string) => string,
): void => {
  const repliesOf = new Map<string, PlannedPost[]>();
  for (const post of posts)
    if (post.replyTo !== null) repliesOf.set(post.replyTo, [...(repliesOf.get(post.replyTo) ?? []), post]);
  const idOf = new Map<string, string>();
  for (const planned of [...posts].sort((one, other) => one.at - other.at)) {
    const channel = channelOf(planned.conversation);
    const id = newId(core.world);
    idOf.set(planned.key, id);
    const author = userId(planned.author);
    const rootId = planned.replyTo === null ? '' : idOf.get(planned.replyTo);
    if (rootId === undefined)
      throw new Error(`post ${planned.key} answers ${String(planned.replyTo)}, which is not older`);
    const isBot = core.state.users.get(author)?.bot !== null;
    const post: Post = {
      id,
      create_at: planned.at,
      update_at: lastChange(planned, repliesOf.get(planned.key) ?? []),
      edit_at: planned.editedAt ?? 0,
      delete_at: planned.deletedAt ?? 0,
      is_pinned: planned.pinned,
      user_id: author,
      channel_id: channel.id,
      root_id: rootId,
      original_id: '',
      message: planned.message,
      type: planned.type,
      props: {
        ...planned.props,
        ...(isBot ? { from_bot: 'true' } : {}),
        ...(planned.deletedAt === null ? {} : { deleteBy: author }),
      },
      hashtags: hashtagsIn(planned.message),
      file_ids: planned.files.map((file) => {
        const stored = storeFile(core, {
          userId: author,
          channelId: channel.id,
          name: file.name,
          bytes: file.bytes,
          mimeType: file.mimeType,
          at: planned.at,
        });
        stored.post_id = id;
        stored.delete_at = planned.deletedAt ?? 0;
        return stored.id;
      }),
      priority: planned.priority,
    };
    core.state.addPost(post);
    if (planned.editedAt !== null)
      // The earlier version that an edit leaves. The plan does not have its text.
      core.state.addPost({
        ...post,
        id: newId(core.world),
        original_id: id,
        message: '',
        edit_at: 0,
        update_at: planned.editedAt,
        delete_at: planned.editedAt,
      });
    if (planned.reactions.length > 0)
      core.state.reactions.set(
        id,
        planned.reactions.map((reaction) => ({
          user_id: userId(reaction.by),
          post_id: id,
          emoji_name: reaction.emoji,
          create_at: reaction.at,
        })),
      );
    countPost(channel, post);
    if (rootId !== '' && post.delete_at === 0) followThread(core, channel, rootId, post);
  }
};

const countPost = (channel: Channel, post: Post): void => {
  channel.last_post_at = Math.max(channel.last_post_at, post.create_at, post.edit_at);
  if (counts(post.type)) channel.total_msg_count += 1;
  if (post.root_id !== '') return;
  channel.last_root_post_at = Math.max(channel.last_root_post_at, post.create_at);
  if (counts(post.type)) channel.total_msg_count_root += 1;
};

const followThread = (core: Core, channel: Channel, rootId: string, reply: Post): void => {
  const root = core.state.posts.get(rootId);
  if (!root) return;
  for (const id of new Set([root.user_id, reply.user_id, ...mentionedBy(core, channel, reply)])) {
    if (!core.state.isChannelMember(channel.id, id)) continue;
    const membership = follow(core, rootId, id, 0);
    const readAt = core.state.membersOf(channel.id).get(id)?.last_viewed_at ?? 0;
    membership.last_viewed_at = Math.max(
      membership.last_viewed_at,
      Math.min(readAt, reply.create_at),
      id === reply.user_id ? reply.create_at : 0,
    );
  }
};

/** Reading state of every member, from how far the plan says they have read. */
const loadReadState = (core: Core, channel: Channel): void => {
  const { live } = core.state.postsOf(channel.id);
  for (const member of core.state.membersOf(channel.id).values()) {
    const unread = live
      .slice(lowerBound(live, (post) => post.create_at > member.last_viewed_at))
      .filter((post) => counts(post.type));
    const mentions = unread.filter((post) => mentionedBy(core, channel, post).includes(member.user_id));
    member.msg_count = channel.total_msg_count - unread.length;
    member.msg_count_root =
      channel.total_msg_count_root - unread.filter((post) => post.root_id === '').length;
    member.mention_count = mentions.length;
    member.mention_count_root = mentions.filter((post) => post.root_id === '').length;
  }
};

const loadChannel = (
  core: Core,
  planned: PlannedMattermostChannel,
  teamId: string,
  userId: (key: string) => string,
): Channel => {
  const ids = planned.members.map(userId);
  const name = planned.type === 'D' ? [ids[0] ?? '', ids[1] ?? ids[0] ?? ''].sort().join('__') : planned.name;
  const channel = makeChannel(
    core,
    {
      team_id: teamId,
      name,
      display_name: planned.type === 'D' ? '' : planned.displayName,
      type: planned.type,
      header: planned.header,
      purpose: planned.purpose,
    },
    ids[0] ?? '',
    planned.createdAt,
  );
  core.state.channels.set(channel.id, channel);
  planned.members.forEach((key, at) => {
    const member = makeMember(channel, userId(key), planned.createdAt, at === 0 && teamId !== '');
    member.last_viewed_at = planned.readAt[key] ?? 0;
    core.state.addChannelMember(member);
  });
  return channel;
};

/** Fills the server. Throws if the plan names a missing person or object. */
export const loadOrganisation = (core: Core, organisation: Organisation): void => {
  const { channels, posts } = organisation.mattermost;
  const first = Math.min(core.world.now(), ...channels.map((channel) => channel.createdAt));
  const userId = (key: string): string => {
    const id = core.state.userIdOfPerson.get(key);
    if (id === undefined) throw new Error(`${key} has no Mattermost account in this plan`);
    return id;
  };
  loadPeople(core, organisation, first);
  loadEmoji(core, organisation, first);
  const teams = loadTeams(core, organisation, first, userId);
  const loaded = new Map<string, Channel>();
  for (const planned of channels) {
    const teamId = planned.team === null ? '' : teams.get(planned.team);
    if (teamId === undefined)
      throw new Error(`channel ${planned.key} is in team ${String(planned.team)}, which is not planned`);
    loaded.set(planned.key, loadChannel(core, planned, teamId, userId));
  }
  const channelOf = (key: string): Channel => {
    const channel = loaded.get(key);
    if (!channel) throw new Error(`channel ${key} is not planned`);
    return channel;
  };
  loadPosts(core, posts, channelOf, userId);
  for (const channel of loaded.values()) loadReadState(core, channel);
};
