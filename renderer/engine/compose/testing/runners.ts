/** The runners of this folder for its tests, beside which no other intent may come. */
import type { IntentRow, IsthmusDatabase } from '../../../store/index.ts';
import { runIntents } from '../../intents/intent-runners.ts';
import { actRunners } from '../act-runners.ts';
import { composeRunners } from '../compose-runners.ts';

const other = (): Promise<'done'> => Promise.reject(new Error('an intent of another folder'));

/** Each kind of intent that other folders carry out. A kind that lacks here, or is new, is an error of types below. */
const others = {
  picture: other,
  photos: other,
  'custom-emoji': other,
  'find-custom-emoji': other,
  'list-commands': other,
  'run-command': other,
  'dismiss-private': other,
  read: other,
  unread: other,
  link: other,
  unlink: other,
  carry: other,
  retry: other,
  discard: other,
  'try-account': other,
  'choose-notices': other,
  'choose-all-notices': other,
  mute: other,
  favour: other,
  hide: other,
  'set-presence': other,
  'pause-carrying': other,
  start: other,
  'find-people': other,
};

/** Carries out these intents. `woken` is called where a runner has made something to send. Rejects at an intent of another folder. */
export const runHere = (
  database: IsthmusDatabase,
  rows: readonly IntentRow[],
  woken: { readonly acts?: () => void; readonly composed?: () => void },
): Promise<void> =>
  runIntents(database, rows, {
    ...others,
    ...actRunners({ database, wake: () => woken.acts?.() }),
    ...composeRunners({ database, wake: () => woken.composed?.() }),
  });
