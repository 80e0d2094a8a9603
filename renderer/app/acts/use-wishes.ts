import { useEffect, useMemo, useState } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { readActIntents, readAttemptsOf, readFailedAttempts } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { doneBetween, lingersFor, withDone } from './lingering.ts';
import { type Wish, type ActWishes, actWishesOf } from './wishes.ts';

const none: ActWishes = new Map();

/** The user's open wishes about the messages of these conversations, followed. An equal wish stays the same object. */
export const useWishes = (conversations: readonly ConversationId[]): ActWishes => {
  const key = JSON.stringify(conversations);
  const asked = useMemo(() => wishesQuery(JSON.parse(key) as readonly ConversationId[]), [key]);
  return useLingering(useQuery(asked) ?? none);
};

/** The wishes, and for a moment those that have just been done. */
const useLingering = (wishes: ActWishes): ActWishes => {
  const [latest, setLatest] = useState(wishes);
  const [done, setDone] = useState(none);
  if (latest !== wishes) {
    setLatest(wishes);
    setDone(withDone(doneBetween(latest, wishes), done));
  }
  useEffect(() => {
    if (done.size === 0) return;
    const timer = setTimeout(() => setDone(none), lingersFor);
    return () => clearTimeout(timer);
  }, [done]);
  return useMemo(() => withDone(wishes, done), [wishes, done]);
};

const wishesQuery = (conversations: readonly ConversationId[]) => {
  let before: ActWishes = none;
  return query('wishes', ['attempts', 'settledAttempts', 'intents'], async (tables): Promise<ActWishes> => {
    const [intents, attempts, failed] = await Promise.all([
      readActIntents(tables),
      // The lane of acts in a conversation has the conversation's id.
      Promise.all(conversations.map((id) => readAttemptsOf(tables, id))),
      Promise.all(conversations.map((id) => readFailedAttempts(tables, id))),
    ]);
    before = same(before, actWishesOf({ attempts: attempts.flat(), failed: failed.flat(), intents }));
    return before;
  });
};

const said = (wish: Wish | undefined): string =>
  wish === undefined ? '' : JSON.stringify({ ...wish, reactions: [...wish.reactions] });

const same = (before: ActWishes, after: ActWishes): ActWishes => {
  const kept = new Map(
    [...after].map(([id, wish]) => {
      const old = before.get(id);
      return [id, old !== undefined && said(old) === said(wish) ? old : wish];
    }),
  );
  return kept.size === before.size && [...kept].every(([id, wish]) => before.get(id) === wish)
    ? before
    : kept;
};
