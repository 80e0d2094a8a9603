/** Opens addresses in messages: in place if the mirror has their target, else in the browser. */
import { useCallback, useEffect, useRef } from 'react';
import type { MessageId } from '../../model/index.ts';
import { readMessageRows } from '../../store/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { placesAt } from '../../connectors/address-place.ts';
import type { Navigation } from '../navigation/navigation.ts';
import { query } from '../queries/query.ts';
import { logCaught } from '../world/log-caught.ts';
import { useOpenLink } from '../world/use-open-link.ts';
import { useWorld } from '../world/world.ts';

const addressed = (ids: readonly MessageId[]) =>
  query('addressed', ['messages'], (tables) => readMessageRows(tables, ids));

/** The same function as long as the page exists. */
export const useOpenAddress = (
  directory: Directory,
  { openConversation, openMessage }: Pick<Navigation, 'openConversation' | 'openMessage'>,
): ((url: string) => void) => {
  const { door, queries } = useWorld();
  const openLink = useOpenLink();
  const latest = useRef({ directory, openConversation, openMessage });
  useEffect(() => {
    latest.current = { directory, openConversation, openMessage };
  });
  return useCallback(
    (url: string) => {
      const go = async (): Promise<boolean> => {
        const { accounts, all } = latest.current.directory;
        const places = placesAt(url, accounts, all);
        const isThere = (id: string): boolean => all.some((one) => one.id === id);
        const ids = places.flatMap(({ messages }) => messages);
        const rows = ids.length === 0 ? [] : await queries.once(addressed(ids));
        const message = rows.find((row) => row !== undefined && isThere(row.conversationId));
        const conversation = places.find(
          (place) => place.conversation !== null && isThere(place.conversation),
        );
        if (message) latest.current.openMessage(message);
        else if (conversation?.conversation) latest.current.openConversation(conversation.conversation);
        return message !== undefined || conversation !== undefined;
      };
      const goOrLeave = async (): Promise<void> => {
        try {
          if (await go()) return;
        } catch (error) {
          // The mirror could not open it, so the browser does.
          logCaught(door, 'open-address', error);
        }
        openLink(url);
      };
      void goOrLeave();
    },
    [door, queries, openLink],
  );
};
