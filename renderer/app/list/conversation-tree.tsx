/** The virtualised list itself: a tree of groups and conversations for screen readers, fixed heights for a list that never jumps. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useMemo, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import type { ConversationId, Person, PersonId, Presence } from '../../model/index.ts';
import type { ConversationSetbackRow } from '../../store/index.ts';
import { usePhotos } from '../pictures/use-photos.ts';
import { usePresences, type ShownPresences } from '../presence/presences-provider.tsx';
import { useSetbacks } from '../setbacks/setbacks-provider.tsx';
import type { People } from '../words/names.ts';
import { ConversationRow } from './conversation-row.tsx';
import { type DraftMark, marksWithout } from './drafts.ts';
import type { ListEntry } from './entries/entries.ts';
import { GroupRow, ServiceRow } from './group-row.tsx';
import type { ShownPhotos } from '../world/photo-book.ts';
import { alsoAt } from '../world/virtual-range.ts';
import { filledRange, poolSize, slotsOf } from '../world/virtual-slots.ts';
import { previewAuthor } from './preview.ts';
import { rowId } from '../choices/row-id.ts';
import type { Stillness } from './order/stillness.ts';
import { useDrafts } from './use-drafts.ts';
import { useActiveRow, useListKeys } from './use-list-keys.ts';
import { useListPlace } from './use-list-place.ts';
import { say } from '../words/catalogue/say.ts';
import { startOfDay } from '../words/when.ts';

const heights: Readonly<Record<ListEntry['kind'], number>> = { service: 40, group: 32, conversation: 56 };

/** Photos are asked for in blocks of this many rows, so that most turns of the wheel read nothing and wish for nothing. */
const photoBlock = 64;

const useStyles = makeStyles({
  scroller: {
    flexGrow: 1,
    overflowY: 'auto',
    outlineStyle: 'none',
    scrollbarWidth: 'thin',
    paddingBottom: '8px',
    // Its pane's ground. With a ground of its own the browser scrolls it without asking the page what is under the pointer.
    backgroundColor: tokens.colorNeutralBackground3,
    // Only the keyboard shows where one is; a pointer shows it by itself. Selectors that begin with an ancestor are never made: Griffel
    // takes them for a condition of the element.
    ':focus-visible [data-active]::after': {
      content: '""',
      position: 'absolute',
      inset: '0 8px',
      borderRadius: tokens.borderRadiusLarge,
      border: `2px solid ${tokens.colorStrokeFocus2}`,
      pointerEvents: 'none',
    },
  },
  inner: { position: 'relative', width: '100%' },
  // No change in a row affects anything outside it, so the browser lays out and paints the row alone.
  row: { position: 'absolute', top: 0, insetInlineStart: 0, width: '100%', contain: 'strict' },
});

/** The offset while it changes. The end of a movement is not followed, because it would draw the list once more, and needs a timer for each step. */
const whileScrolling = (
  { scrollElement: scroller }: Virtualizer<HTMLDivElement, Element>,
  tell: (offset: number, isScrolling: boolean) => void,
) => {
  const onScroll = (): void => {
    if (scroller !== null) tell(scroller.scrollTop, true);
  };
  scroller?.addEventListener('scroll', onScroll, { passive: true });
  return () => scroller?.removeEventListener('scroll', onScroll);
};

interface Properties {
  readonly entries: readonly ListEntry[];
  readonly people: People;
  readonly selected: ConversationId | null;
  /** The text of the filter; '' for the whole list. */
  readonly filter: string;
  /** There are accounts of both services: a row names its service if no heading does. */
  readonly hasBothServices: boolean;
  readonly now: number;
  readonly open: (id: ConversationId) => void;
  readonly toggle: (group: string) => void;
  readonly stillness: Stillness;
}

