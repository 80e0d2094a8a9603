/** Posts: creating, changing, lists of them, and reactions. */
import { z } from 'zod';
import { json, ok, type Call } from './call.ts';
import type { Router } from './register.ts';
import { deletePost, patchPost, pinPost } from '../domain/posts/change-post.ts';
import { createPost } from '../domain/posts/create-post.ts';
import { sendEphemeralPost } from '../domain/posts/ephemeral-post.ts';
import { setUnread } from '../domain/reading.ts';
import { addReaction, removeReaction } from '../domain/posts/reactions.ts';
import { AppError, forbidden, invalidParam, notFound } from '../errors.ts';
import type { Post } from '../model.ts';
import {
  channelOf,
  isAdministrator,
  postOf,
  readableChannel,
  readablePost,
  userOf,
  type Core,
} from '../server.ts';
import { fileView, postView, reactionView } from '../views.ts';

const createSchema = z.object({
  channel_id: z.string(),
  message: z.string().default(''),
  root_id: z.string().nullish(),
  file_ids: z.array(z.string()).nullish(),
  props: z.record(z.string(), z.unknown()).nullish(),
  type: z.string().nullish(),
  pending_post_id: z.string().nullish(),
  create_at: z.number().nullish(),
  is_pinned: z.boolean().nullish(),
  metadata: z
    .object({ priority: z.object({ priority: z.enum(['', 'important', 'urgent']).default('') }).nullish() })
    .nullish(),
});

const patchSchema = z.object({
  message: z.string().optional(),
  props: z.record(z.string(), z.unknown()).optional(),
  file_ids: z.array(z.string()).optional(),
  is_pinned: z.boolean().optional(),
});

/** Whether the first reply to a root came in this same millisecond. Then both requests make the thread's row, and only one can succeed. */
const isThreadRace = (core: Core, rootId: string): boolean => {
  const [first, ...others] = rootId === '' ? [] : core.state.repliesTo(rootId);
  return first?.create_at === core.world.now() && others.length === 0;
};

/** 500: a moment later the same request succeeds. */
const threadRace = (): AppError =>
  new AppError(
    'app.post.save.app_error',
    500,
    'Unable to save the Post.',
    'pq: duplicate key value violates unique constraint "threads_pkey"',
  );

