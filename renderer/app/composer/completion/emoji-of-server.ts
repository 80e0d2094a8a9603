/** Custom emoji whose names begin with the typed text: known ones at once, others after the server's answer. */
import { useEffect, useMemo } from 'react';
import type { AccountId } from '../../../model/index.ts';
import { readEmojiNamesBeginning, wantCustomEmojiFound } from '../../../store/index.ts';
import { query } from '../../queries/query.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useQuery } from '../../world/use-query.ts';
import { useWorld } from '../../world/world.ts';
import { mostChoices, type CustomEmojiChoice } from './completions.ts';

const none: readonly CustomEmojiChoice[] = [];

/** `accountId`: an account of Mattermost, else null. `part`: the text after the colon, in lower case; '' if no emoji is typed. */
export const useEmojiOfServer = (accountId: AccountId | null, part: string): readonly CustomEmojiChoice[] => {
  const { database, door, now } = useWorld();
  useEffect(() => {
    if (accountId === null || part === '') return;
    wantCustomEmojiFound(database, accountId, part, now()).catch((error: unknown) =>
      // Harmless: the disk is full, and only known emoji are offered.
      logCaught(door, 'find-custom-emoji-typed', error),
    );
  }, [accountId, part, database, door, now]);
  const asked = useMemo(
    () =>
      query('custom-emoji-typed', ['customEmoji'], async (tables) =>
        accountId === null || part === ''
          ? none
          : (await readEmojiNamesBeginning(tables, accountId, part, mostChoices)).map(
              (name): CustomEmojiChoice => ({ kind: 'custom-emoji', accountId, name }),
            ),
      ),
    [accountId, part],
  );
  return useQuery(asked) ?? none;
};
