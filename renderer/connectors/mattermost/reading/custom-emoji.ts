/** The custom emoji of a server (API description, `/emoji`). */
import { failed, isCustomEmojiName, succeeded, type Result } from '../../../model/index.ts';
import type { CustomEmojiCapability, ToldEmoji } from '../../custom-emoji.ts';
import { isServiceId } from '../ids.ts';
import { offline } from '../rest/failure.ts';
import { listOf, payloadOf } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';
import type { KnownSettings } from '../rest/server-settings.ts';
import { pictureAt } from './images.ts';

/** As many as fill the picker a few times over; the server would give 200. */
const pageSize = 60;

/** Makes it for one server. `settings` tell whether the server has custom emoji at all. */
export const makeCustomEmoji = (rest: Rest, settings: KnownSettings): CustomEmojiCapability => {
  const ask = async (
    signal: AbortSignal,
    method: Parameters<Rest['ask']>[1],
  ): Promise<Result<readonly ToldEmoji[]>> => {
    const { hasCustomEmoji } = await settings.know(signal);
    if (!hasCustomEmoji) return succeeded([]);
    const answer = await rest.ask(signal, method);
    if (!answer.ok) return answer;
    if (answer.value !== null && !Array.isArray(answer.value)) return failed(offline('broken-answer'));
    return succeeded(listOf(answer.value).flatMap((raw) => toldEmojiOf(raw) ?? []));
  };
  return {
    named: (names, signal) => ask(signal, (client) => client.getCustomEmojisByNames([...names])),
    like: (part, signal) => ask(signal, (client) => client.searchCustomEmoji(part)),
    page: (page, signal) => ask(signal, (client) => client.getCustomEmojis(page, pageSize, 'name')),
    picture: async (ref, signal) =>
      isServiceId(ref)
        ? pictureAt(rest, signal, (client) => client.getCustomEmojiImageUrl(ref))
        : failed({ kind: 'not-found' }),
  };
};

/** One emoji of a payload; null if it was deleted, or cannot be read. */
export const toldEmojiOf = (raw: unknown): ToldEmoji | null => {
  const { id, name, delete_at: deletedAt = 0 } = payloadOf(raw);
  return isServiceId(id) && typeof name === 'string' && isCustomEmojiName(name) && deletedAt === 0
    ? { name, ref: id }
    : null;
};
