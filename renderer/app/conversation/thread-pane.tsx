/** A thread beside the conversation: the root, then its replies. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useCallback, useMemo, useRef } from 'react';
import { CommandButton } from '../commands/command-button.tsx';
import type { Account, Conversation, ConversationId, MessageId } from '../../model/index.ts';
import { whoActs, serviceOf } from '../acts/act-place.ts';
import { MessageActions } from '../acts/message-actions.tsx';
import { placesIn } from '../acts/row-places.ts';
import type { DraftPlace } from '../../store/index.ts';
import { useWishes } from '../acts/use-wishes.ts';
import { withWishes } from '../acts/wishes.ts';
import { toldAlone } from '../carrying/carry.ts';
import { startOfDay } from '../words/when.ts';
import { ComposerContext } from '../acts/composer-here.ts';
import { useBox } from '../composer/box.ts';
import { Composer } from '../composer/composer.tsx';
import { useLastOwn } from '../composer/use-last-own.ts';
import { EditOutgoingContext } from '../outgoing/use-outgoing-actions.ts';
import { hasThreads, onlyEdits, whyNotWritable, type WriteSide } from '../composer/write-side.ts';
import type { Pair } from '../pairs/pairs.ts';
import { MessageRow } from '../message/message-row.tsx';
import { photographedOf } from '../message-list/photographed.ts';
import { usePhotos } from '../pictures/use-photos.ts';
import { useNow } from '../world/use-now.ts';
import { timelineItems, withOutgoing } from '../timeline/items.ts';
import { writtenOn, type Linked } from '../pairs/linked.ts';
import { MessageList } from '../message-list/message-list.tsx';
import type { Timeline } from '../timeline/timeline.ts';
import { TimelineTop } from '../message-list/timeline-top.tsx';
import { useHistory } from '../timeline/use-history.ts';
import { useMe } from '../directory/use-me.ts';
import { useReach } from '../message-list/use-goal.ts';
import type { Goal } from '../navigation/goal.ts';
import { useThreadRoot } from '../timeline/use-thread-root.ts';
import { PrivateWords } from '../private-words/private-words.tsx';
import { TypingLine } from '../typing/typing-line.tsx';
import { useTimeline } from '../timeline/use-timeline.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    flexGrow: 1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    height: '60px',
    flexShrink: 0,
    padding: '0 12px 0 20px',
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  titles: { minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  about: {
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  rootFrame: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    maxHeight: '40%',
  },
  root: {
    minHeight: 0,
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    padding: '6px 0 10px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface Properties {
  readonly conversation: Conversation;
  /** The conversation; for a pair, both. */
  readonly sides: readonly Conversation[];
  readonly pair: Pair | null;
  readonly name: string;
  readonly root: MessageId;
  /** The conversation of the root; of a pair, one of both. */
  readonly rootIn: ConversationId;
  readonly accounts: readonly Account[];
  readonly linked: Linked | null;
  readonly goal: Goal | null;
  /** Whether it replaces the conversation on the screen, and is not beside it. */
  readonly alone: boolean;
}

