/** The found rows: a virtual list box of plain rows. The field above it handles the keys. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { alsoAt, isInSight } from '../world/virtual-range.ts';

const rowHeight = 48;

const useStyles = makeStyles({
  scroller: {
    height: 'min(336px, 40vh)',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  inner: { position: 'relative', width: '100%' },
  row: {
    position: 'absolute',
    insetInlineStart: 0,
    top: 0,
    width: '100%',
    height: `${rowHeight}px`,
    boxSizing: 'border-box',
    padding: '0 12px',
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    columnGap: '10px',
    alignItems: 'center',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  // No shadow: forced colours draw none.
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  chosen: { backgroundColor: tokens.colorBrandBackground2 },
  off: { cursor: 'default', opacity: 0.55, ':hover': { backgroundColor: 'transparent' } },
});

/** The id of a row, for aria-activedescendant. */
export const optionId = (listId: string, key: string): string => `${listId}-${key}`.replace(/\s/g, '-');

interface Properties<One> {
  readonly id: string;
  readonly label: string;
  readonly found: readonly One[];
  readonly keyOf: (one: One) => string;
  /** The three cells of a row: the start, the name with its details, the end. */
  readonly row: (one: One) => ReactNode;
  /** The row at the keyboard. */
  readonly active: number;
  readonly isOff: ((one: One) => boolean) | undefined;
  readonly isChosen: ((one: One) => boolean) | undefined;
  readonly choose: (one: One, at: number) => void;
}

export const FoundList = <One,>(properties: Properties<One>) => {
  const { id, label, found, keyOf, row, active, isOff, isChosen, choose } = properties;
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    // The row that the field names as active must exist, at any scroll position.
    rangeExtractor: alsoAt(active),
  });
  useEffect(() => {
    if (active < 0 || active >= found.length || isInSight(virtualizer, active)) return;
    virtualizer.scrollToIndex(active);
  }, [active, found, virtualizer]);
  return (
    <div ref={scroller} id={id} className={styles.scroller} role="listbox" aria-label={label}>
      <div className={styles.inner} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const one = found[index];
          if (one === undefined) return null;
          const off = isOff?.(one) ?? false;
          const chosen = isChosen?.(one) ?? false;
          const key = keyOf(one);
          return (
            <div
              key={key}
              id={optionId(id, key)}
              role="option"
              aria-selected={isChosen ? chosen : index === active}
              {...(isOff ? { 'aria-disabled': off } : {})}
              aria-posinset={index + 1}
              aria-setsize={found.length}
              className={mergeClasses(
                styles.row,
                chosen && styles.chosen,
                index === active && styles.active,
                off && styles.off,
              )}
              style={{ transform: `translateY(${start}px)` }}
              // The search field keeps the focus, so it gets all keys.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(one, index)}
            >
              {row(one)}
            </div>
          );
        })}
      </div>
    </div>
  );
};
