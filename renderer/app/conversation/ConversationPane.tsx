/** One conversation: header and messages. Mounted anew for each conversation (key), so that nothing of another one lingers. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useMemo, useState } from 'react';
import type { Account, Conversation, Message, Person } from '../../model/index.ts';
import { useEngine } from '../list/use-directory.ts';
import { useNow } from '../world/use-now.ts';
import { useWorld } from '../world/world.ts';
import { Announcer } from './Announcer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import { timelineItems } from './items.ts';
import { MessageList } from './MessageList.tsx';
import { TimelineEmpty } from './TimelineEmpty.tsx';
import { TimelineTop, topState } from './TimelineTop.tsx';
import { useReading } from './use-reading.ts';
import { useTimeline } from './use-timeline.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface Properties {
  readonly account: Account | undefined;
  readonly conversation: Conversation;
  readonly name: string;
  readonly counterpart: Person | null;
  readonly team: string | null;
  readonly back: (() => void) | undefined;
  readonly openThread: (root: Message) => void;
  readonly wantOlder: (wanted: boolean) => void;
}

export const ConversationPane = (properties: Properties) => {
  const { account, conversation, name, counterpart, team, back, openThread, wantOlder } = properties;
  const styles = useStyles();
  const { database } = useWorld();
  const now = useNow(60_000);
  const engine = useEngine();
  const { timeline, loadOlder } = useTimeline(conversation.id, '');
  const history =
    useLiveQuery(() => database.cursors.get(conversation.id), [database, conversation.id])?.history ?? null;
  // How far the user had read when they came; the line stays there while they read on.
  const [unreadAfter] = useState(() => (conversation.unread > 0 ? conversation.readAt : null));
  const me = account?.me ?? null;
  const items = useMemo(
    () => timelineItems(timeline.messages, unreadAfter, me),
    [timeline.messages, unreadAfter, me],
  );

  const more = history === null || history.kind === 'partial' || history.kind === 'unstarted';
  const onNearTop = useCallback(
    (near: boolean) => {
      if (near && timeline.hasOlder) loadOlder();
      wantOlder(near && timeline.kind === 'ready' && !timeline.hasOlder && more);
    },
    [timeline.hasOlder, timeline.kind, loadOlder, wantOlder, more],
  );
  const [atEnd, setAtEnd] = useState(false);
  useReading(conversation, timeline.messages.at(-1)?.createdAt ?? 0, atEnd);
  const moving = (engine === null || engine.kind === 'running') && account !== undefined && canFetch(account);
  const top = topState(timeline.hasOlder, history, moving);
  return (
    <main className={styles.pane} aria-label={`Conversation ${name}`}>
      <ConversationHeader
        conversation={conversation}
        name={name}
        counterpart={counterpart}
        team={team}
        back={back}
      />
      {items.length === 0 ? (
        <TimelineEmpty kind={timeline.kind} top={top} onNearTop={onNearTop} />
      ) : (
        <MessageList
          items={items}
          timeline={timeline}
          me={me}
          now={now}
          label={`Messages in ${name}`}
          region="messages"
          top={<TimelineTop state={top} />}
          onNearTop={onNearTop}
          onAtEnd={setAtEnd}
          openThread={openThread}
        />
      )}
      <Announcer timeline={timeline} />
    </main>
  );
};

const canFetch = ({ state }: Account): boolean =>
  state.kind === 'live' ||
  state.kind === 'catching-up' ||
  state.kind === 'connecting' ||
  state.kind === 'waiting';
