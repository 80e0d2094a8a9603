/** The acts of colleagues and tests. They use the same domain code as the HTTP handlers, including events. */
import { addToChannel, leaveChannel, makeMember } from './domain/channel-members.ts';
import {
  createChannel,
  deleteChannel,
  directChannel,
  groupChannel,
  makeChannel,
  patchChannel,
  restoreChannel,
} from './domain/channels.ts';
import { burnPost, revealPost } from './domain/posts/burn-on-read.ts';
import { createEmoji } from './domain/posts/emoji.ts';
import { storeFile } from './domain/files.ts';
import { deletePost, isEditable, patchPost } from './domain/posts/change-post.ts';
import { createPost } from './domain/posts/create-post.ts';
import { viewChannels } from './domain/reading.ts';
import { addReaction, removeReaction } from './domain/posts/reactions.ts';
import { revokeSessions } from './domain/sessions.ts';
import { publishTyping } from './sockets/actions.ts';
import { setStatus } from './domain/statuses.ts';
import { patchTeam, setTeamAdministrator } from './domain/teams.ts';
import { loadOrganisation } from './load.ts';
import { changeRole, moderateChannel, permitsIn, type Moderation } from './domain/roles.ts';
import { setActive } from './domain/users.ts';
import type { AuthService, Channel, Post, User } from './model.ts';
import { channelOf, isChannelAdministrator, postOf, teamOf, type Actor, type Core } from './server.ts';
import { picture } from './routes/picture.ts';
import { kindOf, truthOf } from './truth.ts';
import type { PersonKey } from '../organisation/plan.ts';
import type { ServiceActs } from '../service.ts';

/** The changes. Missing ones stay as they are. */
export interface SignInChange {
  /** Where the person signs in from now on. */
  readonly authService?: AuthService;
  readonly emailVerified?: boolean;
  /** Deactivated: every session ends. */
  readonly active?: boolean;
  /** Tried too often with a wrong password. */
  readonly locked?: boolean;
  readonly acceptedTerms?: boolean;
}

export interface MattermostActs extends ServiceActs {
  /** Ends all sessions of a person: their tokens answer 401 from now on. Returns how many there were. */
  revokeSessions(person: PersonKey): number;
  /** Writes a post that vanishes once it was read. Returns its id. */
  postBurning(by: PersonKey, conversationId: string, message: string): string;
  /** Somebody reads such a post, as the last one or not. */
  reveal(by: PersonKey, conversationId: string, messageId: string, isLast: boolean): void;
  /** It burns. */
  burn(conversationId: string, messageId: string): void;
  /** Makes a place of a team that is no conversation, and takes everybody of the team in. Returns its id. */
  addPlace(teamId: string, type: 'S' | 'BO' | 'BP', displayName: string): string;
  /** Tells the other members that a person types. */
  type(by: PersonKey, conversationId: string): void;
  /** Makes a custom emoji of that name (no colons). */
  addEmoji(by: PersonKey, name: string): void;
  /** Changes how a person signs in, and whether the server lets them. */
  changeSignIn(person: PersonKey, change: SignInChange): void;
  /**
   * Moderates a channel: its members and guests may not do this any more, and those who administer it may. Empty for an ordinary channel.
   */
  moderate(conversationId: string, withheld: readonly Moderation[]): void;
  /** Grants a role of the server a permission, or takes it away. */
  changeRole(role: string, permission: string, granted: boolean): void;
  /** Makes somebody an administrator of a team, or an ordinary member again. */
  administerTeam(person: PersonKey, teamId: string, administers: boolean): void;
  /** The Mattermost user id of a person. */
  userId(person: PersonKey): string;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '')
    .slice(0, 60) || 'channel';