export const postRoutes = ({ on, core }: Router): void => {
  on('POST', '/posts', async (call) => {
    const body = await call.body(createSchema);
    if (isThreadRace(core, body.root_id ?? '')) throw threadRace();
    const created = createPost(core, call.actor, {
      channel: channelOf(core, body.channel_id),
      message: body.message,
      rootId: body.root_id ?? '',
      fileIds: body.file_ids ?? [],
      props: body.props ?? {},
      type: body.type ?? '',
      pendingPostId: body.pending_post_id ?? '',
      priority: body.metadata?.priority?.priority ?? '',
      pinned: body.is_pinned ?? false,
      createAt: body.create_at ?? 0,
      setOnline: call.query('set_online') !== 'false',
    });
    const view = created.repeated
      ? postView(core, created.post, { withoutMetadata: true })
      : postView(core, created.post, { pendingPostId: body.pending_post_id ?? '' });
    return json(view, 201);
  });
  on('POST', '/posts/ephemeral', async (call) => {
    if (!isAdministrator(core, call.me)) throw forbidden();
    const body = await call.body(
      z.object({ user_id: z.string(), post: z.object({ channel_id: z.string(), message: z.string() }) }),
    );
    const view = sendEphemeralPost(core, userOf(core, body.user_id).id, {
      authorId: call.me.id,
      channelId: channelOf(core, body.post.channel_id).id,
      message: body.post.message,
    });
    return json(view, 201);
  });
  on('POST', '/posts/ids', async (call) => {
    const ids = await call.body(z.array(z.string()), 'post_ids');
    if (ids.length === 0 || ids.length > 1000) throw invalidParam('post_ids');
    const { actor } = call;
    const readable = ids.flatMap((id) => {
      const post = core.state.posts.get(id);
      return post?.original_id === '' && core.state.isChannelMember(post.channel_id, actor.user.id)
        ? [post]
        : [];
    });
    if (readable.length === 0) throw notFound('post');
    // Deleted ones come along, without their text.
    return json(
      readable.map((post) => ({
        ...postView(core, post),
        ...(post.delete_at === 0 ? {} : { message: '' }),
      })),
    );
  });
  on('POST', '/posts/ids/reactions', async (call) => {
    const ids = await call.body(z.array(z.string()), 'post_ids');
    return json(Object.fromEntries(ids.map((id) => [id, reactionsOf(call, id)])));
  });

  const reactionsOf = (call: Call, id: string): Record<string, unknown>[] => {
    const post = readablePost(core, call.actor, id);
    return (core.state.reactions.get(id) ?? []).map((reaction) => reactionView(reaction, post.channel_id));
  };
  on('POST', '/reactions', async (call) => {
    const body = await call.body(
      z.object({ user_id: z.string(), post_id: z.string(), emoji_name: z.string() }),
    );
    if (body.user_id !== call.me.id) throw forbidden();
    const post = postOf(core, body.post_id);
    const reaction = addReaction(core, call.actor, post, body.emoji_name);
    // The description says 201 (facts: Reactions).
    return json(reactionView(reaction, post.channel_id));
  });
  on('DELETE', '/users/:user_id/posts/:post_id/reactions/:emoji_name', (call) => {
    removeReaction(
      core,
      call.actor,
      postOf(core, call.path('post_id')),
      call.user().id,
      call.path('emoji_name'),
    );
    return ok();
  });

  on('GET', '/posts/:post_id', (call) => {
    const id = call.path('post_id');
    if (call.flag('include_deleted') && isAdministrator(core, call.me)) {
      const post = core.state.posts.get(id);
      if (!post) throw notFound('post');
      return json(postView(core, post));
    }
    const post = readablePost(core, call.actor, id);
    return call.tagged(`${post.id}.${post.update_at}`, () => postView(core, post));
  });
  on('GET', '/posts/:post_id/reactions', (call) => json(reactionsOf(call, call.path('post_id'))));
  on('GET', '/posts/:post_id/files/info', (call) =>
    json(
      readablePost(core, call.actor, call.path('post_id')).file_ids.flatMap((id) => {
        const file = core.state.files.get(id);
        return file ? [fileView(file)] : [];
      }),
    ),
  );
  /** The post that is to be changed: for one that is deleted or unknown the server says that the user may not (403), and not that it is gone. */
  const changing = (call: Call): Post => {
    try {
      return postOf(core, call.path('post_id'));
    } catch (error) {
      throw error instanceof AppError && error.statusCode === 404 ? forbidden('edit_post') : error;
    }
  };
  on('PUT', '/posts/:post_id/patch', async (call) => {
    const post = changing(call);
    return json(postView(core, patchPost(core, call.actor, post, await call.body(patchSchema))));
  });
  on('PUT', '/posts/:post_id', async (call) => {
    const body = await call.body(patchSchema.extend({ id: z.string() }));
    const post = changing(call);
    if (body.id !== post.id) throw invalidParam('id');
    // A full replace: fields that are missing in the body are emptied.
    const patched = patchPost(core, call.actor, post, {
      message: body.message ?? '',
      props: body.props ?? {},
      file_ids: body.file_ids ?? [],
      is_pinned: body.is_pinned ?? false,
    });
    return json(postView(core, patched));
  });
  on('DELETE', '/posts/:post_id', (call) => {
    deletePost(core, call.actor, postOf(core, call.path('post_id')));
    return ok();
  });
  on('POST', '/posts/:post_id/pin', (call) => {
    pinPost(core, call.actor, changing(call), true);
    return ok();
  });
  on('POST', '/posts/:post_id/unpin', (call) => {
    pinPost(core, call.actor, changing(call), false);
    return ok();
  });
  on('POST', '/users/:user_id/posts/:post_id/set_unread', (call) => {
    const user = call.ownUser();
    const post = postOf(core, call.path('post_id'));
    const channel = readableChannel(core, call.actor, post.channel_id);
    const member = setUnread(core, user.id, post);
    return json({
      team_id: channel.team_id,
      user_id: user.id,
      channel_id: channel.id,
      msg_count: member.msg_count,
      mention_count: member.mention_count,
      mention_count_root: member.mention_count_root,
      urgent_mention_count: member.urgent_mention_count,
      msg_count_root: member.msg_count_root,
      last_viewed_at: member.last_viewed_at,
      notify_props: { ...member.notify_props },
    });
  });
};
