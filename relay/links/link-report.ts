/** What is told of one link, and how a report is completed by who carries over it. It goes over the socket between a relay and its commands, so that both may be of different versions. */
import { z } from 'zod';
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import { shareOf } from '../../renderer/engine/bridge/memory/share-of.ts';

const counts = z.record(z.string(), z.int().nonnegative());

const linkShare = z.object({
  /** From 0. */
  share: z.int().nonnegative(),
  of: z.int().positive(),
  /** Who carries over it: this relay, another one by its mark, or nobody just now. */
  holder: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('this') }),
    z.object({ kind: z.literal('other'), relay: z.string() }),
    z.object({ kind: z.literal('nobody') }),
  ]),
});

export type LinkShare = z.infer<typeof linkShare>;

const linkReport = z.object({
  /** The names of both conversations; null for one that the relay does not see. */
  mattermost: z.string().nullable(),
  teams: z.string().nullable(),
  /** Who made the link; null if their name is not known. */
  madeBy: z.string().nullable(),
  /** Whether the link counts, and if not, why; with a missing side, which. */
  health: z.enum([
    ...(['good', 'unchecked', 'right-lost', 'contradicts'] as const),
    ...(['teams-side-missing', 'mattermost-side-missing'] as const),
  ]),
  carried: z.boolean(),
  /** Its share, and who holds that; null where one relay carries over all links, and from a relay that does not tell. */
  share: linkShare.nullable().default(null),
  /** How many messages were carried by this relay, and by their authors' own Isthmuses. */
  byRelay: z.int().nonnegative(),
  byAuthors: z.int().nonnegative(),
  /** How many wait, and for what the first of each direction waits. */
  waiting: z.int().nonnegative(),
  waits: z.array(z.string()).default([]),
  /** How many were refused, and how many were left, by reason. */
  failed: counts,
  left: counts,
});

export const linkReports = z.array(linkReport);

export type LinkReport = z.infer<typeof linkReport>;

/** The share of a link, and who holds it; null where the links are not shared, or it is not known. */
export const linkShareOf = (linkId: string, shares: SharesHeld | null): LinkShare | null => {
  if (shares === null || shares.of === 1) return null;
  const share = shareOf(linkId, shares.of);
  if (shares.held.includes(share)) return { share, of: shares.of, holder: { kind: 'this' } };
  const other = shares.others.find(({ held }) => held.includes(share));
  return {
    share,
    of: shares.of,
    holder: other ? { kind: 'other', relay: other.computer } : { kind: 'nobody' },
  };
};
