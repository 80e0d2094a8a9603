/** The slash commands of the server in a conversation: known ones at once, others when the server has answered. */
import { useEffect, useMemo } from 'react';
import type { Conversation, ServerCommand } from '../../../model/index.ts';
import { commandTeamOf, readCommandListRow, wantCommandsListed } from '../../../store/index.ts';
import { query } from '../../queries/query.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useQuery } from '../../world/use-query.ts';
import { useWorld } from '../../world/world.ts';

const none: readonly ServerCommand[] = [];

/** `isWanted`: whether a command is typed in a conversation of a service that has commands. */
export const useCommandsOfServer = (
  { id, accountId, teamId }: Conversation,
  isWanted: boolean,
): readonly ServerCommand[] => {
  const { database, door, now } = useWorld();
  useEffect(() => {
    if (!isWanted) return;
    wantCommandsListed(database, { id, accountId }, now()).catch((error: unknown) =>
      // Harmless: the disk is full, and only known commands are offered.
      logCaught(door, 'list-commands-typed', error),
    );
  }, [id, accountId, isWanted, database, door, now]);
  const asked = useMemo(
    () =>
      query('commands-typed', ['commandLists', 'teams'], async (tables) => {
        const team = isWanted ? await commandTeamOf(tables, accountId, teamId) : null;
        return team === null ? none : ((await readCommandListRow(tables, team))?.commands ?? none);
      }),
    [accountId, teamId, isWanted],
  );
  return useQuery(asked) ?? none;
};