export const ConversationTree = ({
  entries,
  people,
  selected,
  filter,
  hasBothServices,
  now,
  open,
  toggle,
  stillness,
}: Properties) => {
  const styles = useStyles();
  const allDrafts = useDrafts();
  const drafts = useMemo(() => marksWithout(allDrafts, selected), [allDrafts, selected]);
  const scroller = useRef<HTMLDivElement>(null);
  const row = useActiveRow(entries, selected, filter);
  const { active, setActive } = row;
  const activeAt = entries.findIndex(({ key }) => key === active);
  /** The number of elements for rows. */
  const pool = useRef(0);
  const rowsOf = (range: Range): readonly number[] => {
    const needed = defaultRangeExtractor(range);
    pool.current = poolSize(pool.current, needed.length);
    return filledRange(needed, pool.current, range.count);
  };
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[entries[index]?.kind ?? 'conversation'],
    getItemKey: useCallback((index: number) => entries[index]?.key ?? index, [entries]),
    overscan: 4,
    observeElementOffset: whileScrolling,
    // The row that the list names as active must exist, at any scroll position.
    rangeExtractor: alsoAt(activeAt, rowsOf),
  });
  const show = useCallback((index: number) => virtualizer.scrollToIndex(index), [virtualizer]);
  const pressKey = useListKeys(entries, row, { open, toggle, show });
  const onKeyDown = (event: KeyboardEvent): void => {
    stillness.pressed();
    pressKey(event);
  };
  useListPlace(virtualizer, entries, selected, filter);
  // If a pointer gives the list its focus, the rows must not move under it.
  const onFocus = ({ target, currentTarget }: FocusEvent): void => {
    if (target === currentTarget && currentTarget.matches(':focus-visible') && activeAt >= 0) show(activeAt);
  };
  // Favourites stand above all headings of services.
  const headedFrom = entries.findIndex(({ kind }) => kind === 'service');
  const rows = virtualizer.getVirtualItems();
  // Before the list has been measured, it draws no row that it could name as active.
  const isDrawn = rows.some(({ index }) => index === activeAt);
  const slots = slotsOf(
    rows.map(({ index }) => index),
    pool.current,
  );
  const press = useCallback(
    (entry: ListEntry): void => {
      if (entry.kind === 'service') return;
      setActive(entry.key);
      if (entry.kind === 'group') toggle(entry.key);
      else open(entry.key);
    },
    [setActive, toggle, open],
  );
  // The results of a filter are not scrolled far.
  const block = filter === '' ? photoBlock : 1;
  const blocks = [...new Set(rows.map(({ index }) => Math.floor(index / block)))].join(' ');
  const photos = usePhotos(
    useMemo(
      () =>
        blocks === '' ? [] : blocks.split(' ').flatMap((at) => peopleOf(entries, Number(at), block, people)),
      [blocks, entries, block, people],
    ),
  );
  const setbacks = useSetbacks();
  const presences = usePresences();
  const today = startOfDay(now);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="tree"
      aria-label={say('list.tree')}
      tabIndex={0}
      data-region="list"
      // The order of the rows for screen readers. Their elements stand in the document in another order (`world/virtual-slots.ts`).
      aria-owns={rows.map(({ index }) => rowId(entries[index]?.key ?? '')).join(' ')}
      aria-activedescendant={active !== null && isDrawn ? rowId(active) : undefined}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={stillness.focusLeft}
      onPointerMove={stillness.pointed}
      onWheel={stillness.pointed}
      onPointerLeave={stillness.pointerLeft}
    >
      <div className={styles.inner} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {slots.map(({ key, at }) => {
          const row = rows[at];
          const entry = row && entries[row.index];
          if (!entry) return null;
          const { index, start, size } = row;
          const setback = entry.kind === 'conversation' ? setbacks.get(entry.key)?.[0] : undefined;
          return (
            <TreeRow
              key={key}
              className={styles.row}
              active={entry.key === active}
              selected={entry.key === selected}
              headed={headedFrom >= 0 && index > headedFrom}
              marksService={hasBothServices}
              photo={photoOf(entry, photos)}
              draft={entry.kind === 'conversation' ? drafts.get(entry.key) : undefined}
              presence={presenceOf(entry, presences)}
              setback={setback}
              // What a sign of a setback says changes with the minute, the rest of a row with the day.
              now={setback === undefined ? today : now}
              {...{ entry, start, size, press, people }}
            />
          );
        })}
      </div>
    </div>
  );
};

