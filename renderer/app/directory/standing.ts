/** Conversations with the user's choices: favourite, muted and hidden by the one rule of the model, whether the service or Isthmus stores the choice. */
import { useEffect, useState } from 'react';
import {
  nextMuteEnd,
  standingOf,
  type Conversation,
  type ConversationId,
  type OwnChoices,
} from '../../model/index.ts';
import { readAllOwnChoices } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';

export type ChosenHere = ReadonlyMap<ConversationId, OwnChoices>;

/** Each conversation with the user's valid choices at `now` (ms); the same object if those are its service's values. */
export const withStanding = (
  conversations: readonly Conversation[],
  chosen: ChosenHere,
  now: number,
): readonly Conversation[] =>
  conversations.map((conversation) => {
    const { favourite, muted, hidden } = standingOf(conversation, chosen.get(conversation.id), now);
    const isSame =
      favourite === (conversation.favourite ?? false) &&
      muted === conversation.muted &&
      hidden === conversation.hidden;
    return isSame ? conversation : { ...conversation, favourite, muted, hidden };
  });

const choicesQuery = query('own-choices', ['ownChoices'], readAllOwnChoices);

/** A timer cannot wait longer, ms. */
const longestWait = 24 * 60 * 60_000;

/** The choices for conversations that Isthmus stores, and the time to judge them by, which moves on when a mute ends. Undefined until read. */
export const useChosen = (): { readonly chosen: ChosenHere; readonly at: number } | undefined => {
  const { now } = useWorld();
  const chosen = useQuery(choicesQuery);
  const [at, setAt] = useState(now);
  const ends = chosen === undefined ? null : nextMuteEnd(chosen.values(), at);
  useEffect(() => {
    if (ends === null) return;
    const timer = setTimeout(() => setAt(now()), Math.min(longestWait, Math.max(0, ends - now())));
    return () => clearTimeout(timer);
  }, [ends, now, at]);
  return chosen === undefined ? undefined : { chosen, at };
};
