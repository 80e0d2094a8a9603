/** The times of the author lease (facts, relay §4.3), ms. Both sides of the lease keep to the same ones. */
export interface AwayTimes {
  /** How long after its writing a register may still be read as it was before, and how long whoever wrote waits before they read the other one. */
  readonly settles: number;
  /** How much longer than its `lasts` an author has to be silent: requests under way when the lease ran out have ended by then. */
  readonly margin: number;
  /** For which part of its `lasts`, from the beginning of its last writing, a holder trusts its register. */
  readonly trusted: number;
  /** After how long a relay that shows no new beat has given up all authors, ms. */
  readonly relayLasts: number;
  /** What waited longer than this before the author's last sign of life is left to their own Isthmus, ms. */
  readonly longestWait: number;
}

export const awayTimes: AwayTimes = {
  settles: 10_000,
  margin: 60_000,
  trusted: 0.75,
  // Each taken author costs a writing every third of it (docs/decisions/0038).
  relayLasts: 600_000,
  // For it, a relay reads back that far over each link.
  longestWait: 7 * 86_400_000,
};

/** A register is written again after this part of its `lasts`. */
export const renewedAfter = 1 / 3;
