/**
 * How often a service that does not push is asked, by how much attention the user pays (design, decision 7: driven by attention, slower
 * when unfocused, off when idle or locked). All in milliseconds; null means never.
 */
export type UserPresence = 'focused' | 'unfocused' | 'away';

export interface Cadence {
  /** The list of chats, which tells what has moved: one request for all chats. */
  readonly index: number | null;
  /** The open conversation. */
  readonly attended: number | null;
  /**
   * One other conversation each time, the one that was not asked for longest. It finds edits and reactions, which the list of chats does
   * not tell.
   */
  readonly sweep: number | null;
  /** Every conversation that a follower wants kept current: what its user writes elsewhere is carried even if nobody looks. */
  readonly kept: number | null;
  /** Teams, channels, members. */
  readonly overview: number | null;
  /** While the user looks, of everybody with whom they talk directly; else their own alone, because what is told follows it. */
  readonly presence: number | null;
}

export interface CadenceTable extends Readonly<Record<UserPresence, Cadence>> {
  /** A conversation of which somebody outside tells what changes (`hints.ts`) is asked this often besides. */
  readonly hinted: number;
}

/** The most desktops of a linked channel do not carry what changed there, and who does is told twice (`relay/hint-teller.ts`), ms. */
const hinted = 900_000;

/**
 * For Teams: about nine requests a minute while the user looks, three while Isthmus is not in focus, none while the user is away; besides,
 * each conversation that is carried.
 */
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
    presence: 120_000,
  },
  away: { index: null, attended: null, sweep: null, kept: 300_000, overview: null, presence: null },
  hinted,
};

/** For Mattermost: events arrive by themselves. Occasional pulls and overviews repair what an event did not tell. */
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
  hinted,
};

/**
 * For a service that pushes, while its connection is refused or lost: its list of moved conversations tells new messages, and one
 * conversation after the other is asked for other changes. It is slower than Teams' table without attention, because all clients of a
 * server lose their connections at once.
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
  hinted,
};
