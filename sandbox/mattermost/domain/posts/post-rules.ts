/** The rules for new and changed posts: limits, hardened mode, files (facts: Posts). */
import { AppError, invalidParam } from '../../errors.ts';
import type { Post } from '../../model.ts';
import { isIntegration, type Actor, type Core } from '../../server.ts';

const reservedProps = [
  'from_webhook',
  'override_username',
  'override_icon_url',
  'override_icon_emoji',
  'webhook_display_name',
];

/** Checks the rules for every new or changed post. */
export const validate = (
  core: Core,
  message: string,
  props: Record<string, unknown>,
  fileIds: readonly string[],
): void => {
  // PostgreSQL's text has no NUL.
  if (message.includes('\0')) throw new AppError('app.post.save.app_error', 500, 'Unable to save the Post.');
  if (Array.from(message).length > core.settings.MaxPostSize)
    throw new AppError(
      'model.post.is_valid.message_length.app_error',
      400,
      'Post Message property is longer than the maximum permitted length.',
    );
  if (Array.from(JSON.stringify(props)).length > 800_000)
    throw new AppError('model.post.is_valid.props.app_error', 400, 'Invalid props.');
  if (JSON.stringify(fileIds).length > 300)
    throw new AppError(
      'model.post.is_valid.file_ids.app_error',
      400,
      'Invalid file ids. Note that uploads are limited to 10 files maximum.',
    );
};

/** In hardened mode only integrations may set the reserved props. */
export const checkHardened = (core: Core, actor: Actor, props: Record<string, unknown>): void => {
  if (!core.settings.ExperimentalEnableHardenedMode || isIntegration(actor)) return;
  if (reservedProps.some((name) => name in props)) throw invalidParam('props');
};

/** Gives a post the files it names; returns those that stick. */
export const attachFiles = (core: Core, post: Post, fileIds: readonly string[]): string[] => {
  const attached: string[] = [];
  for (const id of new Set(fileIds)) {
    const file = core.state.files.get(id);
    // Only the uploader's own, not yet attached files of the same channel stick.
    if (file?.post_id !== '' || file.user_id !== post.user_id || file.channel_id !== post.channel_id)
      continue;
    file.post_id = post.id;
    attached.push(id);
  }
  return attached;
};
