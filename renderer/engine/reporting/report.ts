/** What the tray shows: unread, mentions, what is meant for the user, and whether something needs them. */
import {
  standingOf,
  standingOfPair,
  type Account,
  type Conversation,
  type ConversationId,
  type ConversationStanding,
  type OwnChoices,
  type Person,
  type PersonId,
} from '../../model/index.ts';
import type { EngineRow, LinkRow } from '../../store/index.ts';
import { mustStayAwake } from './must-stay-awake.ts';

/** A conversation with unread messages, by the name that it has here. */
export interface UnreadConversation {
  readonly conversation: ConversationId;
  /** '' where nobody tells one. */
  readonly name: string;
  readonly unread: number;
}

export interface Report {
  readonly unread: number;
  readonly mentions: number;
  /** Unread messages that are meant for the user: mentions, and what is written to them alone. */
  readonly forUser: number;
  readonly recent: readonly UnreadConversation[];
  /** Whether the user has paused carrying. */
  readonly carryingPaused: boolean;
  /** Whether the machine must not fall asleep, because this desktop is the organisation's relay. */
  readonly staysAwake: boolean;
  readonly attention: 'none' | 'sign-in-needed' | 'disk-full' | 'failed';
}

/** What it is made of. */
export interface ReportFacts {
  readonly accounts: readonly Account[];
  readonly conversations: readonly Conversation[];
  readonly links: readonly LinkRow[];
  readonly engine: EngineRow | undefined;
  /** Whether this desktop is the organisation's relay. */
  readonly isRelay: boolean;
  /** What the user chose here, and not on the services. */
  readonly chosen: ReadonlyMap<ConversationId, OwnChoices>;
  /** This machine's clock, ms. */
  readonly now: number;
  /** At least those who are in a recent conversation without a name. */
  readonly people: ReadonlyMap<PersonId, Pick<Person, 'displayName'>>;
}

const mostRecent = 5;
/** Of a group without a name so many people stand for it. */
const mostNames = 3;

/**
 * Muted, hidden and archived conversations do not count, because users ask again and again for a badge without muted ones. Both sides of a
 * link that stands count as one conversation.
 */
export const reportOf = (facts: ReportFacts): Report => {
  const { accounts, engine, isRelay } = facts;
  const counted = countedOf(facts);
  const places = pairsOf(facts.links);
  const unread = counted.filter((conversation) => conversation.unread > 0);
  const states = new Set(accounts.map(({ state }) => state.kind));
  return {
    unread: new Set(unread.map(({ id }) => places.get(id) ?? id)).size,
    mentions: counted.reduce((sum, { mentions }) => sum + mentions, 0),
    forUser: counted.reduce((sum, one) => sum + (one.kind === 'direct' ? one.unread : one.mentions), 0),
    recent: recentUnread(facts).map((one) => ({
      conversation: one.id,
      name: nameOf(one, facts),
      unread: one.unread,
    })),
    carryingPaused: engine !== undefined && engine.carryPause.kind !== 'none',
    staysAwake: isRelay && mustStayAwake(engine),
    attention:
      engine?.state.kind === 'disk-full'
        ? 'disk-full'
        : states.has('sign-in-needed')
          ? 'sign-in-needed'
          : states.has('failed')
            ? 'failed'
            : 'none',
  };
};

/** The last conversations with unread messages, newest first; of a pair the one in which the newest stands. */
export const recentUnread = (
  facts: Pick<ReportFacts, 'conversations' | 'links' | 'chosen' | 'now'>,
): readonly Conversation[] => {
  const places = pairsOf(facts.links);
  const seen = new Set<ConversationId>();
  return countedOf(facts)
    .filter(({ unread }) => unread > 0)
    .sort((one, other) => other.sortAt - one.sortAt)
    .filter(({ id }) => {
      const place = places.get(id) ?? id;
      return !seen.has(place) && seen.add(place);
    })
    .slice(0, mostRecent);
};

/** What is neither muted nor hidden nor archived; a pair counts as one (`standingOfPair`). */
const countedOf = ({
  conversations,
  links,
  chosen,
  now,
}: Pick<ReportFacts, 'conversations' | 'links' | 'chosen' | 'now'>): Conversation[] => {
  const places = pairsOf(links);
  const placeOf = (id: ConversationId): ConversationId => places.get(id) ?? id;
  const sides = new Map<ConversationId, ConversationStanding[]>();
  for (const one of conversations) {
    const place = placeOf(one.id);
    const standing = standingOf(one, chosen.get(one.id), now);
    const known = sides.get(place);
    if (known) known.push(standing);
    else sides.set(place, [standing]);
  }
  return conversations.filter(({ id, archived }) => {
    const { muted, hidden } = standingOfPair(sides.get(placeOf(id)) ?? []);
    return !archived && !muted && !hidden;
  });
};

/** The Mattermost conversation of each Teams one that is linked with it. */
const pairsOf = (links: readonly LinkRow[]): ReadonlyMap<ConversationId, ConversationId> =>
  new Map(
    links.flatMap(({ mattermost, teams, standing }) =>
      standing.kind === 'good' ? [[teams, mattermost] as const] : [],
    ),
  );

const nameOf = (
  { name, accountId, participants }: Conversation,
  { accounts, people }: Pick<ReportFacts, 'accounts' | 'people'>,
): string => {
  if (name !== null) return name;
  const me = accounts.find(({ id }) => id === accountId)?.me ?? null;
  const others = participants.filter((id) => id !== me).slice(0, mostNames);
  return others
    .map((id) => people.get(id)?.displayName ?? '')
    .filter((known) => known !== '')
    .join(', ');
};
