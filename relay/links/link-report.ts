/** What is told of one link. It goes over the socket between a relay and its commands, so that both may be of different versions. */
import { z } from 'zod';

const counts = z.record(z.string(), z.int().nonnegative());

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
