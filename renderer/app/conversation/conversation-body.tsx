/** The messages of a conversation and the box below them. Mounted anew for each conversation (key), so that nothing of another one lingers. */
import { useCallback, useMemo, useState } from 'react';
import {
  isUpToDate,
  type Account,
  type Conversation,
  type ConversationId,
  type Message,
  writerOf,
} from '../../model/index.ts';
import type { DraftPlace } from '../../store/index.ts';
import { useWishes } from '../acts/use-wishes.ts';
import { toldAlone } from '../carrying/carry.ts';
import { ComposerContext } from '../acts/composer-here.ts';
import { useBox } from '../composer/box.ts';
import { Composer } from '../composer/composer.tsx';
import { useLastOwn } from '../composer/use-last-own.ts';
import { EditOutgoingContext } from '../outgoing/use-outgoing-actions.ts';
import { onlyEdits, whyNotWritable, type WriteSide } from '../composer/write-side.ts';
import { CarryQuestion } from '../links/carry-question.tsx';
import type { Pair } from '../pairs/pairs.ts';
import { useEngine } from '../directory/use-directory.ts';
import { useSetbacksOf } from '../setbacks/setbacks-provider.tsx';
import { isolated } from '../words/names.ts';
import { useNow } from '../world/use-now.ts';
import { Announcer } from './announcer.tsx';
import { timelineItems, withOutgoing } from '../timeline/items.ts';
import type { Linked } from '../pairs/linked.ts';
import { MessageList } from '../message-list/message-list.tsx';
import { TimelineEmpty } from '../message-list/timeline-empty.tsx';
import { TimelineTop, topState } from '../message-list/timeline-top.tsx';
import { useHistory } from '../timeline/use-history.ts';
import { useMe } from '../directory/use-me.ts';
import { unreadFrom } from './reading.ts';
import { EndInSight } from './end-in-sight.ts';
import { ReadingWatch } from './reading-watch.tsx';
import { useReach } from '../message-list/use-goal.ts';
import type { Goal } from '../navigation/goal.ts';
import { PrivateWords } from '../private-words/private-words.tsx';
import { TypingLine } from '../typing/typing-line.tsx';
import { useTimeline } from '../timeline/use-timeline.ts';
import { say } from '../words/catalogue/say.ts';

export interface BodyProperties {
  readonly accounts: readonly Account[];
  /** As the list shows it: of a pair both as one. */
  readonly conversation: Conversation;
  readonly pair: Pair | null;
  readonly linked: Linked | null;
  readonly name: string;
  readonly goal: Goal | null;
  readonly openThread: (root: Message, focus?: 'box') => void;
  readonly wantOlder: (olderOf: ConversationId | null) => void;
}

