/** The presences of people, read once for the list and the header. A change reads only its own row. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { PersonId } from '../../model/index.ts';
import type { PresenceRow } from '../../store/index.ts';
import { presenceWord } from './presence-words.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { WholeRows } from '../queries/whole-rows.ts';
import { useWorld } from '../world/world.ts';

export type ShownPresences = ReadonlyMap<PersonId, PresenceRow>;

const none: ShownPresences = new Map();
const PresencesContext = createContext<ShownPresences>(none);

/** The query of all presences of a database. Each follower needs its own. */
export const presencesQuery = (database: string) => {
  const rows = new WholeRows<PresenceRow>(database, 'presences');
  return query('presences', ['presences'], ({ presences }, reading) => rows.read(presences, reading));
};

export const PresencesProvider = ({ children }: { children: ReactNode }) => {
  const { database } = useWorld();
  const asked = useMemo(() => presencesQuery(database.name), [database.name]);
  return <PresencesContext value={useQuery(asked) ?? none}>{children}</PresencesContext>;
};

/** By person. A person without an entry is not known. */
export const usePresences = (): ShownPresences => useContext(PresencesContext);

/** A person's presence in words; '' if it is not known. */
export const usePresenceWord = (id: PersonId | null): string => {
  const presences = usePresences();
  return presenceWord(id === null ? undefined : presences.get(id)?.presence);
};
