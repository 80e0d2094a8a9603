/** What services have said to the user alone, read once for all conversations. */
import { createContext, useContext, type ReactNode } from 'react';
import { readPrivateWords, type PrivateWordsRow } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';

const none: readonly PrivateWordsRow[] = [];
const PrivateWordsContext = createContext(none);

const wordsQuery = query('private-words', ['privateWords'], (tables) => readPrivateWords(tables));

export const PrivateWordsProvider = ({ children }: { children: ReactNode }) => (
  <PrivateWordsContext value={useQuery(wordsQuery) ?? none}>{children}</PrivateWordsContext>
);

/** Of all conversations, oldest first. */
export const usePrivateWords = (): readonly PrivateWordsRow[] => useContext(PrivateWordsContext);
