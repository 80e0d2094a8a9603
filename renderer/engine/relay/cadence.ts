/** How often a relay asks, in whatever host it runs. */
import { type CadenceTable, pollingCadence, pushedCadence } from '../mirror/pull/cadence.ts';
import type { AccountIdentity } from '../mirror/store/account-row.ts';

/** There is one relay, and what it misses everybody misses: a conversation of which the event hub tells is asked this often besides, ms. */
const hinted = 300_000;

/** Nobody looks at a relay, so it always asks as a desktop that somebody looks at; nobody's presence is asked for. */
const always = (table: CadenceTable): CadenceTable => {
  const cadence = { ...table.focused, attended: null, presence: null };
  return { focused: cadence, unfocused: cadence, away: cadence, hinted };
};

export const relayCadence = ({ service }: AccountIdentity): CadenceTable =>
  always(service === 'teams' ? pollingCadence : pushedCadence);