export const createActs = (core: Core): MattermostActs => {
  const { state } = core;
  const userOf = (person: PersonKey): User => {
    const user = state.users.get(state.userIdOfPerson.get(person) ?? '');
    if (!user) throw new Error(`${person} has no Mattermost account`);
    return user;
  };
  const actorOf = (person: PersonKey): Actor => ({ user: userOf(person), session: null });
  const peopleIn = (channel: Channel): PersonKey[] =>
    [...state.membersOf(channel.id).keys()].flatMap((id) => state.personOfUserId.get(id) ?? []);
  const mayDelete = (post: Post): boolean => {
    const author = state.users.get(post.user_id);
    return author !== undefined && permitsIn(core, author, channelOf(core, post.channel_id), 'delete_post');
  };
  const postIn = (conversationId: string, messageId: string): Post => {
    const post = postOf(core, messageId);
    if (post.channel_id !== conversationId)
      throw new Error(`message ${messageId} is not in conversation ${conversationId}`);
    return post;
  };
  /** A member who may change the team or channel, for acts without a named person. */
  const anyMember = (ids: Iterable<string>, why: string): Actor => {
    for (const id of ids) {
      const user = state.users.get(id);
      if (user && !user.guest && !user.bot) return { user, session: null };
    }
    throw new Error(why);
  };

  return {
    changeSignIn: (person, { authService, emailVerified, active, locked, acceptedTerms }) => {
      const user = userOf(person);
      if (authService !== undefined) user.authService = authService;
      if (emailVerified !== undefined) user.emailVerified = emailVerified;
      if (locked !== undefined) user.failedAttempts = locked ? core.settings.MaximumLoginAttempts : 0;
      if (acceptedTerms !== undefined) user.termsAcceptedAt = acceptedTerms ? core.world.now() : 0;
      if (active !== undefined) setActive(core, user, active);
    },
    type: (by, conversationId) => publishTyping(core, userOf(by).id, conversationId, ''),
    load: (organisation) => loadOrganisation(core, organisation),
    conversations: () =>
      [...state.channels.values()]
        .filter((channel) => channel.delete_at === 0)
        .flatMap((channel) => {
          const kind = kindOf(channel);
          const teamId = channel.team_id === '' ? null : channel.team_id;
          return kind === null ? [] : [{ id: channel.id, teamId, kind, members: peopleIn(channel) }];
        }),
    messages: (conversationId) =>
      state.postsOf(conversationId).live.map((post) => ({
        id: post.id,
        author: post.type.startsWith('system_') ? null : (state.personOfUserId.get(post.user_id) ?? null),
        replyTo: post.root_id === '' ? null : post.root_id,
        deleted: false,
        editable: isEditable(post),
        deletable: mayDelete(post),
      })),
    post: (by, conversationId, writing, replyTo) => {
      const actor = actorOf(by);
      const fileIds = [...(writing.files ?? []), ...(writing.images ?? [])].map(
        (file) =>
          storeFile(core, {
            userId: actor.user.id,
            channelId: conversationId,
            name: file.name,
            bytes: file.bytes,
            mimeType: file.mimeType,
          }).id,
      );
      const missing = (writing.mentions ?? [])
        .map((person) => `@${userOf(person).username}`)
        .filter((name) => !writing.content.includes(name));
      const message = [...missing, writing.content].join(' ');
      return createPost(core, actor, {
        channel: channelOf(core, conversationId),
        message,
        rootId: replyTo ?? '',
        fileIds,
      }).post.id;
    },
    edit: (by, conversationId, messageId, content) => {
      patchPost(core, actorOf(by), postIn(conversationId, messageId), { message: content });
    },
    remove: (by, conversationId, messageId) =>
      deletePost(core, actorOf(by), postIn(conversationId, messageId)),
    react: (by, conversationId, messageId, emoji) => {
      addReaction(core, actorOf(by), postIn(conversationId, messageId), emoji);
    },
    unreact: (by, conversationId, messageId, emoji) =>
      removeReaction(core, actorOf(by), postIn(conversationId, messageId), userOf(by).id, emoji),
    markRead: (by, conversationId) => {
      viewChannels(core, userOf(by).id, [conversationId]);
    },
    createChat: (members) => {
      const [creator, ...others] = members.map(userOf);
      const [other] = others;
      if (!creator || !other) throw new Error('a chat needs at least two members');
      return others.length === 1
        ? directChannel(core, creator, other.id).id
        : groupChannel(
            core,
            creator,
            others.map((user) => user.id),
          ).id;
    },
    createChannel: (by, teamId, displayName, isPrivate) =>
      createChannel(core, userOf(by), {
        team_id: teamOf(core, teamId).id,
        name: `${slug(displayName)}-${state.channels.size}`,
        display_name: displayName,
        type: isPrivate ? 'P' : 'O',
      }).id,
    addMember: (conversationId, person) => {
      const channel = channelOf(core, conversationId);
      if (channel.type === 'O') addToChannel(core, channel, userOf(person), 'join');
      else
        addToChannel(
          core,
          channel,
          userOf(person),
          anyMember(state.membersOf(channel.id).keys(), 'nobody in the channel can add members').user,
        );
    },
    removeMember: (conversationId, person) =>
      leaveChannel(core, channelOf(core, conversationId), userOf(person), userOf(person)),
    setArchived: (conversationId, archived) => {
      const channel = channelOf(core, conversationId);
      const administrators = [...state.membersOf(channel.id).keys()].filter((id) => {
        const user = state.users.get(id);
        return user !== undefined && isChannelAdministrator(core, user, channel);
      });
      const actor = anyMember(administrators, 'nobody in the channel administers it');
      if (archived) deleteChannel(core, actor, channel);
      else restoreChannel(core, actor, channel);
    },
    renameTeam: (teamId, displayName) => {
      const team = teamOf(core, teamId);
      const owners = [...state.teamMembersOf(teamId).values()].filter(
        (member) => member.scheme_admin && member.delete_at === 0,
      );
      patchTeam(
        core,
        anyMember(
          owners.map((member) => member.user_id),
          'the team has no owner',
        ),
        team,
        { display_name: displayName },
      );
    },
    renameConversation: (conversationId, displayName) => {
      const channel = channelOf(core, conversationId);
      patchChannel(
        core,
        anyMember(state.membersOf(channel.id).keys(), 'nobody in the channel can rename it'),
        channel,
        { display_name: displayName },
      );
    },
    setPresence: (person, presence) => {
      setStatus(core, userOf(person).id, presence === 'busy' ? 'dnd' : presence, true);
    },
    truth: (person) => truthOf(core, userOf(person).id),
    revokeSessions: (person) => {
      const { id } = userOf(person);
      return revokeSessions(core, (session) => session.user_id === id);
    },
    postBurning: (by, conversationId, message) =>
      createPost(core, actorOf(by), {
        channel: channelOf(core, conversationId),
        message,
        type: 'burn_on_read',
      }).post.id,
    reveal: (by, conversationId, messageId, isLast) =>
      revealPost(core, userOf(by), postIn(conversationId, messageId), isLast),
    burn: (conversationId, messageId) => burnPost(core, postIn(conversationId, messageId)),
    addPlace: (teamId, type, displayName) => {
      const wanted = { team_id: teamId, name: slug(displayName), display_name: displayName, type };
      const place = makeChannel(core, wanted, '', core.world.now());
      state.channels.set(place.id, place);
      for (const { user_id } of state.teamMembersOf(teamId).values())
        state.addChannelMember(makeMember(place, user_id, place.create_at));
      return place.id;
    },
    addEmoji: (by, name) => {
      createEmoji(core, userOf(by), name, { mimeType: 'image/png', bytes: picture(name, 32).bytes });
    },
    moderate: (conversationId, withheld) => moderateChannel(core, channelOf(core, conversationId), withheld),
    changeRole: (role, permission, granted) => changeRole(core, role, permission, granted),
    administerTeam: (person, teamId, administers) =>
      setTeamAdministrator(core, userOf(person), teamOf(core, teamId), administers),
    userId: (person) => userOf(person).id,
  };
};
