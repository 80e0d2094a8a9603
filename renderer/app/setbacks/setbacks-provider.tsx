/** The repeated failures of conversations, read once for the list, the header and the timeline. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { readSetbacks, type ConversationSetbackRow } from '../../store/index.ts';
import type { Pairs } from '../pairs/pairs.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { withPairs, type Setbacks } from './setbacks.ts';

const none: Setbacks = new Map();
const allSetbacks = query('setbacks', ['setbacks'], readSetbacks);
const SetbacksContext = createContext<Setbacks>(none);

export const SetbacksProvider = ({ pairs, children }: { pairs: Pairs; children: ReactNode }) => {
  const read = useQuery(allSetbacks);
  const setbacks = useMemo(() => withPairs(read ?? none, pairs), [read, pairs]);
  return <SetbacksContext value={setbacks}>{children}</SetbacksContext>;
};

/** By conversation. A linked one has the failures of both sides. */
export const useSetbacks = (): Setbacks => useContext(SetbacksContext);

/** The failures of a conversation, the most important first; the same empty list if there are none. */
export const useSetbacksOf = (id: ConversationId): readonly ConversationSetbackRow[] =>
  useSetbacks().get(id) ?? nothing;

const nothing: readonly ConversationSetbackRow[] = [];
