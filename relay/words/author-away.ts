import type { AuthorAway } from '../../renderer/engine/relay/away/author-leases.ts';
import type { AuthorCounts } from '../../renderer/engine/relay/away/author-watch.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { say } from './say.ts';

/** The policy for connected people whose computers are off, with what the bot tells them; null: it carries for none of them. */
export const authorAwayOf = (settings: RelayConfig['authorAway']): AuthorAway | null =>
  settings && { grace: settings.graceMinutes * 60_000, sentence: say('away.note') };

/** How many connected people are away, for the status. */
export const authorsStanding = ({ taken, silent, present, 'never-silent': never }: AuthorCounts): string =>
  say('away.standing', { taken, silent, present, never });
