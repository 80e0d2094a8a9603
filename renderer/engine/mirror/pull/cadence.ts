/**
 * How often a service without push is asked, by how much attention the user gives it (design, decision 7: attention-driven, slower when
 * unfocused, off when idle or locked). All in milliseconds; null means never.
 */
export type UserPresence = 'focused' | 'unfocused' | 'away';

export interface Cadence {
  /** The chat list as an index of what moved: one request for all chats. */
  readonly index: number | null;
  /** The open conversation. */
  readonly attended: number | null;
  /** One other conversation a beat, the longest unasked first: finds edits and reactions the index does not tell of. */
  readonly sweep: number | null;
  /** Every conversation that a follower wants kept current: what its user writes elsewhere is carried while nobody looks, too. */
  readonly kept: number | null;
  /** Teams, channels, members. */
  readonly overview: number | null;
  readonly presence: number | null;
}

export type CadenceTable = Readonly<Record<UserPresence, Cadence>>;

/** For Teams: about nine requests a minute while the user looks, three while they do not, none when they are away; and each carried conversation. */
export const pollingCadence: CadenceTable = {
  focused: {
    index: 15_000,
    attended: 10_000,
    sweep: 20_000,
    kept: 20_000,
    overview: 600_000,
    presence: 60_000,
  },
  unfocused: {
    index: 60_000,
    attended: 60_000,
    sweep: 60_000,
    kept: 60_000,
    overview: 1_800_000,
    presence: null,
  },
  away: { index: null, attended: null, sweep: null, kept: 300_000, overview: null, presence: null },
};

/** For Mattermost: events arrive by themselves; a slow sweep and overview heal what an event did not tell. */
export const pushedCadence: CadenceTable = {
  focused: { index: null, attended: null, sweep: 60_000, kept: null, overview: 1_800_000, presence: null },
  unfocused: {
    index: null,
    attended: null,
    sweep: 120_000,
    kept: null,
    overview: 1_800_000,
    presence: null,
  },
  away: { index: null, attended: null, sweep: null, kept: null, overview: null, presence: null },
};

/**
 * For a service that pushes, while its connection is refused or lost: its index tells of new messages, one conversation after the other of
 * what else changed. Slower than Teams is asked where nobody looks: all clients of a server lose their connection at once.
 */
export const withoutPushCadence: CadenceTable = {
  focused: {
    index: 20_000,
    attended: 15_000,
    sweep: 20_000,
    kept: 60_000,
    overview: 600_000,
    presence: null,
  },
  unfocused: {
    index: 60_000,
    attended: null,
    sweep: 60_000,
    kept: 60_000,
    overview: 1_800_000,
    presence: null,
  },
  away: { index: 300_000, attended: null, sweep: null, kept: 300_000, overview: null, presence: null },
};
