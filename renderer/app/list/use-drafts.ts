import { readAllDrafts } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { draftMarks, type DraftMarks } from './drafts.ts';

/** A person has a handful of drafts, and one changes when writing pauses: all of them are read then. */
const draftsQuery = query('draft-marks', ['drafts', 'draftFiles'], async (tables) => {
  const { rows, withFiles } = await readAllDrafts(tables);
  return draftMarks(rows, withFiles);
});

const none: DraftMarks = new Map();

/** The drafts of all conversations. */
export const useDrafts = (): DraftMarks => useQuery(draftsQuery) ?? none;
