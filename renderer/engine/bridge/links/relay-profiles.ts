/**
 * Reads the profiles of those whom posts of links name as a relay. Only a bot is trusted as one. As long as its profile is unknown, its copies
 * would count as other people's, and the user's Isthmus would carry again what the relay has carried.
 */
import { type PersonId, personOfKey, type ServiceFailure } from '../../../model/index.ts';
import { readLinkPostRows, readPersonRows } from '../../../store/index.ts';
import type { LinkDesk } from './desk.ts';

/**
 * Asks Mattermost for those who are unknown, each once: `asked` holds whom it was asked for. Each is asked for by itself, because anybody can
 * write a post that names somebody who does not exist. A failure that may pass: then the links are not to be computed yet.
 */
export const readRelayProfiles = async (
  { database, accounts, connector, relay, store }: LinkDesk,
  asked: Set<PersonId>,
  signal: AbortSignal,
): Promise<ServiceFailure | null> => {
  if (relay.kind !== 'user') return null;
  const posts = await readLinkPostRows(database);
  const named = posts.flatMap(({ note }) =>
    note.relay === undefined ? [] : [personOfKey(accounts.mattermost, note.relay.mattermost)],
  );
  const ids = [...new Set(named)].filter((id) => !asked.has(id));
  const known = await readPersonRows(database, ids);
  for (const [at, id] of ids.entries()) {
    const person = known[at];
    if (person === undefined || person.namedAt !== undefined) {
      const answer = await connector.people([id], signal);
      if (answer.ok) await store(answer.value);
      else if (!isLasting(answer.failure)) return answer.failure;
    }
    asked.add(id);
  }
  return null;
};

const isLasting = ({ kind }: ServiceFailure): boolean =>
  kind === 'refused' || kind === 'not-found' || kind === 'forbidden';
