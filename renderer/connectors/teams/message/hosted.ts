/** Hosted contents: pictures and code that Graph keeps beside a message and gives to nobody without the token. */
import type { GraphAddress } from '../graph/address.ts';

/**
 * The path to ask Graph for a hosted content named in a message; null for anything else. A body is written by other people: only
 * this one shape of address is ever asked for with the user's token, and only of Graph itself.
 */
export const hostedContentPath = (address: GraphAddress, source: string): string | null => {
  const path = address.pathOf(source);
  if (path === null || path.includes('..')) return null;
  const shape =
    /^\/(?:(?:(?:users\/[^/?#]+|me)\/)?chats\/[^/?#]+|teams\/[^/?#]+\/channels\/[^/?#]+)\/messages\/[^/?#]+(?:\/replies\/[^/?#]+)?\/hostedContents\/[^/?#]+\/\$value$/;
  return shape.test(path) ? path : null;
};
