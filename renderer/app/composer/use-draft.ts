/** The draft of a place: what was begun there, and what keeps it while it is changed. */
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  readDraftFiles,
  readDraftRow,
  type DraftFileRow,
  type DraftPlace,
  type DraftRow,
} from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import { query } from '../queries/query.ts';
import type { ComposerProblem } from './composer-sentences.ts';
import { logCaught } from '../world/log-caught.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { DraftKeeper } from './draft-keeper.ts';

export interface DraftAtWork {
  /** What was begun before; undefined until it is read. */
  readonly begun: Document | undefined;
  readonly files: readonly DraftFileRow[];
  /** Null until it is read. */
  readonly keeper: DraftKeeper | null;
  readonly problem: ComposerProblem | null;
}

const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** The text is read once: what is written later comes from this box. */
const draftQuery = (place: DraftPlace) => {
  let row: DraftRow | null | undefined;
  return query('draft', ['drafts', 'draftFiles'], async (tables) => {
    if (row === undefined) row = await readDraftRow(tables, place);
    return { row, files: await readDraftFiles(tables, place) };
  });
};

/** `typed` says what stands in the box now; null where it is empty. `place` is the same for as long as the box is there. */
export const useDraft = (place: DraftPlace, typed: () => Document | null): DraftAtWork => {
  const { database, door, now } = useWorld();
  const [fixed] = useState(place);
  const asked = useMemo(() => draftQuery(fixed), [fixed]);
  const kept = useQuery(asked);
  const [problem, setProblem] = useState<ComposerProblem | null>(null);
  const latest = useRef(typed);
  useEffect(() => {
    latest.current = typed;
  });
  const [opened, setOpened] = useState<{ readonly begun: Document; readonly keeper: DraftKeeper } | null>(
    null,
  );
  if (kept !== undefined && opened === null) {
    const keeper = new DraftKeeper({
      ...{ database, place: fixed, now, after },
      key: kept.row?.key ?? null,
      typed: () => latest.current(),
      random: () => crypto.randomUUID(),
      tell: (next, error) => {
        setProblem(next);
        if (next !== null) logCaught(door, 'draft', error);
      },
    });
    setOpened({ begun: kept.row?.document ?? { blocks: [] }, keeper });
  }
  const keeper = opened?.keeper ?? null;
  useEffect(() => {
    if (keeper === null) return;
    const flush = (): void => void keeper.flush();
    addEventListener('pagehide', flush);
    addEventListener('blur', flush);
    return () => {
      removeEventListener('pagehide', flush);
      removeEventListener('blur', flush);
    };
  }, [keeper]);
  return { begun: opened?.begun, files: kept?.files ?? none, keeper, problem };
};

const none: readonly DraftFileRow[] = [];
