/** What the user can set their own presence to at an account. Pure. */
import type { Account, SettablePresence } from '../../model/index.ts';
import type { PresenceIntent } from '../../store/index.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** For each service: what it takes, and for how long, ms; null: until the user chooses otherwise, or as long as the service lets it be. */
const choices = {
  mattermost: [
    { id: 'online', presence: 'online', lasts: null },
    { id: 'away', presence: 'away', lasts: null },
    { id: 'dnd-hour', presence: 'do-not-disturb', lasts: hour },
    { id: 'do-not-disturb', presence: 'do-not-disturb', lasts: null },
    { id: 'offline', presence: 'offline', lasts: null },
  ],
  teams: [
    { id: 'automatic', presence: 'automatic', lasts: null },
    { id: 'online', presence: 'online', lasts: null },
    { id: 'busy-day', presence: 'busy', lasts: day },
    { id: 'dnd-hour', presence: 'do-not-disturb', lasts: hour },
    { id: 'dnd-day', presence: 'do-not-disturb', lasts: day },
    { id: 'away', presence: 'away', lasts: null },
    { id: 'offline', presence: 'offline', lasts: null },
  ],
} as const satisfies Readonly<
  Record<
    Account['service'],
    readonly { readonly id: string; readonly presence: SettablePresence; readonly lasts: number | null }[]
  >
>;

export type PresenceChoice = (typeof choices)[keyof typeof choices][number];

/** The choices for this account; none where nobody has granted the permission to set the presence, or to read it. */
export const presenceChoices = ({
  service,
  lacks = [],
}: Pick<Account, 'service' | 'lacks'>): readonly PresenceChoice[] =>
  lacks.includes('presence') || lacks.includes('own-presence') ? [] : choices[service];

/**
 * The choice that is marked; null for none. It is the wish, if there is one that the service has not refused. What Teams shows tells nothing of
 * what was chosen: it may have found that out by itself.
 */
export const markedChoice = (
  account: Pick<Account, 'service' | 'lacks'>,
  shown: string | undefined,
  wish: Pick<PresenceIntent, 'presence' | 'until' | 'at' | 'failure'> | undefined,
): PresenceChoice['id'] | null => {
  const offered = presenceChoices(account);
  if (wish && wish.failure === undefined) {
    const lasts = wish.until === null ? null : wish.until - wish.at;
    return offered.find((one) => one.presence === wish.presence && one.lasts === lasts)?.id ?? null;
  }
  if (account.service === 'teams') return null;
  return offered.find((one) => one.presence === shown && one.lasts === null)?.id ?? null;
};
