/** Hosted contents: pictures and code that Graph keeps beside a message and serves only with the token. */
import type { GraphAddress } from '../graph/address.ts';

/**
 * The path on Graph of a hosted content that a message names; null for any other address. Other people write the bodies, so the user's
 * token is only sent for addresses of this one form, and only to Graph.
 */
export const hostedContentPath = (address: GraphAddress, source: string): string | null => {
  const path = address.pathOf(source);
  if (path === null || path.includes('..')) return null;
  const shape =
    /^\/(?:(?:(?:users\/[^/?#]+|me)\/)?chats\/[^/?#]+|teams\/[^/?#]+\/channels\/[^/?#]+)\/messages\/[^/?#]+(?:\/replies\/[^/?#]+)?\/hostedContents\/[^/?#]+\/\$value$/;
  return shape.test(path) ? path : null;
};
