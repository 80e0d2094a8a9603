import type { FoundBot } from '../host/find-bot.ts';
import { say } from './say.ts';

/** Why the relay cannot work with this token. */
export const botRefused = (
  found: Extract<FoundBot, { readonly kind: 'token-refused' | 'no-bot' }>,
  url: string,
): string =>
  found.kind === 'token-refused'
    ? say('bot.token-refused', { url })
    : say('bot.no-bot', { url, username: found.username });

/** Why the server could not be asked who the bot is; it is asked again after `againAfter` ms. */
export const botNotFound = (
  found: Extract<FoundBot, { readonly kind: 'no-answer' | 'odd-answer' }>,
  url: string,
  againAfter: number,
): string => {
  const seconds = againAfter / 1_000;
  return found.kind === 'no-answer'
    ? say('bot.no-answer', { url, seconds })
    : say('bot.odd-answer', { url, seconds, status: found.status });
};
