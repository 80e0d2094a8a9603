/** The custom emoji of one server in the picker: the known ones, and more from the server on request. */
import { useCallback, useEffect, useMemo } from 'react';
import type { AccountId } from '../../model/index.ts';
import { readEmojiNamesHolding, wantCustomEmojiFound } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { logCaught } from '../world/log-caught.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import type { ListedEmoji } from './emoji-list.ts';

/** More of a server's emoji are found by their names only. */
const mostListed = 1_000;

/** Whether the picked text is the `:name:` of a custom emoji. */
export const isCustom = (picked: string): boolean => picked.length > 2 && picked.startsWith(':');

export interface CustomEmojiHere {
  readonly listed: readonly ListedEmoji[];
  /** The user has reached the end of the known ones. */
  readonly wantMore: () => void;
}

const none: readonly string[] = [];

/** Custom emoji whose names contain the typed text. `accountId`: the server's account; null if custom emoji cannot be used. */
export const useCustomEmoji = (accountId: AccountId | null, typed: string): CustomEmojiHere => {
  const { database, door, now } = useWorld();
  const part = typed.trim().toLowerCase().replaceAll(':', '').replace(/\s+/g, '_');
  const want = useCallback(
    (asked: string): void => {
      if (accountId === null) return;
      wantCustomEmojiFound(database, accountId, asked, now()).catch((error: unknown) =>
        // Harmless: the disk is full, and only known emoji are offered.
        logCaught(door, 'find-custom-emoji', error),
      );
    },
    [accountId, database, door, now],
  );
  useEffect(() => {
    if (part !== '') want(part);
  }, [part, want]);
  const names =
    useQuery(
      useMemo(
        () =>
          query('custom-emoji-to-pick', ['customEmoji'], (tables) =>
            accountId === null
              ? Promise.resolve(none)
              : readEmojiNamesHolding(tables, accountId, part, mostListed),
          ),
        [accountId, part],
      ),
    ) ?? none;
  const listed = useMemo(
    () =>
      names.map((name): ListedEmoji => ({
        emoji: `:${name}:`,
        label: `:${name}:`,
        group: 'custom',
        words: [name],
        tones: [],
      })),
    [names],
  );
  return { listed, wantMore: useCallback(() => want(''), [want]) };
};
