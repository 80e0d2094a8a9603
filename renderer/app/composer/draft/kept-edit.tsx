/** Looks for an unfinished edit that is kept with a draft, where there is no box that shows it. */
import { useEffect, useMemo } from 'react';
import { readDraftRow, type DraftPlace } from '../../../store/index.ts';
import { query } from '../../queries/query.ts';
import { useQuery } from '../../world/use-query.ts';
import { editOf } from './use-draft.ts';

interface Properties {
  readonly place: DraftPlace;
  /** There is one, and its message is not deleted. */
  readonly found: () => void;
}

export const KeptEdit = ({ place, found }: Properties) => {
  const asked = useMemo(
    () =>
      query(
        'kept-edit',
        ['drafts', 'messages'],
        async (tables) => (await editOf(tables, await readDraftRow(tables, place))) !== null,
      ),
    [place],
  );
  const isKept = useQuery(asked) === true;
  useEffect(() => {
    if (isKept) found();
    // `found` is another function with each rendering, and has the same effect.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isKept]);
  return null;
};
