/** The draft of a place, and the keeper that stores it while the user changes it. */
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  readDraftFiles,
  readDraftRow,
  readMessageRow,
  type DraftFileRow,
  type DraftPlace,
  type DraftRow,
  type Reads,
} from '../../../store/index.ts';
import type { Message } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import { query } from '../../queries/query.ts';
import type { ComposerProblem } from '../composer-sentences.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useQuery } from '../../world/use-query.ts';
import { useWorld } from '../../world/world.ts';
import { DraftKeeper, type Typed } from './draft-keeper.ts';

export interface DraftAtWork {
  /** The stored draft; undefined until it is read. */
  readonly begun: Document | undefined;
  /** The Markdown in which the user typed it, if any. */
  readonly source: string | undefined;
  /** The unfinished edit; null if there was none, or its message is deleted. */
  readonly edit: BegunEdit | null;
  readonly files: readonly DraftFileRow[];
  /** Null until it is read. */
  readonly keeper: DraftKeeper | null;
  readonly problem: ComposerProblem | null;
}

export interface BegunEdit {
  readonly message: Message;
  readonly document: Document;
  readonly source?: string;
}

const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** A draft whose edited message is gone: the edit's text becomes the draft if there is no other. */
const withoutEdit = ({ edit, ...row }: DraftRow): DraftRow =>
  edit !== undefined && row.document.blocks.length === 0 ? { ...row, document: edit.document } : row;

/** The unfinished edit of a draft; null if there is none, or its message is deleted. */
export const editOf = async (tables: Reads<'messages'>, row: DraftRow | null): Promise<BegunEdit | null> => {
  const message = row?.edit ? await readMessageRow(tables, row.edit.messageId) : undefined;
  return row?.edit !== undefined && message?.deletedAt === null ? { ...row.edit, message } : null;
};

/** The text is read once, because later changes come from this box. */
const draftQuery = (place: DraftPlace) => {
  let begun: { readonly row: DraftRow | null; readonly edit: BegunEdit | null } | undefined;
  return query('draft', ['drafts', 'draftFiles', 'messages'], async (tables) => {
    if (begun === undefined) {
      const row = await readDraftRow(tables, place);
      const edit = await editOf(tables, row);
      begun = { row: row && edit === null ? withoutEdit(row) : row, edit };
    }
    return { ...begun, files: await readDraftFiles(tables, place) };
  });
};

/** `typed` gives the box's present content; null if it is empty. `place` does not change while the box exists. */
export const useDraft = (place: DraftPlace, typed: () => Typed | null): DraftAtWork => {
  const { database, door, now } = useWorld();
  const [fixed] = useState(place);
  const asked = useMemo(() => draftQuery(fixed), [fixed]);
  const kept = useQuery(asked);
  const [problem, setProblem] = useState<ComposerProblem | null>(null);
  const latest = useRef(typed);
  useEffect(() => {
    latest.current = typed;
  });
  const [opened, setOpened] = useState<
    (Pick<DraftAtWork, 'source' | 'edit'> & { readonly begun: Document; readonly keeper: DraftKeeper }) | null
  >(null);
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
    const begun = kept.row?.document ?? { blocks: [] };
    setOpened({ begun, source: kept.row?.source, edit: kept.edit, keeper });
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
  const { begun, source, edit = null } = opened ?? {};
  return { begun, source, edit, files: kept?.files ?? none, keeper, problem };
};

const none: readonly DraftFileRow[] = [];