export const ConversationBody = (properties: BodyProperties) => {
  const { accounts, conversation, pair, linked, name, goal, openThread, wantOlder } = properties;
  const now = useNow(60_000);
  const engine = useEngine();
  const sides = useMemo(() => (pair ? [pair.mattermost, pair.teams] : [conversation]), [pair, conversation]);
  const { timeline, loadOlder } = useTimeline(
    sides.map(({ id }) => ({ conversationId: id, thread: '' })),
    linked,
  );
  const writeSides = useMemo(
    () =>
      sides.map((side): WriteSide => ({
        conversation: side,
        account: accounts.find(({ id }) => id === side.accountId),
        threadId: '',
      })),
    [sides, accounts],
  );
  const me = useMe(accounts);
  // How far the user had read when they came; the line stays there while they read on.
  const [readTo, setReadTo] = useState(
    () => new Map(sides.map(({ id, unread, readAt }) => [id, unread > 0 ? readAt : Infinity])),
  );
  useReach(goal, timeline, loadOlder);
  const written = useMemo(
    () =>
      timelineItems(
        timeline.messages,
        (message) =>
          message.createdAt > (readTo.get(message.conversationId) ?? Infinity) &&
          writerOf(message) !== (me.get(message.accountId) ?? null),
        (message) => toldAlone(timeline.carries.get(message.id), message, now)?.why ?? '',
      ),
    [timeline.messages, timeline.carries, readTo, me, now],
  );
  const items = useMemo(() => withOutgoing(written, timeline.outgoing, me), [written, timeline.outgoing, me]);

  const wishes = useWishes(sides.map(({ id }) => id));
  const acts = useMemo(
    () => ({
      accounts,
      conversations: sides,
      wishes,
      openThread,
      unreadFrom: (message: Message) => unreadFrom(timeline.messages, message),
      markedUnread: (from: readonly Message[]) =>
        setReadTo(
          (before) =>
            new Map([
              ...before,
              ...from.map(({ conversationId, createdAt }) => [conversationId, createdAt - 1] as const),
            ]),
        ),
    }),
    [accounts, sides, wishes, openThread, timeline.messages],
  );
  const box = useBox();
  const canWrite = writeSides.some((side) => whyNotWritable(side) === null);
  const history = useHistory(sides);
  const olderOf = history?.unfinished ?? null;
  const onNearTop = useCallback(
    (near: boolean) => {
      if (near && timeline.hasOlder) loadOlder();
      wantOlder(near && timeline.kind === 'ready' && !timeline.hasOlder ? olderOf : null);
    },
    [timeline.hasOlder, timeline.kind, loadOlder, wantOlder, olderOf],
  );
  const [end] = useState(() => new EndInSight());
  const readSides = sides.map((side) => ({
    conversation: side,
    me: me.get(side.accountId) ?? null,
    newest: timeline.messages.findLast(({ conversationId }) => conversationId === side.id)?.createdAt ?? 0,
  }));
  const fetching = sides.find(({ id }) => id === olderOf)?.accountId ?? conversation.accountId;
  const account = accounts.find(({ id }) => id === fetching);
  const moving = (engine === null || engine.kind === 'running') && account !== undefined && canFetch(account);
  const setbacks = useSetbacksOf(conversation.id);
  const older = setbacks.find(({ what, of }) => what === 'history' && of === olderOf)?.reason ?? null;
  const top = topState(timeline.hasOlder, history?.cursor ?? null, moving, older);
  const { id, accountId } = conversation;
  const place = useMemo(
    () => ({ conversationId: id, threadId: '', accountId }) satisfies DraftPlace,
    [id, accountId],
  );
  const lastOwn = useLastOwn(timeline, me, wishes);
  const topLine = useMemo(() => <TimelineTop state={top} />, [top]);
  return (
    <ComposerContext value={canWrite ? box.here : onlyEdits(writeSides) ? box.edits : null}>
      <EditOutgoingContext value={canWrite ? box.editOutgoing : null}>
        {pair && <CarryQuestion pair={pair} />}
        {items.length === 0 ? (
          <TimelineEmpty
            kind={history === null ? 'reading' : timeline.kind}
            top={top}
            onNearTop={onNearTop}
          />
        ) : (
          <MessageList
            items={items}
            timeline={timeline}
            me={me}
            linked={linked}
            now={now}
            goal={goal}
            label={say('conversation.messages-label', { name: isolated(name) })}
            region="messages"
            top={topLine}
            onNearTop={onNearTop}
            onAtEnd={end.tell}
            openThread={openThread}
            acts={acts}
          />
        )}
        <ReadingWatch sides={readSides} end={end} />
        <Announcer timeline={timeline} />
        <PrivateWords places={writeSides} me={me} />
        <TypingLine
          conversations={sides.map(({ id }) => id)}
          threadId=""
          newest={timeline.messages.at(-1)}
          me={me}
        />
        <Composer
          place={place}
          pair={pair}
          sides={writeSides}
          box={box}
          lastOwn={lastOwn}
          wishes={wishes}
          label={say('composer.placeholder', { name: isolated(name) })}
        />
      </EditOutgoingContext>
    </ComposerContext>
  );
};

const canFetch = ({ state }: Account): boolean =>
  isUpToDate(state) ||
  state.kind === 'catching-up' ||
  state.kind === 'connecting' ||
  state.kind === 'waiting';
