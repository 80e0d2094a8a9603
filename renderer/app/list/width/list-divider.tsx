/** The line between the list and the open conversation. Dragging it or the arrow keys set the width of the list. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { say } from '../../words/catalogue/say.ts';
import { listWidth, listWidths, widthAfterKey } from './list-width.ts';

const useStyles = makeStyles({
  divider: {
    position: 'absolute',
    insetInlineEnd: '-4px',
    top: 0,
    bottom: 0,
    width: '7px',
    zIndex: 1,
    cursor: 'col-resize',
    touchAction: 'none',
    outlineStyle: 'none',
    '::after': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '2px',
      top: 0,
      bottom: 0,
      width: '3px',
    },
    ':hover::after': {
      backgroundColor: tokens.colorNeutralStroke1Hover,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
    ':focus-visible::after': {
      backgroundColor: tokens.colorStrokeFocus2,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
    ':active::after': {
      backgroundColor: tokens.colorBrandStroke1,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
  },
});

interface Properties {
  readonly width: number;
  readonly choose: (width: number) => void;
}

/** The divider is at the end of the nearest positioned frame. It sets that frame's width directly while it is dragged, so that the page is drawn anew only at the end. */
export const ListDivider = ({ width, choose }: Properties) => {
  const styles = useStyles();
  const dragged = useRef<{ readonly from: number; readonly width: number; now: number } | null>(null);
  const isRtl = (divider: HTMLElement): boolean => getComputedStyle(divider).direction === 'rtl';
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = { from: event.clientX, width, now: width };
    // Dragging selects no text.
    event.preventDefault();
    event.currentTarget.focus();
  };
  const onPointerMove = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>): void => {
    const drag = dragged.current;
    if (drag === null) return;
    const by = clientX - drag.from;
    drag.now = listWidth(drag.width + (isRtl(currentTarget) ? -by : by));
    currentTarget.setAttribute('aria-valuenow', `${drag.now}`);
    if (currentTarget.offsetParent instanceof HTMLElement)
      currentTarget.offsetParent.style.width = `${drag.now}px`;
  };
  const onDragEnd = (): void => {
    const drag = dragged.current;
    dragged.current = null;
    if (drag !== null && drag.now !== width) choose(drag.now);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = widthAfterKey(event.key, width, isRtl(event.currentTarget));
    if (next === null) return;
    event.preventDefault();
    choose(next);
  };
  return (
    <div
      className={styles.divider}
      role="separator"
      aria-orientation="vertical"
      aria-label={say('list.width')}
      aria-valuemin={listWidths.least}
      aria-valuemax={listWidths.most}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onDragEnd}
      onLostPointerCapture={onDragEnd}
      onKeyDown={onKeyDown}
      onDoubleClick={() => choose(listWidths.usual)}
    />
  );
};
