/** The main screen: list, conversation, thread and the status line, side by side or one at a time. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConversationId, Message, MessageId } from '../../model/index.ts';
import { AccountsMenu } from '../accounts/AccountsMenu.tsx';
import { useAttention } from '../attention/use-attention.ts';
import { ConversationPane } from '../conversation/ConversationPane.tsx';
import { ThreadPane } from '../conversation/ThreadPane.tsx';
import { ListPane } from '../list/ListPane.tsx';
import type { Directory } from '../list/use-directory.ts';
import { OfflineBanner } from '../status/OfflineBanner.tsx';
import { StatusLine } from '../status/StatusLine.tsx';
import { useLayout } from '../theme/use-layout.ts';
import { conversationName, counterpartOf } from '../words/names.ts';
import { NothingOpen } from './NothingOpen.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  panes: { display: 'flex', flexGrow: 1, minHeight: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    width: '320px',
    flexShrink: 0,
    minHeight: 0,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  whole: { width: 'auto', flexGrow: 1, flexShrink: 1, borderRight: 'none', minWidth: 0 },
  thread: {
    display: 'flex',
    width: '400px',
    flexShrink: 0,
    minHeight: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface Place {
  readonly conversationId: ConversationId;
  readonly thread: MessageId | null;
}

export const MainScreen = ({ directory }: { directory: Directory }) => {
  const styles = useStyles();
  const layout = useLayout();
  const [place, setPlace] = useState<Place | null>(null);
  const conversation = directory.conversations.find(({ id }) => id === place?.conversationId);
  const account = directory.accounts.find(({ id }) => id === conversation?.accountId);
  const wantOlder = useAttention(conversation?.id ?? null);
  const me = account?.me ?? null;
  const name = conversation ? conversationName(conversation, directory.people, me) : '';
  const thread = conversation ? (place?.thread ?? null) : null;
  useTitle(name, directory.conversations);
  const closeThread = (): void => setPlace((before) => before && { ...before, thread: null });
  useShortcuts({
    closeThread: thread === null ? null : closeThread,
    back: layout === 'narrow' && conversation ? () => setPlace(null) : null,
  });

  const showsList = layout !== 'narrow' || !conversation;
  const showsConversation =
    layout === 'wide' || (thread === null && (layout !== 'narrow' || conversation !== undefined));
  const counterpart = conversation ? counterpartOf(conversation, me) : null;
  return (
    <div className={styles.screen}>
      <OfflineBanner accounts={directory.accounts} />
      <div className={styles.panes}>
        {showsList && (
          <div className={mergeClasses(styles.list, layout === 'narrow' && styles.whole)}>
            <AccountsMenu accounts={directory.accounts} />
            <ListPane
              directory={directory}
              selected={conversation?.id ?? null}
              open={(conversationId) => setPlace({ conversationId, thread: null })}
            />
          </div>
        )}
        {showsConversation &&
          (conversation ? (
            <ConversationPane
              key={conversation.id}
              account={account}
              conversation={conversation}
              name={name}
              counterpart={counterpart === null ? null : (directory.people.get(counterpart) ?? null)}
              team={directory.teams.find(({ id }) => id === conversation.teamId)?.name ?? null}
              back={layout === 'narrow' ? () => setPlace(null) : undefined}
              openThread={(root: Message) => setPlace({ conversationId: conversation.id, thread: root.id })}
              wantOlder={wantOlder}
            />
          ) : (
            <NothingOpen directory={directory} />
          ))}
        {conversation && thread !== null && (
          <div className={mergeClasses(styles.thread, layout !== 'wide' && styles.whole)}>
            <ThreadPane
              key={thread}
              conversation={conversation}
              name={name}
              root={thread}
              me={me}
              close={closeThread}
            />
          </div>
        )}
      </div>
      <StatusLine accounts={directory.accounts} />
    </div>
  );
};
