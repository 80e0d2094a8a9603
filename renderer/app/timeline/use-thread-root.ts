import { useEffect, useMemo } from 'react';
import type { Message, MessageId } from '../../model/index.ts';
import { readMessageRow } from '../../store/index.ts';
import type { Linked } from '../pairs/linked.ts';
import { query } from '../queries/query.ts';
import type { People } from '../words/names.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { readJoined } from './linked-segment.ts';
import { peopleIn } from './people-in.ts';
import type { SegmentSource } from './newest.ts';
import {
  holdTimelineRows,
  releaseTimelineRows,
  timelineTables,
  type TimelineReading,
} from './timeline-rows.ts';

export interface ThreadRoot {
  readonly message: Message;
  readonly people: People;
  /** The places of its replies: both sides if the root is on both. */
  readonly sources: readonly SegmentSource[];
}

/** A thread's root with all people that it names, as a live query; undefined before it is read, null if it is not in the mirror. */
export const useThreadRoot = (root: MessageId, linked: Linked | null): ThreadRoot | null | undefined => {
  const { queries } = useWorld();
  const rows = useMemo(() => holdTimelineRows(queries), [queries]);
  useEffect(() => () => releaseTimelineRows(queries, rows), [queries, rows]);
  const asked = useMemo(
    () =>
      query('thread-root', timelineTables, (tables, { held }) =>
        readThreadRoot({ tables, held, rows }, root, linked),
      ),
    [rows, root, linked],
  );
  return useQuery(asked);
};

const readThreadRoot = async (
  reading: TimelineReading,
  root: MessageId,
  linked: Linked | null,
): Promise<ThreadRoot | null> => {
  const message = await readMessageRow(reading.tables, root);
  if (!message) return null;
  const sourcesOf = (forms: readonly Message[]): readonly SegmentSource[] =>
    forms.map(({ id, conversationId }) => ({ conversationId, thread: id }));
  if (!linked) {
    const people = await reading.held(reading.rows.people, peopleIn([message]));
    return { message, people, sources: sourcesOf([message]) };
  }
  const { woven, people } = await readJoined(reading, linked.sides, [message]);
  return {
    message: woven.get(root)?.message ?? message,
    people,
    sources: sourcesOf(woven.get(root)?.forms ?? [message]),
  };
};
