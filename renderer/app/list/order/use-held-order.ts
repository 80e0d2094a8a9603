import { useEffect, useMemo, useState } from 'react';
import { heldOrder } from '../entries/held-order.ts';
import type { NamedConversation } from '../entries/named.ts';
import type { ListView, PlacedConversation } from '../entries/placing.ts';
import { Stillness } from './stillness.ts';

interface Wanted {
  readonly placed: readonly PlacedConversation[];
  readonly named: readonly NamedConversation[];
  readonly view: ListView;
  /** The user's choice of filter and order: another choice gets its own order at once. */
  readonly question: string;
}

interface Shown {
  readonly wanted: readonly PlacedConversation[];
  readonly question: string;
  readonly rows: readonly PlacedConversation[];
}

/** The rows in the wanted order, or in the earlier order while the user is in the list. It causes no other drawing. */
export const useHeldOrder = ({
  placed,
  named,
  view,
  question,
}: Wanted): { readonly rows: readonly PlacedConversation[]; readonly stillness: Stillness } => {
  const stillness = useMemo(
    () =>
      new Stillness({
        now: () => performance.now(),
        after: (ms, call) => {
          const timer = setTimeout(call, ms);
          return () => clearTimeout(timer);
        },
      }),
    [],
  );
  const [shown, setShown] = useState<Shown>({ wanted: placed, question, rows: placed });
  if (shown.wanted !== placed || shown.question !== question) {
    const holds = shown.question === question && stillness.isStill;
    setShown({
      wanted: placed,
      question,
      rows: holds ? heldOrder(shown.rows, placed, named, view) : placed,
    });
  }
  useEffect(
    () =>
      stillness.onRelease(() =>
        setShown((before) => (before.rows === before.wanted ? before : { ...before, rows: before.wanted })),
      ),
    [stillness],
  );
  return { rows: shown.rows, stillness };
};
