/**
 * The virtual list of messages, newest at the bottom. It stays at the bottom while the user is there, and does not move while older messages
 * load.
 */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Message, MessageId } from '../../model/index.ts';
import { whoActs, serviceOf, type ActPlace } from '../acts/act-place.ts';
import { MessageActions } from '../acts/message-actions.tsx';
import { withWishes } from '../acts/wishes.ts';
import { estimateEnd, estimateHeight } from '../timeline/estimate.ts';
import type { TimelineItem } from '../timeline/items.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { toldAlone } from '../carrying/carry.ts';
import { writtenOn, type Linked } from '../pairs/linked.ts';
import { startOfDay } from '../words/when.ts';
import type { Goal } from '../navigation/goal.ts';
import type { ShownPhotos } from '../world/photo-book.ts';
import { useGoal } from './use-goal.ts';
import { usePhotos } from '../pictures/use-photos.ts';
import { alsoAt } from '../world/virtual-range.ts';
import { photographedOf } from './photographed.ts';
import { ListEnds } from './list-ends.tsx';
import { ReactionTip } from './reaction-tip.tsx';
import { useNewestShown } from './use-newest-shown.ts';
import type { Me } from '../directory/use-me.ts';
import { SitesContext, type Sites } from '../directory/sites.ts';
import { useWorld } from '../world/world.ts';
import { atEndWithin } from '../navigation/leaving.ts';
import { DrawnBlock } from './row-block.ts';
import { keepsSight, keptEstimate, measureRow } from './row-heights.ts';
import { TimelineRow } from './timeline-row.tsx';
import { useEndKept } from './use-end-kept.ts';
import { useRowPlaces } from './use-row-places.ts';
import { useCurrentMessage, useMessageKeys } from './use-message-keys.ts';

/** The room above the oldest message and below the newest, CSS pixels. */
const paddingStart = 72;
const paddingEnd = 12;

const useStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: 0 },
  scroller: {
    position: 'absolute',
    inset: 0,
    overflowY: 'auto',
    overflowAnchor: 'none',
    scrollbarWidth: 'thin',
    // Its pane's ground. With a ground of its own the browser scrolls it without asking the page what is under the pointer.
    backgroundColor: tokens.colorNeutralBackground1,
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  inner: { position: 'relative', width: '100%' },
  top: {
    position: 'absolute',
    top: 0,
    insetInlineStart: 0,
    width: '100%',
    height: `${paddingStart}px`,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
  },
});

/** The least height of what is above and below the list in the window, its header and the writing box, CSS pixels. */
const aroundHeight = 140;

interface Properties {
  readonly items: readonly TimelineItem[];
  readonly timeline: Timeline;
  readonly me: Me;
  /** The link if both services are shown as one conversation. Each message then shows where it was written. */
  readonly linked: Linked | null;
  readonly now: number;
  /** A message to scroll to; null to stay at the reader's place. */
  readonly goal: Goal | null;
  readonly label: string;
  readonly region: 'messages' | 'thread';
  /** The content above the oldest message. */
  readonly top: ReactNode;
  /** Called when the user comes near the oldest shown message, and when they leave it. */
  readonly onNearTop: (near: boolean) => void;
  readonly onAtEnd?: (atEnd: boolean) => void;
  readonly openThread?: (root: Message) => void;
  /** The place of the messages, for the acts on them. */
  readonly acts: ActPlace;
}

const photoOf = (
  item: TimelineItem,
  timeline: Pick<Timeline, 'people'>,
  photos: ShownPhotos,
): string | undefined => {
  const author = photographedOf(item.message, timeline.people);
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
  const today = startOfDay(now);
  const scroller = useRef<HTMLDivElement>(null);
  const current = useCurrentMessage(items);
  const { bodies } = useWorld();
  const sites: Partial<Sites> = useContext(SitesContext);
  const [estimates] = useState(() => new Map<MessageId, number>());
  const [block] = useState(() => new DrawnBlock());
  const heightOf = keptEstimate(estimates, (item) => {
    const { message } = item;
    return estimateHeight(item, {
      body: bodies.of(message, 1, sites[message.accountId] ?? null),
      hasReplyLine: openThread !== undefined && timeline.replies.has(message.id),
    });
  });
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item ? heightOf(item) : 50;
    },
    getItemKey: useCallback((index: number) => items[index]?.message.id ?? index, [items]),
    // The list opens at its end. Without this, the rows at its beginning would be made first and then thrown away.
    initialOffset: () =>
      estimateEnd(items.map(heightOf), innerHeight - aroundHeight) + paddingStart + paddingEnd,
    paddingStart,
    paddingEnd,
    observeElementOffset: block.observeOffset,
    measureElement: measureRow,
    // The message with the focus must stay in the page when the list is scrolled.
    rangeExtractor: alsoAt(current.chosen, block.rowsOf(items)),
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: atEndWithin,
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = keepsSight;
  // Of all messages, and not only of the drawn ones: one reading in place of one for each row that brings somebody new.
  const photos = usePhotos(
    useMemo(
      () => [...new Set(items.map((item) => photographedOf(item.message, timeline.people)))],
      [items, timeline.people],
    ),
  );
  useNewestShown(virtualizer, items);
  useEndKept(virtualizer);
  const rowPlaces = useRowPlaces(virtualizer, items);
  const keys = useMessageKeys(items, current, virtualizer, scroller);
  const { found, letGo } = useGoal(goal, timeline, items, virtualizer);
  const messageOf = useCallback(
    (id: MessageId): Message | undefined => {
      // An unsent message has its own buttons.
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
            const carry = timeline.carries.get(message.id);
            return (
              <TimelineRow
                key={String(key)}
                index={index}
                start={start}
                measure={virtualizer.measureElement}
                isFound={message.id === found}
                startsDay={item.startsDay}
                startsUnread={item.startsUnread}
                startsGroup={item.startsGroup}
                message={message}
                people={timeline.people}
                me={me.get(message.accountId) ?? null}
                written={writtenOn(message, linked)}
                carry={carry}
                alone={toldAlone(carry, message, now)}
                photo={item.startsGroup ? photoOf(item, timeline, photos) : undefined}
                current={index === current.at}
                today={today}
                replies={timeline.replies.get(message.id)}
                openThread={openThread}
                outgoing={item.outgoing}
                wish={acts.wishes.get(message.id)}
                service={serviceOf(acts, message)}
              />
            );
          })}
        </div>
      </div>
      <ReactionTip container={scroller} />
      <MessageActions
        container={scroller}
        rowPlaces={rowPlaces}
        place={acts}
        messageOf={messageOf}
        people={timeline.people}
      />
      <ListEnds
        virtualizer={virtualizer}
        items={items}
        onNearTop={onNearTop}
        onAtEnd={onAtEnd}
        goToLatest={() => {
          letGo();
          virtualizer.scrollToEnd();
          // The pressed button is hidden at the end, and would leave the focus nowhere.
          scroller.current?.focus({ preventScroll: true });
        }}
      />
    </div>
  );
};

/** It renders only if its own properties have changed, because its pane renders often for other reasons. */
export const MessageList = memo(DrawnMessages);
