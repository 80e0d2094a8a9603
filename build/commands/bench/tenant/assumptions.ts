/**
 * What the benchmark of a tenant assumes. The cadence and all decisions of desktops and relay are the product's own; what is here is what people do, and how long
 * networks and services take. No source says what an average tenant does, so the numbers of people's behaviour are ours; the others name their source.
 */

const second = 1_000;
const minute = 60 * second;

export const assumed = {
  /** All desktops start within this time: a working day begins. */
  startWithin: 10 * minute,

  /** Linked channels, and teams, each with as many of them; a person is in so many teams on average. Few teams are large: Zipf's law. */
  channelsOfTeam: 2,
  teamsOfPerson: 2.5,
  teamZipf: 0.6,
  /** Chats of each person: with one other, and with four. */
  directChats: 8,
  groupChats: 4,
  groupSize: 5,
  /** In this part of the chats somebody wrote since the desktop was last open. */
  movedOvernight: 0.2,

  /** How long a person looks at Isthmus, has it behind other windows, or is away from the computer (also in meetings, or with the window hidden), on average. */
  looks: 2 * minute,
  behind: 5 * minute,
  away: 12 * minute,
  /** After looking: how often it is behind other windows then; else the person is away. */
  staysAtComputer: 0.8,
  /** Who looks opens another conversation after this time on average, and a linked channel in this part of the cases. */
  opensAnother: 60 * second,
  opensLinked: 0.3,

  /** Messages of each person in an hour: in chats, in linked channels in Teams, and in linked channels on Mattermost. */
  chatMessages: 6,
  linkedInTeams: 1,
  linkedOnMattermost: 1,
  /** Of what is written in Teams in linked channels: in Isthmus itself, by somebody who has no Isthmus, and else in Teams by somebody who has. */
  inIsthmus: 0.4,
  byUnconnected: 0.1,

  /** From a request to its arrival at Graph, and from there to the answer, ms. */
  toGraph: 60,
  fromGraph: 120,
  /** From a request to Mattermost to its event at all desktops, ms. */
  overMattermost: 150,
  /** From an answer of Graph with the user's message to the request that carries it, ms: the benchmark `carry` measures less. */
  carries: 100,
  /** How often a desktop looks whether a pull for which it waits has ended: the product is told at once, ms. */
  looksAgain: 50,
  /**
   * Graph's change notifications: "average less than 10 seconds, maximum 1 minute" is documented (facts, relay §2.1). Modelled as exponential
   * with this mean, and this most.
   */
  hubMean: 8 * second,
  hubMost: 60 * second,
} as const;
