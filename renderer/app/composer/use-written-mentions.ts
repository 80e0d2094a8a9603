/** Replaces mentions by people of the side on which the user writes, by who is whom. */
import { useCallback } from 'react';
import type { TwinSides, Twins } from '../../model/index.ts';
import { readTwins } from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import { query } from '../queries/query.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { askOnce } from './ask-once.ts';
import { mentionedPeople, mentionsFor } from './outgoing.ts';
import type { WriteSide } from './write-side.ts';

const sidesOf = (side: WriteSide, other: WriteSide): TwinSides => {
  const [mattermost, teams] = side.conversation.service === 'mattermost' ? [side, other] : [other, side];
  return {
    accounts: { mattermost: mattermost.conversation.accountId, teams: teams.conversation.accountId },
    me: { mattermost: mattermost.account?.me ?? null, teams: teams.account?.me ?? null },
  };
};

/** Makes no request if nobody of the other side is mentioned. If the database fails, these people are named, but not notified. */
export const useWrittenMentions = () => {
  const { queries, door } = useWorld();
  return useCallback(
    async (document: Document, side: WriteSide, other: WriteSide | undefined): Promise<Document> => {
      const isThere = (id: string): boolean => id.startsWith(`${side.conversation.accountId}/`);
      const elsewhere = mentionedPeople(document).filter((id) => !isThere(id));
      if (elsewhere.length === 0) return document;
      let twins: Twins = new Map();
      if (other !== undefined)
        try {
          const asked = query('twins-to-mention', ['twins'], (tables) =>
            readTwins(tables, elsewhere, sidesOf(side, other)),
          );
          twins = await askOnce(queries, asked);
        } catch (error) {
          logCaught(door, 'twins-to-mention', error);
        }
      return mentionsFor(document, isThere, twins);
    },
    [queries, door],
  );
};
