/**
 * What each websocket event means for the mirror. Never throws. An event that is not used becomes a discarded change with a named reason.
 */
import type { Change, DiscardReason } from '../../../model/index.ts';
import type { LiveEvent } from '../../connector.ts';
import type { MappingContext } from '../context.ts';
import { remember } from '../reading/directory.ts';
import { isServiceId } from '../ids.ts';
import { choiceCategory } from '../memory/choices.ts';
import { isFreeLease } from '../memory/lease.ts';
import { ownChoiceCategory } from '../memory/own-choices.ts';
import { toldEmojiOf } from '../reading/custom-emoji.ts';
import { favouriteCategory } from '../reading/channels.ts';
import { changeOfStatus, changeOfUser } from '../reading/people.ts';
import { changeOfPost, deleterOf } from '../message/posts.ts';
import { isPayload, listOf, nestedOf, payloadOf, stampOf, textOf } from '../rest/reading.ts';
import type { EventFrame } from './frames.ts';

const discarded = (reason: DiscardReason): LiveEvent => ({
  kind: 'changes',
  changes: [{ kind: 'discarded', reason }],
});
const changed = (...changes: readonly Change[]): LiveEvent => ({ kind: 'changes', changes });
const stale: LiveEvent = { kind: 'overview-stale' };
/** Something changed for everybody on the server, in a team or in a channel. */
const staleForMany: LiveEvent = { kind: 'overview-stale', toldToMany: true };

/** The events that follow from one frame, in order. */
export const liveEventsOf = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  switch (frame.event) {
    case 'posted':
      noteMention(frame, context);
      noteLastPost(frame, context);
      return posted(frame, context);
    case 'post_edited':
      return posted(frame, context);
    case 'post_deleted':
      return postDeleted(frame, context);
    case 'reaction_added':
    case 'reaction_removed':
      return reacted(frame, context);
    case 'post_revealed':
      // A revealed post burns soon, so its words are left out (posts.ts).
      return posted(frame, context);
    case 'post_burned':
      return burned(frame, context);
    case 'burn_on_read_all_revealed':
      // Everybody has read the post, so it will burn. Nothing changes until then.
      return [];
    case 'ephemeral_message':
      return onlyForUser(frame, context);
    case 'multiple_channels_viewed':
      return viewed(frame, context);
    case 'channel_viewed':
      // Servers before 8 send this: it names the channel, but not the time until which it was viewed.
      return [stale];
    case 'post_unread':
      return unread(frame, context);
    case 'status_change':
      return [changed(changeOfStatus(frame.data, context))];
    case 'user_updated':
      return [changed(changeOfUser(nestedOf(frame.data.user), context))];
    case 'emoji_added':
      return emojiAdded(frame);
    case 'typing':
      return typing(frame, context);
    case 'user_removed':
      return userRemoved(frame, context);
    case 'leave_team':
      return leftTeam(frame, context);
    case 'preferences_changed':
    case 'preference_changed':
    case 'preferences_deleted':
      return preferencesChanged(frame);
    case 'sidebar_category_updated':
      return categoriesChanged(frame);
    case 'channel_member_updated':
      return memberUpdated(frame, context);
    case 'role_updated':
      return roleUpdated(frame, context);
    case 'user_role_updated':
      return [frame.data.user_id === context.userId ? stale : discarded('unknown-event')];
    // After these the names of the user's roles may be others.
    case 'memberrole_updated':
      return [stale];
    case 'channel_scheme_updated':
    case 'update_team_scheme':
      return [staleForMany];
    case 'channel_created':
    case 'channel_updated':
    case 'channel_converted':
    case 'channel_deleted':
    case 'channel_restored':
    case 'direct_added':
    case 'group_added':
    case 'user_added':
      return [stale, ...membersStale(frame, context)];
    case 'added_to_team':
    case 'update_team':
    case 'delete_team':
    case 'restore_team':
      return [stale];
    default:
      // The thread_* events come here too: reply counts and read state of threads are derived from the messages.
      return [discarded('unknown-event')];
  }
};

/** Says of which channel the members changed; an empty list if the event does not name the channel. */
const membersStale = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const channelId = isServiceId(frame.data.channel_id) ? frame.data.channel_id : frame.broadcast.channel_id;
  return isServiceId(channelId)
    ? [{ kind: 'members-stale', conversationId: context.ids.conversation(channelId) }]
    : [];
};

