import { useEffect, useState } from 'react';
import type { TableName } from '../../store/index.ts';
import { caughtBy } from './log-caught.ts';
import { useWorld } from './world.ts';
import type { Query } from '../queries/query.ts';

/**
 * The newest answer of a live query; undefined before its first one. A new query object is a new question, so hold it in a constant or by
 * `useMemo`. If the database refuses a run, that is logged and the last answer stays. The next change is answered.
 */
export const useQuery = <Answer, Names extends TableName>(
  query: Query<Answer, Names>,
): Answer | undefined => {
  const { queries, door } = useWorld();
  const [told, setTold] = useState<{ readonly query: Query<Answer, Names>; readonly answer: Answer }>();
  useEffect(
    () => queries.follow(query, (answer) => setTold({ query, answer }), caughtBy(door, 'page-query')),
    [queries, door, query],
  );
  return told?.query === query ? told.answer : undefined;
};
