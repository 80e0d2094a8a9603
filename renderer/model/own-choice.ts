/** What the user chooses for a conversation in Isthmus, because its service keeps no such choice, and what holds for the conversation then. */
import type { SharedKey } from './carrying.ts';
import type { Conversation, ConversationKind, NoticeLevel } from './conversation.ts';
import type { Service } from './ids.ts';

/** Muted until the user ends it: as a time it is later than any, ms. */
export const forEver = Number.MAX_SAFE_INTEGER;

/** One choice. To take it back is a choice too, so that a computer which was off-line meanwhile learns of it. */
export type OwnChoice =
  | { readonly kind: 'favourite'; readonly value: boolean }
  /** Nothing is told and nothing counts until then, ms, or `forEver`; null: not muted. */
  | { readonly kind: 'muted-until'; readonly value: number | null }
  /** Hidden as long as the conversation's `sortAt` is not later than this, ms on its service's clock; null: shown. */
  | { readonly kind: 'hidden-up-to'; readonly value: number | null }
  /** Null: as the service has it. */
  | { readonly kind: 'notice-level'; readonly value: NoticeLevel | null };

export type OwnChoiceKind = OwnChoice['kind'];

/**
 * A choice and when it was made, ms on the clock of the computer on which it was made. Of two choices of one kind for one conversation the
 * later one holds (`laterChoice`).
 */
export type DatedChoice = OwnChoice & { readonly at: number };

/** A day of the week as `Date.getDay` counts: 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * When nothing is told, by the clock of this machine's time zone: on each of the days from `from` until `to`, minutes of the day (0 to 1439).
 * Where `to` is not later it is that of the next day: from 22:00 to 07:00 a night, from 00:00 to 00:00 the whole day.
 */
export interface QuietHours {
  readonly days: readonly Weekday[];
  readonly from: number;
  readonly to: number;
}

/** One setting of what the user is told in all conversations, on all of their computers. Each has a time of its own, so that two that are changed on two computers both hold. */
export type OwnSetting =
  /** Words and phrases that count as a mention of the user, as they typed them (`tidyKeywords`). */
  | { readonly kind: 'keywords'; readonly value: readonly string[] }
  /** Null: never. */
  | { readonly kind: 'quiet'; readonly value: QuietHours | null }
  /** Whether messages in threads in which the user takes part count as a mention of them. */
  | { readonly kind: 'follows-threads'; readonly value: boolean }
  /** Whether the user's do-not-disturb on this service holds here, too. */
  | { readonly kind: 'do-not-disturb-teams' | 'do-not-disturb-mattermost'; readonly value: boolean };

export type OwnSettingKind = OwnSetting['kind'];

/** A setting and when it was chosen, ms on the clock of the computer on which it was. The later one holds (`laterChoice`). */
export type DatedSetting = OwnSetting & { readonly at: number };

/** A choice for a conversation, as the user's own preferences on Mattermost hold it for all their computers. */
export type SharedConversationChoice = DatedChoice & {
  readonly service: Service;
  readonly conversation: SharedKey;
};

/** What these preferences hold: choices for one conversation each, and settings for all. */
export type SharedChoice = SharedConversationChoice | DatedSetting;

export const isSharedSetting = (choice: SharedChoice): choice is DatedSetting => !('conversation' in choice);

/** A choice that a service keeps itself (`isKeptByService`). */
export interface ServiceChoice {
  readonly kind: 'favourite' | 'muted' | 'hidden';
  readonly value: boolean;
}

/**
 * Whether a service keeps such a choice itself, and lets an app read and change it; else it is Isthmus's own. Mattermost keeps all three,
 * but hides no channels: one leaves them. Graph has `hideForUser` for chats and nothing else (facts, graph §2).
 */
export const isKeptByService = (
  { service, kind }: Pick<Conversation, 'service' | 'kind'>,
  choice: ServiceChoice['kind'],
): boolean => (choice === 'hidden' ? isHiddenByService(kind) : service === 'mattermost');

/** Whether the user can hide a conversation: where the service does, and in Teams, whose own clients hide channels too. */
export const canBeHidden = ({ service, kind }: Pick<Conversation, 'service' | 'kind'>): boolean =>
  isHiddenByService(kind) || service === 'teams';

/** What the user chose for one conversation; a kind that they never chose is absent. */
export interface OwnChoices {
  readonly favourite?: boolean;
  readonly mutedUntil?: number | null;
  readonly hiddenUpTo?: number | null;
  readonly noticeLevel?: NoticeLevel | null;
}

/** The later of two choices of one kind. Where both were made in the same millisecond, every computer takes the same one. */
export const laterChoice = <Choice extends { readonly value: unknown; readonly at: number }>(
  one: Choice,
  other: Choice,
): Choice => {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return JSON.stringify(one.value) >= JSON.stringify(other.value) ? one : other;
};

/** What holds for a conversation. */
export interface ConversationStanding {
  readonly favourite: boolean;
  readonly muted: boolean;
  readonly hidden: boolean;
}

/** What the standing of a conversation depends on. */
export type StandingFacts = Pick<
  Conversation,
  'kind' | 'favourite' | 'muted' | 'hidden' | 'unread' | 'sortAt'
>;

/**
 * What holds for a conversation at `now` (ms): the one rule for favourite, muted and hidden, from what its service says and what the user
 * chose here. Where the service tells favourites it alone decides. A conversation is muted on its service or here. One that is hidden
 * comes back with a new message: where the service hides, while something in it is unread; where Isthmus does, for good.
 */
export const standingOf = (
  { kind, favourite, muted, hidden, unread, sortAt }: StandingFacts,
  own: OwnChoices | undefined,
  now: number,
): ConversationStanding => {
  const nothingNew = sortAt <= (own?.hiddenUpTo ?? -Infinity);
  return {
    favourite: favourite ?? own?.favourite ?? false,
    muted: muted || now < (own?.mutedUntil ?? 0),
    hidden: isHiddenByService(kind) ? hidden && (unread === 0 || nothingNew) : nothingNew,
  };
};

/** Whether the service itself hides conversations of this kind. No service lets an app hide a channel. */
export const isHiddenByService = (kind: ConversationKind): boolean =>
  kind === 'direct' || kind === 'group' || kind === 'meeting';

/** What holds for a linked pair, as one: favourite or muted where one of the two is, and hidden where both are. */
export const standingOfPair = (sides: readonly ConversationStanding[]): ConversationStanding => ({
  favourite: sides.some(({ favourite }) => favourite),
  muted: sides.some(({ muted }) => muted),
  hidden: sides.length > 0 && sides.every(({ hidden }) => hidden),
});

/** When the next of these ends to be muted, ms; null where none does. */
export const nextMuteEnd = (own: Iterable<OwnChoices>, now: number): number | null => {
  let next = Infinity;
  for (const { mutedUntil } of own)
    if (mutedUntil !== undefined && mutedUntil !== null && now < mutedUntil && mutedUntil < forEver)
      next = Math.min(next, mutedUntil);
  return next === Infinity ? null : next;
};
