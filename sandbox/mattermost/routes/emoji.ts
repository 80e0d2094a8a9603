/** Custom emoji. */
import { z } from 'zod';
import { bytes, json, ok, type Call } from './call.ts';
import type { Router } from './register.ts';
import { createEmoji, emojiNamed, liveEmoji } from '../domain/posts/emoji.ts';
import { AppError, disabled, forbidden, invalidParam, notFound } from '../errors.ts';
import type { Emoji } from '../model.ts';
import { isAdministrator } from '../server.ts';
import { emojiView } from '../views.ts';

/** Names that one question may have, and emoji that one search gives (server source, `api4/emoji.go`). */
const mostNames = 200;
const mostFound = 200;

export const emojiRoutes = ({ on, core }: Router): void => {
  const live = (): Emoji[] => liveEmoji(core);
  /** Reading is refused otherwise than making (server source, `app/emoji.go`). */
  const needsEmoji = (): void => {
    if (!core.settings.EnableCustomEmoji)
      throw new AppError(
        'api.emoji.disabled.app_error',
        403,
        'Custom emoji have been disabled by the system admin.',
      );
  };
  const byId = (call: Call): Emoji => {
    const emoji = core.state.emoji.get(call.path('emoji_id'));
    if (emoji?.delete_at !== 0) throw notFound('emoji');
    return emoji;
  };

  on('POST', '/emoji', async (call) => {
    if (!core.settings.EnableCustomEmoji)
      throw disabled('api.emoji.disabled.app_error', 'Custom emoji have been disabled by the system admin.');
    const form = await call.request.formData();
    const image = form.get('image');
    const described = form.get('emoji');
    if (!(image instanceof File) || typeof described !== 'string') throw invalidParam('emoji');
    const parsed = z.object({ name: z.string(), creator_id: z.string() }).safeParse(JSON.parse(described));
    if (!parsed.success || !/^[a-z0-9_+-]{1,64}$/.test(parsed.data.name)) throw invalidParam('emoji');
    if (parsed.data.creator_id !== call.me.id) throw forbidden();
    const emoji = createEmoji(core, call.me, parsed.data.name, {
      mimeType: image.type || 'image/png',
      bytes: new Uint8Array(await image.arrayBuffer()),
    });
    // The description says 201 (facts: Reactions).
    return json(emojiView(emoji));
  });
  on('GET', '/emoji', (call) => {
    const sorted =
      call.query('sort') === 'name' ? live().sort((one, other) => (one.name < other.name ? -1 : 1)) : live();
    return json(call.pageOf(sorted).map(emojiView));
  });
  on('POST', '/emoji/names', async (call) => {
    needsEmoji();
    const asked = await call.body(z.array(z.string()), 'names');
    if (asked.length > mostNames)
      throw new AppError(
        'api.emoji.get_multiple_by_name_too_many.request_error',
        400,
        'Unable to get that many emojis by name.',
      );
    const names = new Set(asked);
    return json(
      live()
        .filter((emoji) => names.has(emoji.name))
        .map(emojiView),
    );
  });
  on('POST', '/emoji/search', async (call) => {
    const { term, prefix_only } = await call.body(
      z.object({ term: z.string(), prefix_only: z.boolean().default(false) }),
    );
    needsEmoji();
    if (term === '') throw invalidParam('term');
    return json(
      live()
        .filter((emoji) => (prefix_only ? emoji.name.startsWith(term) : emoji.name.includes(term)))
        .slice(0, mostFound)
        .map(emojiView),
    );
  });
  on('GET', '/emoji/autocomplete', (call) =>
    json(
      live()
        .filter((emoji) => emoji.name.startsWith(call.query('name')))
        .map(emojiView),
    ),
  );
  on('GET', '/emoji/name/:emoji_name', (call) => {
    const emoji = emojiNamed(core, call.path('emoji_name'));
    if (!emoji) throw notFound('emoji');
    return json(emojiView(emoji));
  });
  on('GET', '/emoji/:emoji_id', (call) => json(emojiView(byId(call))));
  on('GET', '/emoji/:emoji_id/image', (call) => {
    needsEmoji();
    const { image } = byId(call);
    return bytes(image.bytes, image.mimeType, { 'cache-control': 'max-age=2592000, private' });
  });
  on('DELETE', '/emoji/:emoji_id', (call) => {
    const emoji = byId(call);
    if (emoji.creator_id !== call.me.id && !isAdministrator(core, call.me)) throw forbidden();
    emoji.delete_at = core.world.now();
    emoji.update_at = emoji.delete_at;
    return ok();
  });
};
