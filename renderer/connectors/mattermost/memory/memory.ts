/** The shared memory capability: what all Isthmuses of an organisation agree on (design, decision 4). */
import type { SharedMemoryCapability } from '../../writing.ts';
import type { Surroundings } from '../writing/surroundings.ts';
import { writeClaim } from './claim.ts';
import { readLease, writeLease } from './lease.ts';
import { markPost, pinPost, writeLink } from './marks.ts';
import { mayLinkChannel } from './rights.ts';

export const makeMemory = (around: Surroundings): SharedMemoryCapability => ({
  mark: (messageId, note, signal) => markPost(around, messageId, note, signal),
  link: (conversationId, note, sentence, stamp, signal) =>
    writeLink(around, conversationId, note, sentence, stamp, signal),
  pin: (messageId, signal) => pinPost(around, messageId, signal),
  mayLink: (conversationId, signal) => mayLinkChannel(around, conversationId, signal),
  claim: (teamsUser, signal) => writeClaim(around, teamsUser, signal),
  readLease: (signal) => readLease(around, signal),
  writeLease: (lease, signal) => writeLease(around, lease, signal),
});
