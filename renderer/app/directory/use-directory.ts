/** The sources of all names in the list and the headers: accounts, teams, conversations and the people of unnamed chats. */
import { useEffect, useMemo } from 'react';
import type { Account, CarryPause, Conversation, Person, PersonId, Team } from '../../model/index.ts';
import { readAccounts, readEngineRow, readPeople, type EngineRow, type LinkRow } from '../../store/index.ts';
import { listed, pairsOf, type Pairs } from '../pairs/pairs.ts';
import type { Queries } from '../queries/queries.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { WholeRows } from '../queries/whole-rows.ts';
import { useWorld } from '../world/world.ts';
import { inOrder } from './account-order.ts';
import { useChosen, withStanding } from './standing.ts';

export interface Directory {
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** The conversations of the list with the user's choices (`standing.ts`), most recent activity first. The Mattermost one of a linked pair represents both. */
  readonly conversations: readonly Conversation[];
  /** All conversations of both services, with both sides of a pair. */
  readonly all: readonly Conversation[];
  readonly links: readonly LinkRow[];
  readonly pairs: Pairs;
  /** Participants of chats and authors of last messages. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

type Read = Omit<Directory, 'accounts' | 'conversations' | 'pairs'>;

/** Rows are read once, and later only changed ones: a message causes a read of its conversation's row. */
const directoryQuery = (queries: Queries, database: string) => {
  const rows = {
    teams: new WholeRows<Team>(database, 'teams'),
    conversations: new WholeRows<Conversation>(database, 'conversations'),
    links: new WholeRows<LinkRow>(database, 'links'),
  };
  const named = queries.hold({ table: 'people', most: 20_000, fetch: readPeople });
  const asked = query(
    'directory',
    ['teams', 'conversations', 'links', 'people'],
    async (tables, reading): Promise<Read> => {
      const [teamRows, conversationRows, linkRows] = await Promise.all([
        rows.teams.read(tables.teams, reading),
        rows.conversations.read(tables.conversations, reading),
        rows.links.read(tables.links, reading),
      ]);
      const all = byActivity(conversationRows.values());
      const ids = new Set<PersonId>();
      for (const { participants, kind, name, lastMessage } of all) {
        // For a named group chat only the last author is shown.
        if (kind === 'direct' || name === null) participants.forEach((id) => ids.add(id));
        if (lastMessage?.authorId) ids.add(lastMessage.authorId);
      }
      const people = await reading.held(named, [...ids]);
      return { teams: [...teamRows.values()], all, links: [...linkRows.values()], people };
    },
  );
  return { asked, release: () => queries.release(named) };
};

const byActivity = (conversations: Iterable<Conversation>): Conversation[] =>
  [...conversations].sort((a, b) => b.sortAt - a.sortAt || (a.id < b.id ? -1 : 1));

/** Undefined until the first read is done. */
export const useDirectory = (): Directory | undefined => {
  const { database, queries } = useWorld();
  const accounts = useAccounts();
  const { asked, release } = useMemo(() => directoryQuery(queries, database.name), [queries, database.name]);
  useEffect(() => release, [release]);
  const rest = useQuery(asked);
  const choices = useChosen();
  const chosen = choices?.chosen;
  const at = choices?.at ?? 0;
  const shown = useMemo(() => {
    if (rest === undefined || chosen === undefined) return undefined;
    const all = withStanding(rest.all, chosen, at);
    const pairs = pairsOf(all, rest.links);
    return { ...rest, all, pairs, conversations: listed(all, pairs) };
  }, [rest, chosen, at]);
  return useMemo(
    () => (accounts === undefined || shown === undefined ? undefined : { accounts, ...shown }),
    [accounts, shown],
  );
};

const allAccounts = query('accounts', ['accounts'], async (tables) => inOrder(await readAccounts(tables)));

/** All accounts; undefined until read. */
export const useAccounts = (): readonly Account[] | undefined => useQuery(allAccounts);

const engineRow = query('engine', ['engine'], readEngineRow);

/** The engine's reported state; null before its first report. */
export const useEngine = (): EngineRow['state'] | null => useQuery(engineRow)?.state ?? null;

const notPaused: CarryPause = { kind: 'none' };

/** The user's pause of carrying. */
export const useCarryPause = (): CarryPause => useQuery(engineRow)?.carryPause ?? notPaused;
