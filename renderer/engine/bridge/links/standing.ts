/** Computes which links there are and which state each has: a pure function of all facts. */
import {
  type Conversation,
  type ConversationId,
  conversationOfKey,
  personOfKey,
  type Service,
} from '../../../model/index.ts';
import type { LinkChoice, LinkPostRow, LinkRow, LinkSource, LinkStanding } from '../../../store/index.ts';
import { choiceFor } from './choices.ts';
import { type LinkFacts, rightOf } from './facts.ts';
import { areChannels, mayBeLinked } from './kinds.ts';
import { linkIdOf } from './link-id.ts';
import { peoplePairs } from './people.ts';

/** Every link that somebody made by a post, or that people make. Links that do not count are included, with the reason. */
export const linksOf = (facts: LinkFacts): readonly LinkRow[] => {
  // Nobody writes to a relay's own accounts to be carried.
  const links = [...postLinks(facts), ...(facts.relay.kind === 'relay' ? [] : peopleLinks(facts))];
  return [...links, ...linksFromOutside(facts, links)];
};

/**
 * Links whose Mattermost conversation the user no longer sees. Their posts left the mirror with it, and nothing more is known of them. Such
 * a link stays, so that somebody who goes on writing in Teams is told why nothing is carried, until something else is linked with that
 * Teams conversation.
 */
const linksFromOutside = (facts: LinkFacts, links: readonly LinkRow[]): LinkRow[] => {
  const here = new Set(facts.conversations.map(({ id }) => id));
  const linked = new Set(links.flatMap(({ mattermost, teams }) => [mattermost, teams]));
  return facts.present
    .filter(({ source, mattermost, teams }) => {
      const isOurs = mattermost.startsWith(`${facts.accounts.mattermost}/`);
      return (
        source.kind === 'post' && isOurs && !here.has(mattermost) && here.has(teams) && !linked.has(teams)
      );
    })
    .map((link) => ({
      ...link,
      standing: { kind: 'side-missing', service: 'mattermost' },
      carried: false,
    }));
};

/** A link that posts make: the post that counts, and whether its author may link. Null: not known. */
interface Claim {
  readonly id: string;
  readonly mattermost: Conversation;
  readonly teamsId: ConversationId;
  readonly teams: Conversation | null;
  readonly post: LinkPostRow;
  readonly right: boolean | null;
}

/**
 * A conversation has one link. Of links that share one, the oldest holds it, as long as its author has the right. This also holds for users
 * who do not see its Teams conversation: every Isthmus must come to the same link, or a message would go to two places.
 */
const postLinks = (facts: LinkFacts): LinkRow[] => {
  const held = new Map<ConversationId, Claim>();
  return claimsOf(facts).map((claim) => {
    const holder = held.get(claim.mattermost.id) ?? held.get(claim.teamsId) ?? null;
    if (holder === null && claim.right !== false) {
      held.set(claim.mattermost.id, claim);
      held.set(claim.teamsId, claim);
    }
    const { post, mattermost, teams } = claim;
    return rowOf(facts, {
      mattermost: mattermost.id,
      teams: claim.teamsId,
      source: { kind: 'post', messageId: post.id, authorId: post.authorId },
      standing: standingOf(claim, holder),
      name: post.note.name,
      carriedByDefault:
        teams !== null && (facts.relay.kind === 'relay' || areChannels(mattermost.kind, teams.kind)),
      // The post of the link is itself not carried.
      since: { mattermost: post.createdAt + 1, teams: post.note.since ?? post.createdAt },
      ...relayOf(facts, post),
    });
  });
};

/** The relay of a link: what the user's own installation was told counts before what the post says. */
const relayOf = ({ relay, bots, accounts }: LinkFacts, { note }: LinkPostRow): Pick<LinkRow, 'relay'> => {
  if (relay.kind === 'relay') return { relay: { kind: 'this' } };
  const said = relay.kind === 'beside' ? relay : note.relay;
  if (said === undefined) return {};
  const mattermost = personOfKey(accounts.mattermost, said.mattermost);
  if (relay.kind === 'user' && !bots.has(mattermost)) return {};
  return { relay: { kind: 'other', mattermost, teams: personOfKey(accounts.teams, said.teams) } };
};

