/** Custom emoji: pictures with a name that the people of one server have made. */
import type { Result } from '../model/index.ts';

/** One of them, as the service tells it. */
export interface ToldEmoji {
  /** Without colons. */
  readonly name: string;
  /** The service's own id; only the connector knows what is in it. */
  readonly ref: string;
}

/** No method repeats a request. Where the server has custom emoji switched off, the answers are empty and nothing is asked. */
export interface CustomEmojiCapability {
  /** Those of these names that the server has; at most 100 names. */
  named(names: readonly string[], signal: AbortSignal): Promise<Result<readonly ToldEmoji[]>>;
  /** Those whose name holds `part` (lower case), as many as the server gives at once. */
  like(part: string, signal: AbortSignal): Promise<Result<readonly ToldEmoji[]>>;
  /** One page of all of them by name, from 0; the page after the last is empty. */
  page(page: number, signal: AbortSignal): Promise<Result<readonly ToldEmoji[]>>;
  /** The picture; `not-found` where the emoji was deleted. */
  picture(ref: string, signal: AbortSignal): Promise<Result<Blob>>;
}
