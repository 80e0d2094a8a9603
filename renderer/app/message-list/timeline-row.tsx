/** One row of the list in its place: the lines above a message, and the message. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo, type ComponentProps } from 'react';
import { DayLine, SystemLine, UnreadLine } from '../message/lines.tsx';
import { MessageRow } from '../message/message-row.tsx';
import { RowGuard } from '../message/row-guard.tsx';

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    top: 0,
    insetInlineStart: 0,
    width: '100%',
    boxSizing: 'border-box',
    // A row that comes or changes does not make the browser look at the others.
    contain: 'content',
  },
  found: {
    animationName: { from: { backgroundColor: tokens.colorBrandBackground2Pressed }, to: {} },
    animationDuration: '2.5s',
    animationTimingFunction: 'ease-in',
    // No fading if the user prefers reduced motion, and a frame in forced colours.
    '@media (prefers-reduced-motion: reduce)': { animationTimingFunction: 'step-end' },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
});

interface Properties extends ComponentProps<typeof MessageRow> {
  /** Whether a line with the day is above it. */
  readonly startsDay: boolean;
  /** Whether the line "New" is above it. */
  readonly startsUnread: boolean;
  readonly index: number;
  /** Its distance from the top of the list, CSS pixels. */
  readonly start: number;
  /** Called with its element, which the list measures. */
  readonly measure: (row: Element | null) => void;
  /** Highlighted, because the list was scrolled to it. */
  readonly isFound: boolean;
  readonly current: boolean;
}

/** A list has many rows beyond its window. When it is drawn, only those are drawn whose properties have changed. */
export const TimelineRow = memo(
  ({ startsDay, startsUnread, index, start, measure, isFound, ...ofMessage }: Properties) => {
    const styles = useStyles();
    const { message, people, current, today } = ofMessage;
    return (
      <div
        data-index={index}
        data-row-of={message.id}
        data-written-at={message.createdAt}
        ref={measure}
        className={mergeClasses(styles.row, isFound && styles.found)}
        style={{ transform: `translateY(${start}px)` }}
      >
        {startsDay && <DayLine at={message.createdAt} now={today} />}
        {startsUnread && <UnreadLine />}
        <RowGuard version={message.version}>
          {message.kind === 'system' ? (
            <SystemLine message={message} people={people} current={current} />
          ) : (
            <MessageRow {...ofMessage} />
          )}
        </RowGuard>
      </div>
    );
  },
);
TimelineRow.displayName = 'TimelineRow';