export const ThreadPane = (properties: Properties) => {
  const { conversation, sides, pair, name, root, rootIn, accounts, linked, goal, alone } = properties;
  const styles = useStyles();
  const now = useNow(60_000);
  const me = useMe(accounts);
  const head = useThreadRoot(root, linked);
  const { timeline, loadOlder } = useTimeline(
    head?.sources ?? [{ conversationId: rootIn, thread: root }],
    // The place of replies is known after the root is read.
    linked && head === undefined ? undefined : linked,
  );
  useReach(goal, timeline, loadOlder);
  const written = useMemo(
    () =>
      timelineItems(
        timeline.messages,
        null,
        (message) => toldAlone(timeline.carries.get(message.id), message, now)?.why ?? '',
      ),
    [timeline.messages, timeline.carries, now],
  );
  const items = useMemo(() => withOutgoing(written, timeline.outgoing, me), [written, timeline.outgoing, me]);
  const onNearTop = useCallback(
    (near: boolean) => {
      if (near && timeline.hasOlder) loadOlder();
    },
    [timeline.hasOlder, loadOlder],
  );
  const wishes = useWishes(sides.map(({ id }) => id));
  const acts = useMemo(() => ({ accounts, conversations: sides, wishes }), [accounts, sides, wishes]);
  const rootAuthor = (head && photographedOf(head.message, head.people)) ?? null;
  const photos = usePhotos([rootAuthor]);
  const rootRegion = useRef<HTMLDivElement>(null);
  const rootPlaces = useMemo(() => placesIn(rootRegion), []);
  const writeSides = useMemo(
    () =>
      sides.flatMap((side): WriteSide[] => {
        const there = head?.sources.find(({ conversationId }) => conversationId === side.id);
        if (there === undefined || !hasThreads(side)) return [];
        const account = accounts.find(({ id }) => id === side.accountId);
        return [{ conversation: side, account, threadId: there.thread }];
      }),
    [sides, head?.sources, accounts],
  );
  const accountOfRoot = sides.find(({ id }) => id === rootIn)?.accountId ?? conversation.accountId;
  const place = useMemo(
    () => ({ conversationId: rootIn, threadId: root, accountId: accountOfRoot }) satisfies DraftPlace,
    [rootIn, root, accountOfRoot],
  );
  const lastOwn = useLastOwn(timeline, me, wishes);
  const box = useBox();
  const canWrite = writeSides.some((side) => whyNotWritable(side) === null);
  const history = useHistory(useMemo(() => [conversation], [conversation]));
  const isComplete = history?.cursor?.kind === 'complete';
  const topLine = useMemo(() => <ThreadTop {...{ timeline, isComplete }} />, [timeline, isComplete]);
  const Frame = alone ? 'main' : 'aside';
  const Title = alone ? 'h1' : 'h2';
  return (
    <ComposerContext value={canWrite ? box.here : onlyEdits(writeSides) ? box.edits : null}>
      <EditOutgoingContext value={canWrite ? box.editOutgoing : null}>
        <Frame
          className={styles.pane}
          aria-label={say('thread.title')}
          data-pane="thread"
          data-testid="thread"
        >
          <header className={styles.header}>
            <div className={styles.titles}>
              <Title className={styles.name}>{say('thread.title')}</Title>
              <div className={styles.about}>
                <bdi>{name}</bdi>
              </div>
            </div>
            <CommandButton id="close-thread" icon={<DismissRegular />} />
          </header>
          {head && (
            <div className={styles.rootFrame}>
              <div
                ref={rootRegion}
                className={styles.root}
                tabIndex={0}
                role="region"
                aria-label={say('thread.root')}
              >
                <MessageRow
                  message={head.message}
                  people={head.people}
                  me={me.get(head.message.accountId) ?? null}
                  written={writtenOn(head.message, linked)}
                  photo={rootAuthor === null ? undefined : photos.get(rootAuthor.id)}
                  startsGroup
                  today={startOfDay(now)}
                  current
                  wish={wishes.get(head.message.id)}
                  service={serviceOf(acts, head.message)}
                />
              </div>
              <MessageActions
                container={rootRegion}
                rowPlaces={rootPlaces}
                place={acts}
                people={head.people}
                messageOf={(id) =>
                  id === head.message.id
                    ? withWishes(head.message, wishes.get(id), whoActs(acts, head.message))
                    : undefined
                }
              />
            </div>
          )}
          <MessageList
            items={items}
            timeline={timeline}
            me={me}
            linked={linked}
            now={now}
            goal={goal}
            label={say('thread.replies')}
            region="thread"
            top={topLine}
            onNearTop={onNearTop}
            acts={acts}
          />
          <PrivateWords places={writeSides} me={me} />
          <TypingLine conversations={[rootIn]} threadId={root} newest={timeline.messages.at(-1)} me={me} />
          <Composer
            place={place}
            pair={pair}
            sides={writeSides}
            box={box}
            lastOwn={lastOwn}
            wishes={wishes}
            label={say('composer.placeholder-thread')}
          />
        </Frame>
      </EditOutgoingContext>
    </ComposerContext>
  );
};

/** The line above the first reply. It is empty until the database has answered, which takes a frame or two. */
const ThreadTop = ({ timeline, isComplete }: { timeline: Timeline; isComplete: boolean }) => {
  switch (timeline.kind) {
    case 'reading':
      return null;
    case 'failed':
      return <span>{say('thread.unreadable')}</span>;
    case 'ready': {
      if (timeline.hasOlder) return <TimelineTop state="loading" />;
      const size = timeline.messages.length;
      if (size > 0) return <span>{say('counts.replies', { count: size })}</span>;
      return <span>{isComplete ? say('thread.none') : say('thread.none-here')}</span>;
    }
  }
};
