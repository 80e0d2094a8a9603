/** The virtual list of messages: newest at the bottom, pinned there while the user is there, still while older ones load. */
import { CounterBadge, Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, type ReactNode } from 'react';
import type { Message, MessageId, Person } from '../../model/index.ts';
import { whoActs, serviceOf, type ActPlace } from '../acts/act-place.ts';
import { MessageActions } from '../acts/message-actions.tsx';
import { withWishes } from '../acts/wishes.ts';
import { DayLine, SystemLine, UnreadLine } from '../message/lines.tsx';
import { RowGuard } from '../message/row-guard.tsx';
import { MessageRow } from '../message/message-row.tsx';
import { estimateEnd, estimateHeight } from '../timeline/estimate.ts';
import type { TimelineItem } from '../timeline/items.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { writtenOn, type Linked } from '../pairs/linked.ts';
import type { Goal } from '../navigation/goal.ts';
import type { ShownPhotos } from '../world/photo-book.ts';
import { useGoal } from './use-goal.ts';
import { usePhotos } from '../pictures/use-photos.ts';
import { alsoAt } from '../world/virtual-range.ts';
import { ReactionTip } from './reaction-tip.tsx';
import { useEnds } from './use-ends.ts';
import type { Me } from '../directory/use-me.ts';
import { useCurrentMessage, useMessageKeys } from './use-message-keys.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: 0 },
  scroller: {
    position: 'absolute',
    inset: 0,
    overflowY: 'auto',
    overflowAnchor: 'none',
    scrollbarWidth: 'thin',
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  inner: { position: 'relative', width: '100%' },
  row: { position: 'absolute', top: 0, insetInlineStart: 0, width: '100%', boxSizing: 'border-box' },
  found: {
    animationName: { from: { backgroundColor: tokens.colorBrandBackground2Pressed }, to: {} },
    animationDuration: '2.5s',
    animationTimingFunction: 'ease-in',
    // Without fading where motion is not wanted, and as a frame where colours are forced.
    '@media (prefers-reduced-motion: reduce)': { animationTimingFunction: 'step-end' },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  top: {
    position: 'absolute',
    top: 0,
    insetInlineStart: 0,
    width: '100%',
    height: '72px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
  },
  latest: {
    position: 'absolute',
    bottom: '16px',
    // In the middle: what can be done with a message stands at its end.
    insetInline: 0,
    width: 'fit-content',
    marginInline: 'auto',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow8,
  },
});

interface Properties {
  readonly items: readonly TimelineItem[];
  readonly timeline: Timeline;
  readonly me: Me;
  /** Where both services are shown as one, each message says where it was written. */
  readonly linked: Linked | null;
  readonly now: number;
  /** A message to go to; null to stay where the reader is. */
  readonly goal: Goal | null;
  readonly label: string;
  readonly region: 'messages' | 'thread';
  /** What stands above the oldest message. */
  readonly top: ReactNode;
  /** The user is near the oldest message that is shown, or no longer. */
  readonly onNearTop: (near: boolean) => void;
  readonly onAtEnd?: (atEnd: boolean) => void;
  readonly openThread?: (root: Message) => void;
  /** Where its messages stand, for what can be done with them. */
  readonly acts: ActPlace;
}

/** Whose photo stands beside a message; null where it speaks under another name than its author's, as those of webhooks do. */
const authorOf = (item: TimelineItem | undefined, { people }: Pick<Timeline, 'people'>): Person | null => {
  const { authorId = null, authorName = null } = item?.message ?? {};
  const author = authorId === null ? undefined : people.get(authorId);
  if (author === undefined) return null;
  return authorName === null || authorName === author.displayName ? author : null;
};

const photoOf = (
  item: TimelineItem,
  timeline: Pick<Timeline, 'people'>,
  photos: ShownPhotos,
): string | undefined => {
  const author = authorOf(item, timeline);
  return author ? photos.get(author.id) : undefined;
};

