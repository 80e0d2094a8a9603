/** The acts of colleagues and tests in the tenant. They use the same code as the handlers. */
import type { Conversation, Message, Team } from './state/model.ts';
import type { ActConversation, ActMessage } from '../service.ts';
import type { MicrosoftActs } from './contract.ts';
import { compose } from './state/compose.ts';
import { membersOf } from './state/conversations.ts';
import type { User } from './state/directory.ts';
import { Refusal } from './state/failure.ts';
import { randomHex } from './state/ids.ts';
import { loadOrganisation } from './state/load.ts';
import { addMember, createChannel, createChat, markRead, removeMember, rename } from './state/membership.ts';
import { sanitise } from './state/sanitise.ts';
import { conversationKey, messageFor, type TenantState } from './state/tenant.ts';
import { edit, post, setBlocked, setReaction, softDelete, unsetReaction } from './state/writing.ts';
import { actKind, truthFor } from './truth.ts';

/** Acts on this state. `versionUrl` gives Graph's address, for the truth of bodies with images. */
export const actsOn = (state: TenantState, versionUrl: () => string): MicrosoftActs => {
  const user = (key: string): User => state.directory.byKey(key);
  const team = (id: string): Team => {
    const found = state.teams.get(id);
    if (!found) throw new Refusal('NotFound', `There is no team '${id}'.`);
    return found;
  };
  const conversation = (id: string): Conversation => {
    const [teamId = '', channelId] = id.split('/');
    const found =
      channelId === undefined ? state.chats.get(id) : state.teams.get(teamId)?.channels.get(channelId);
    if (!found) throw new Refusal('NotFound', `There is no conversation '${id}'.`);
    return found;
  };
  const message = (by: string, conversationId: string, messageId: string): Message => {
    const place = conversation(conversationId);
    if (!membersOf(place).has(user(by).id))
      throw new Refusal('Forbidden', `'${by}' is not a member of '${conversationId}'.`);
    return messageFor(user(by), place, messageId);
  };
  const asAct = (one: Conversation): ActConversation => ({
    id: conversationKey(one),
    teamId: one.kind === 'channel' ? one.team.id : null,
    kind: actKind(one),
    members: [...membersOf(one).values()].map((member) => member.user.key),
  });
  const asActMessage = (one: Message): ActMessage => ({
    id: one.id,
    author: one.author?.key ?? null,
    replyTo: one.root?.id ?? null,
    deleted: one.deletedAt !== null,
    editable: true,
    deletable: true,
  });

  return {
    load: (organisation) => loadOrganisation(state, organisation),
    conversations: () => state.conversations().map(asAct),
    messages: (id) => conversation(id).byCreated.all().map(asActMessage),
    post: (by, id, writing, replyTo) => {
      const author = user(by);
      const place = conversation(id);
      const draft = compose(
        state,
        author,
        place,
        {
          contentType: 'html',
          content: sanitise(writing.content),
          mentions: (writing.mentions ?? []).map(user),
          files: writing.files ?? [],
          images: writing.images ?? [],
        },
        randomHex(() => state.world.random()),
        state.world.now(),
      );
      const root = replyTo === undefined ? null : message(by, id, replyTo);
      return post(state, author, place, { ...draft, root: root?.root ?? root }).id;
    },
    edit: (by, id, messageId, content) =>
      edit(state, user(by), message(by, id, messageId), { content: sanitise(content), contentType: 'html' }),
    remove: (by, id, messageId) => softDelete(state, user(by), message(by, id, messageId)),
    react: (by, id, messageId, emoji) => setReaction(state, user(by), message(by, id, messageId), emoji),
    unreact: (by, id, messageId, emoji) => unsetReaction(state, user(by), message(by, id, messageId), emoji),
    markRead: (by, id) => {
      const place = conversation(id);
      if (place.kind === 'channel') throw new Refusal('BadRequest', 'Channels keep no read state.');
      markRead(place, user(by), null, state.world.now());
    },
    createChat: (members, topic) =>
      createChat(
        state,
        members.length === 2 && topic === null ? 'oneOnOne' : 'group',
        members.map(user),
        topic,
      ).id,
    createChannel: (by, teamId, displayName, isPrivate) => {
      const membershipType = isPrivate ? 'private' : 'standard';
      return conversationKey(
        createChannel(state, user(by), team(teamId), { displayName, description: '', membershipType }),
      );
    },
    addMember: (id, person) => addMember(state, conversation(id), user(person), null),
    removeMember: (id, person) => removeMember(state, conversation(id), user(person), null),
    setArchived: (id, archived) => {
      const place = conversation(id);
      if (place.kind === 'chat') throw new Refusal('BadRequest', 'Chats cannot be archived.');
      place.archived = archived;
    },
    setTeamArchived: (teamId, archived) => {
      team(teamId).archived = archived;
    },
    setBlocked: (id, messageId, blocked) => {
      const found = conversation(id).messages.get(messageId);
      if (!found) throw new Refusal('NotFound', `There is no message '${messageId}'.`);
      setBlocked(state, found, blocked);
    },
    renameTeam: (teamId, displayName) => {
      team(teamId).displayName = displayName;
    },
    renameConversation: (id, displayName) => rename(state, conversation(id), displayName, null),
    setPresence: (person, presence) => {
      const set = {
        online: { availability: 'Available', activity: 'Available' },
        away: { availability: 'Away', activity: 'Away' },
        busy: { availability: 'Busy', activity: 'InACall' },
        offline: null,
      }[presence];
      // The session of the person's own Teams.
      if (set === null) state.presences.clearSession(user(person), 'teams');
      else state.presences.setSession(user(person), 'teams', set, 365 * 24 * 3600_000);
    },
    truth: (person) => truthFor(state, user(person), versionUrl()),
  };
};
