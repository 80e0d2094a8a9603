/** The shared memory capability: what all Isthmuses of an organisation agree on (design, decision 4). */
import type { SharedMemoryCapability } from '../../writing.ts';
import { pinPost } from '../writing/pinning.ts';
import type { Surroundings } from '../writing/surroundings.ts';
import { readChoices, writeChoice } from './choices.ts';
import { writeClaim } from './claim.ts';
import { deletedSince } from './deleted.ts';
import { readLeases, removeLease, writeLease } from './lease.ts';
import { readLinkPosts } from './link-posts.ts';
import { markPost, writeLink } from './marks.ts';
import { readOwnChoices, writeOwnChoices } from './own-choices.ts';
import { mayLink } from './rights.ts';
import { signOfLink } from './sign.ts';

export const makeMemory = (around: Surroundings): SharedMemoryCapability => ({
  mark: (messageId, note, signal) => markPost(around, messageId, note, signal),
  link: (conversationId, note, sentence, stamp, signal) =>
    writeLink(around, conversationId, note, sentence, stamp, signal),
  pin: (messageId, signal) => pinPost(around, messageId, true, signal),
  mayLink: (conversationId, personId, signal) => mayLink(around, conversationId, personId, signal),
  linkPosts: (conversationId, signal) => readLinkPosts(around, conversationId, signal),
  deletedSince: (conversationId, since, signal) => deletedSince(around, conversationId, since, signal),
  readChoices: (signal) => readChoices(around, signal),
  writeChoice: (choice, signal) => writeChoice(around, choice, signal),
  readOwnChoices: (signal) => readOwnChoices(around, signal),
  writeOwnChoices: (choices, signal) => writeOwnChoices(around, choices, signal),
  claim: (teamsUser, signal) => writeClaim(around, teamsUser, signal),
  signOf: signOfLink,
  readLeases: (signal) => readLeases(around, signal),
  writeLease: (lease, signal) => writeLease(around, lease, signal),
  removeLease: (share, signal) => removeLease(around, share, signal),
});