/** A whole post, as JSON in a string. If it mentions a username that is not known, a refresh looks the name up. */
const posted = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const { directory, heard, ids, userId } = context;
  const before = directory.unknownMet;
  const post = nestedOf(frame.data.post);
  if (payloadOf(post).type === ephemeral) return onlyForUser(frame, context);
  const change = changeOfPost(post, context);
  if (change.kind === 'discarded' && change.reason === 'author-register')
    return [changed(change), ...registerWritten(post, context)];
  if (change.kind !== 'message') return [changed(change)];
  if (change.message.authorId === ids.person(userId)) heard.hear(payloadOf(post));
  directory.highestStamp = Math.max(directory.highestStamp, change.message.version);
  const event = changed(change);
  return directory.unknownMet === before
    ? [event]
    : [event, { kind: 'refresh', messageIds: [change.message.id] }];
};

const registerWritten = (post: unknown, { ids }: MappingContext): readonly LiveEvent[] => {
  const { channel_id: channelId } = payloadOf(post);
  return isServiceId(channelId)
    ? [{ kind: 'register-written', conversationId: ids.conversation(channelId) }]
    : [];
};

/**
 * Notes that the server says the user is mentioned: the server knows group mentions too. In direct and group messages it lists everybody,
 * so only the text counts there.
 */
const noteMention = (frame: EventFrame, context: MappingContext): void => {
  const { channel_type, mentions, post } = frame.data;
  if (channel_type === 'D' || channel_type === 'G') return;
  if (!listOf(nestedOf(mentions)).includes(context.userId)) return;
  const { id } = payloadOf(nestedOf(post));
  if (isServiceId(id)) remember(context.directory.mentionedIn, id);
};

/** Notes this post's stamp as that of the channel's newest post. */
const noteLastPost = (frame: EventFrame, { directory }: MappingContext): void => {
  const { channel_id: channelId, create_at: at } = payloadOf(nestedOf(frame.data.post));
  if (isServiceId(channelId))
    directory.lastPosts.set(channelId, Math.max(directory.lastPosts.get(channelId) ?? 0, stampOf(at) ?? 0));
};

/** Several nodes give stamps. Their clocks may differ by this much, ms. */
const stampMargin = 60_000;

/**
 * The event holds the post as it was before (delete_at 0; some servers set it). The server deletes a root's replies too, but sends no event
 * for them: a refresh of the root looks for them.
 */
const postDeleted = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const post = nestedOf(frame.data.post);
  if (!isPayload(post) || !isServiceId(post.id) || !isServiceId(post.channel_id))
    return [discarded('malformed-event')];
  const { ids, directory, heard } = context;
  heard.forget(post.id);
  const id = ids.message(post.channel_id, post.id);
  const changedAt = stampOf(post.update_at) ?? 0;
  const at = Math.max(stampOf(post.delete_at) ?? 0, changedAt);
  // The server tells only administrators who deleted the post.
  const by = deleterOf(post, frame.data.delete_by);
  const conversationId = ids.conversation(post.channel_id);
  const gone = changed({ kind: 'message-gone', id, conversationId, at, ...by });
  if (textOf(post.root_id) !== '' || post.reply_count === 0) return [gone];
  directory.rootsGoneAfter.set(post.id, Math.max(changedAt - 1, directory.highestStamp - stampMargin));
  return [gone, { kind: 'refresh', messageIds: [id] }];
};

/** The post `post_id`, which vanishes once it was read, is gone for the user. */
const burned = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const { post_id } = frame.data;
  if (!isServiceId(post_id)) return [discarded('malformed-event')];
  const { ids, directory, heard } = context;
  heard.forget(post_id);
  const channelId = directory.burning.get(post_id) ?? frame.broadcast.channel_id;
  if (!isServiceId(channelId)) return [discarded('event-for-unknown-conversation')];
  directory.burning.delete(post_id);
  const id = ids.message(channelId, post_id);
  return [changed({ kind: 'message-gone', id, conversationId: ids.conversation(channelId), at: 0 })];
};

/** The type of posts that the server shows to one user alone, and keeps nowhere. */
const ephemeral = 'system_ephemeral';

/**
 * Words of the server for this user alone. They come as `ephemeral_message`, and as `post_edited` where a plugin changes them
 * (mattermost/mattermost, app/post.go, UpdateEphemeralPost).
 */
const onlyForUser = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const post = nestedOf(frame.data.post);
  // Without its type it is read as what it is: text for people, by whoever says it.
  const change = isPayload(post) ? changeOfPost({ ...post, type: '' }, context) : null;
  return change?.kind === 'message'
    ? [{ kind: 'only-for-user', message: change.message }]
    : [discarded('ephemeral-message')];
};

/** A reaction changes its post's update_at. The event holds neither the other reactions nor the stamp, so the post is read again. */
const reacted = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const reaction = payloadOf(nestedOf(frame.data.reaction));
  const channelId = isServiceId(reaction.channel_id) ? reaction.channel_id : frame.broadcast.channel_id;
  if (!isServiceId(reaction.post_id) || !isServiceId(channelId)) return [discarded('malformed-event')];
  return [{ kind: 'refresh', messageIds: [context.ids.message(channelId, reaction.post_id)] }];
};

