/** Which share of the links a link belongs to, where several relays share them. All relays must find the same, whatever their version. */
import { sharedKeyOf } from '../../../model/index.ts';
import { mattermostOf } from '../links/link-id.ts';

/**
 * By the channel on Mattermost alone, by its own id there. Relays may for a while know different links of one channel, for example an old and a
 * new one, and may know the server by different addresses; one of them carries for the channel all the same.
 * @returns from 0 to `shares` - 1
 */
export const shareOf = (linkId: string, shares: number): number =>
  mixed(sharedKeyOf(mattermostOf(linkId))) % shares;

/** FNV-1a of a text, mixed at the end as Murmur does, so that each bit depends on all characters; 32 bits. */
const mixed = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