const standingOf = ({ right, teams }: Claim, holder: Claim | null): LinkStanding => {
  if (right === false) return { kind: 'right-lost' };
  // While it is not known whether the older link counts, it is not known of the younger one either.
  if (right === null || holder?.right === null) return { kind: 'unchecked' };
  if (holder !== null) return { kind: 'contradicts', linkId: holder.id };
  return teams === null ? { kind: 'side-missing', service: 'teams' } : { kind: 'good' };
};

/** The links that posts claim, oldest first, each pair once. The oldest post whose author may link counts. */
const claimsOf = (facts: LinkFacts): Claim[] => {
  const conversations = new Map(facts.conversations.map((conversation) => [conversation.id, conversation]));
  const byPair = new Map<string, Claim>();
  for (const post of facts.posts) {
    const mattermost = conversations.get(post.conversationId);
    if (mattermost?.accountId !== facts.accounts.mattermost) continue;
    const teamsId = conversationOfKey(facts.accounts.teams, post.note.teams);
    const teams = conversations.get(teamsId) ?? null;
    if (!mayBeLinked(mattermost.kind, teams?.kind ?? null)) continue;
    const id = linkIdOf(mattermost.id, teamsId);
    const claim = { id, mattermost, teamsId, teams, post, right: rightOfAuthor(facts, post) };
    const other = byPair.get(id);
    if (!other || speaksBefore(claim, other)) byPair.set(id, claim);
  }
  return [...byPair.values()].sort((one, other) => (isOlder(one.post, other.post) ? -1 : 1));
};

const speaksBefore = (one: Claim, other: Claim): boolean =>
  weightOf(one) === weightOf(other) ? isOlder(one.post, other.post) : weightOf(one) > weightOf(other);

const weightOf = ({ right }: Claim): number => (right === true ? 2 : right === null ? 1 : 0);

const isOlder = (one: LinkPostRow, other: LinkPostRow): boolean =>
  one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;

const rightOfAuthor = ({ rights, present }: LinkFacts, post: LinkPostRow): boolean | null => {
  if (post.authorId === null) return false;
  const known = rights.get(rightOf(post.conversationId, post.authorId));
  if (known !== undefined) return known;
  const before = present.find(({ source }) => source.kind === 'post' && source.messageId === post.id);
  if (!before || before.standing.kind === 'unchecked') return null;
  return before.standing.kind !== 'right-lost';
};

const peopleLinks = (facts: LinkFacts): LinkRow[] =>
  peoplePairs(facts).map((pair) =>
    rowOf(facts, {
      ...pair,
      source: { kind: 'people' },
      standing: { kind: 'good' },
      name: '',
      carriedByDefault: false,
      since: null,
    }),
  );

interface Found {
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
  readonly source: LinkSource;
  readonly standing: LinkStanding;
  readonly name: string;
  readonly carriedByDefault: boolean;
  /** Null if only the user's choice says when the link begins. */
  readonly since: Readonly<Record<Service, number>> | null;
  readonly relay?: LinkRow['relay'] | undefined;
}

const rowOf = (
  { choices, isClaimRefused, troubleWith }: LinkFacts,
  { carriedByDefault, since, relay, ...found }: Found,
): LinkRow => {
  const said = choiceFor(choices, found);
  const chosen = said !== null && said.carried && since === null && said.since === null ? null : said;
  const choice: LinkChoice = chosen === null ? 'default' : chosen.carried ? 'carried' : 'not-carried';
  const trouble = relay?.kind === 'other' ? troubleWith(relay.mattermost) : null;
  const wanted = choice === 'default' ? carriedByDefault : choice === 'carried';
  return {
    id: linkIdOf(found.mattermost, found.teams),
    ...found,
    ...(relay === undefined ? {} : { relay }),
    ...(relay?.kind === 'other' && isClaimRefused ? { isLeftToRelay: true } : {}),
    ...(trouble === null ? {} : { holdTrouble: trouble }),
    choice,
    carried: wanted && found.standing.kind === 'good',
    since: {
      mattermost: Math.max(since?.mattermost ?? 0, chosen?.since?.mattermost ?? 0),
      teams: Math.max(since?.teams ?? 0, chosen?.since?.teams ?? 0),
    },
  };
};