interface RowProperties extends Pick<Properties, 'people' | 'now'> {
  readonly entry: ListEntry;
  /** Its distance from the top of the list, and its height, px. */
  readonly start: number;
  readonly size: number;
  readonly className: string;
  readonly active: boolean;
  readonly selected: boolean;
  readonly press: (entry: ListEntry) => void;
  readonly presence: Presence | undefined;
  readonly setback: ConversationSetbackRow | undefined;
  readonly draft: DraftMark | undefined;
  readonly photo: string | undefined;
  /** Its service and its team stand above it. */
  readonly headed: boolean;
  readonly marksService: boolean;
}

const TreeRow = memo(({ start, size, className, active, press, ...rest }: RowProperties) => {
  const { entry, selected } = rest;
  return (
    <div
      id={rowId(entry.key)}
      className={className}
      {...(active ? { 'data-active': true } : {})}
      // Not `top`: the browser would lay out the page for a row that gets another place.
      style={{ transform: `translateY(${start}px)`, height: size }}
      onClick={() => press(entry)}
      {...semantics(entry, selected)}
    >
      <EntryRow {...rest} />
    </div>
  );
});
TreeRow.displayName = 'TreeRow';

/** A screen reader names rows by their content. */
const semantics = (entry: ListEntry, selected: boolean) => {
  switch (entry.kind) {
    case 'service':
      // A tree may contain only its rows, so each group has the name of its service.
      return { 'aria-hidden': true };
    case 'group':
      return {
        role: 'treeitem',
        'aria-level': 1,
        'aria-expanded': !entry.collapsed,
      };
    case 'conversation':
      return {
        role: 'treeitem',
        'aria-level': 2,
        'aria-selected': selected,
        'data-testid': 'conversation-row',
      };
  }
};

const person = (id: Parameters<People['get']>[0] | null, people: People) =>
  id === null ? null : (people.get(id) ?? null);

/** The people whose photos a row may show: the other person of a direct chat, for a pair on each service. */
const portrayed = (entry: ListEntry): readonly PersonId[] =>
  entry.kind === 'conversation'
    ? [entry.counterpart, entry.counterpartThere].filter((id) => id !== null)
    : [];

/** The people whose photos the rows of a block may show. */
const peopleOf = (
  entries: readonly ListEntry[],
  at: number,
  size: number,
  people: People,
): readonly (Person | undefined)[] =>
  entries.slice(at * size, (at + 1) * size).flatMap((entry) => portrayed(entry).map((id) => people.get(id)));

/** The first of them that has one. Asked for each row at each turn of the wheel, so it makes no list. */
const photoOf = (entry: ListEntry, photos: ShownPhotos): string | undefined => {
  if (entry.kind !== 'conversation') return undefined;
  const { counterpart, counterpartThere } = entry;
  return (
    (counterpart === null ? undefined : photos.get(counterpart)) ??
    (counterpartThere === null ? undefined : photos.get(counterpartThere))
  );
};

/** The other person's, in a direct chat. */
const presenceOf = (entry: ListEntry, presences: ShownPresences): Presence | undefined =>
  entry.kind === 'conversation' && entry.counterpart !== null
    ? presences.get(entry.counterpart)?.presence
    : undefined;

const EntryRow = ({
  entry,
  people,
  presence,
  selected,
  now,
  setback,
  draft,
  photo,
  headed,
  marksService,
}: Omit<RowProperties, 'start' | 'size' | 'className' | 'active' | 'press'>) => {
  switch (entry.kind) {
    case 'service':
      return <ServiceRow entry={entry} />;
    case 'group':
      return <GroupRow entry={entry} />;
    case 'conversation': {
      const { conversation, name, where, counterpart, linked } = entry;
      return (
        <ConversationRow
          conversation={conversation}
          name={name}
          where={headed ? '' : where}
          linked={linked}
          counterpart={person(counterpart, people)}
          photo={photo}
          presence={presence}
          author={previewAuthor(entry, people)}
          draft={draft}
          marksService={marksService && !headed}
          setback={setback}
          selected={selected}
          now={now}
        />
      );
    }
  }
};
