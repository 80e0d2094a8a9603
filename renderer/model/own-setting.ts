/** What the user chooses for all conversations of what they are told: true on all of their computers. */

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

/** One setting. Each has a time of its own, so that two that are changed on two computers both hold. */
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