const DrawnMessages = ({
  items,
  timeline,
  me,
  linked,
  now,
  goal,
  label,
  region,
  top,
  onNearTop,
  onAtEnd,
  openThread,
  acts,
}: Properties) => {
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const current = useCurrentMessage(items);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item ? estimateHeight(item) : 50;
    },
    getItemKey: useCallback((index: number) => items[index]?.message.id ?? index, [items]),
    // It opens at its end: without this, the rows at its beginning are made first, and thrown away.
    initialOffset: () => estimateEnd(items, innerHeight),
    paddingStart: 72,
    paddingEnd: 12,
    overscan: 4,
    // The message that has the focus must not vanish when the list is scrolled.
    rangeExtractor: alsoAt(current.chosen),
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 40,
  });
  const photos = usePhotos(
    virtualizer.getVirtualItems().map(({ index }) => authorOf(items[index], timeline)),
  );
  const { atEnd, missed, nearTop } = useEnds(virtualizer, items);
  const keys = useMessageKeys(items, current, virtualizer, scroller);
  const { found, letGo } = useGoal(goal, timeline, items, virtualizer);
  useEffect(() => onNearTop(nearTop), [nearTop, onNearTop, items]);
  useEffect(() => onAtEnd?.(atEnd), [atEnd, onAtEnd]);
  const messageOf = useCallback(
    (id: MessageId): Message | undefined => {
      // What is not sent yet has actions of its own.
      const found = items.find(({ message, outgoing }) => message.id === id && !outgoing)?.message;
      return found && withWishes(found, acts.wishes.get(id), whoActs(acts, found));
    },
    [items, acts],
  );
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={label}
        data-region={region}
        {...keys}
      >
        <div className={styles.inner} style={{ height: virtualizer.getTotalSize() }}>
          <div className={styles.top}>{top}</div>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            if (!item) return null;
            const { message } = item;
            return (
              <div
                key={String(key)}
                data-index={index}
                data-row-of={message.id}
                data-written-at={message.createdAt}
                ref={virtualizer.measureElement}
                className={mergeClasses(styles.row, message.id === found && styles.found)}
                style={{ transform: `translateY(${start}px)` }}
              >
                {item.startsDay && <DayLine at={message.createdAt} now={now} />}
                {item.startsUnread && <UnreadLine />}
                <RowGuard version={message.version}>
                  {message.kind === 'system' ? (
                    <SystemLine message={message} people={timeline.people} current={index === current.at} />
                  ) : (
                    <MessageRow
                      message={message}
                      people={timeline.people}
                      me={me.get(message.accountId) ?? null}
                      written={writtenOn(message, linked)}
                      carry={timeline.carries.get(message.id)}
                      photo={item.startsGroup ? photoOf(item, timeline, photos) : undefined}
                      startsGroup={item.startsGroup}
                      current={index === current.at}
                      now={now}
                      replies={timeline.replies.get(message.id)}
                      openThread={openThread}
                      outgoing={item.outgoing}
                      wish={acts.wishes.get(message.id)}
                      service={serviceOf(acts, message)}
                    />
                  )}
                </RowGuard>
              </div>
            );
          })}
        </div>
      </div>
      <ReactionTip container={scroller} />
      <MessageActions container={scroller} place={acts} messageOf={messageOf} people={timeline.people} />
      {!atEnd && (
        <Button
          className={styles.latest}
          icon={<ArrowDownRegular />}
          onClick={() => {
            letGo();
            virtualizer.scrollToEnd();
          }}
        >
          {missed > 0 ? say('conversation.new-messages') : say('conversation.latest')}
          {missed > 0 && (
            <CounterBadge size="small" count={missed} aria-hidden style={{ marginInlineStart: 6 }} />
          )}
        </Button>
      )}
    </div>
  );
};

/** It draws itself anew only where what it is given has changed: much of its pane changes without it. */
export const MessageList = memo(DrawnMessages);