/** `channel_times`: channel id → until when the user has viewed it, ms. */
const viewed = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const changes: Change[] = [];
  for (const [channelId, time] of Object.entries(payloadOf(frame.data.channel_times))) {
    const readAt = stampOf(time);
    if (!isServiceId(channelId) || readAt === null)
      changes.push({ kind: 'discarded', reason: 'malformed-event' });
    else changes.push({ kind: 'read', conversationId: context.ids.conversation(channelId), readAt });
  }
  return changes.length === 0 ? [discarded('malformed-event')] : [changed(...changes)];
};

/** The user marked a post as unread: last_viewed_at goes back to just before it. */
const unread = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const channelId = frame.broadcast.channel_id;
  const readAt = stampOf(frame.data.last_viewed_at);
  if (!isServiceId(channelId) || readAt === null) return [discarded('malformed-event')];
  return [changed({ kind: 'read', conversationId: context.ids.conversation(channelId), readAt })];
};

/** No event tells that an emoji was deleted. */
const emojiAdded = (frame: EventFrame): readonly LiveEvent[] => {
  const emoji = toldEmojiOf(nestedOf(frame.data.emoji));
  return [emoji === null ? discarded('malformed-event') : { kind: 'custom-emoji', emoji }];
};

const typing = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const { user_id, parent_id } = frame.data;
  const { channel_id } = frame.broadcast;
  if (!isServiceId(user_id) || !isServiceId(channel_id)) return [discarded('malformed-event')];
  return [
    {
      kind: 'typing',
      conversationId: context.ids.conversation(channel_id),
      threadId: isServiceId(parent_id) ? context.ids.message(channel_id, parent_id) : '',
      personId: context.ids.person(user_id),
    },
  ];
};

/** Two forms: to the channel (`data.user_id`), and to the removed user alone (`data.channel_id`, `broadcast.user_id`). */
const userRemoved = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const { data, broadcast } = frame;
  const channelId = isServiceId(data.channel_id) ? data.channel_id : broadcast.channel_id;
  const mine =
    data.user_id === context.userId || (data.user_id === undefined && broadcast.user_id === context.userId);
  if (!mine) return [stale, ...membersStale(frame, context)];
  if (!isServiceId(channelId)) return [discarded('malformed-event'), stale];
  return [changed({ kind: 'conversation-gone', id: context.ids.conversation(channelId) }), stale];
};

const leftTeam = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const { user_id, team_id } = frame.data;
  if (user_id !== context.userId || !isServiceId(team_id)) return [stale];
  return [changed({ kind: 'team-gone', id: context.ids.team(team_id) }), stale];
};

/** Preferences that hide and show conversations, name favourites, or hold what Isthmus keeps. `preference_changed` holds one preference, the others a list. */
const preferencesChanged = (frame: EventFrame): readonly LiveEvent[] => {
  const one = nestedOf(frame.data.preference);
  const all = [...listOf(nestedOf(frame.data.preferences)), one];
  const categories = new Set(all.map((raw) => textOf(payloadOf(raw).category)));
  const shows = [...categories].some((category) => toldByOverview.has(category));
  const meant: LiveEvent[] = [
    ...(shows ? [stale] : []),
    ...(categories.has(choiceCategory) || categories.has(ownChoiceCategory)
      ? [{ kind: 'choices-stale' } as const]
      : []),
    ...(all.some((raw) => isFreeLease(payloadOf(raw))) ? [{ kind: 'lease-free' } as const] : []),
  ];
  return meant.length === 0 ? [discarded('unknown-event')] : meant;
};

const toldByOverview: ReadonlySet<string> = new Set([
  'direct_channel_show',
  'group_channel_show',
  favouriteCategory,
]);

/**
 * The user has arranged their sidebar. The event then holds the categories, and no other event tells that favourites have changed. Without
 * categories it goes with a change of any preference, which has its own event (UpdatePreferences, server source 11.6).
 */
const categoriesChanged = (frame: EventFrame): readonly LiveEvent[] => [
  listOf(nestedOf(frame.data.updatedCategories)).length > 0 ? stale : discarded('unknown-event'),
];

/** A role permits more or less than before. It is told of roles that the user does not have, too. */
const roleUpdated = (frame: EventFrame, { directory }: MappingContext): readonly LiveEvent[] => {
  const name = textOf(payloadOf(nestedOf(frame.data.role)).name);
  return [name === '' || directory.roles.expire(name) ? staleForMany : discarded('unknown-event')];
};

/** The user's own row (muting, for example) changes the overview; rows of others are not used. */
const memberUpdated = (frame: EventFrame, context: MappingContext): readonly LiveEvent[] => {
  const member = payloadOf(nestedOf(frame.data.channelMember));
  return [member.user_id === context.userId ? stale : discarded('unknown-event')];
};
