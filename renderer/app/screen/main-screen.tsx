/** The main screen: list, conversation, thread and the status line, side by side or one at a time. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { Conversation, ConversationId, Message } from '../../model/index.ts';
import { AccountsMenu } from '../accounts/accounts-menu.tsx';
import { useAttention } from '../attention/use-attention.ts';
import { CarryProvider } from '../carrying/carry-provider.tsx';
import { OutboxStatus } from '../carrying/outbox-status.tsx';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { ThreadPane } from '../conversation/thread-pane.tsx';
import { LinkDialog } from '../links/link-dialog.tsx';
import { LinksPane } from '../links/links-pane.tsx';
import { NavigationContext, type Unlinking } from '../navigation/navigation.ts';
import { UnlinkDialog } from '../links/unlink-dialog.tsx';
import { useLinked } from '../pairs/use-linked.ts';
import { ListPane } from '../list/list-pane.tsx';
import type { Directory } from '../directory/use-directory.ts';
import { PresencesProvider } from '../presence/presences-provider.tsx';
import { SetbacksProvider } from '../setbacks/setbacks-provider.tsx';
import { OfflineBanner } from '../status/offline-banner.tsx';
import { TroubleBanner } from '../status/trouble-banner.tsx';
import { StatusLine } from '../status/status-line.tsx';
import { useLayout } from '../theme/use-layout.ts';
import { conversationName, otherPersonOf } from '../words/names.ts';
import { NothingOpen } from './nothing-open.tsx';
import { nowhere } from './place.ts';
import { usePlace } from './use-place.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';
import { say } from '../words/catalogue/say.ts';

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

type Shown = Pick<Message, 'id' | 'conversationId' | 'threadId' | 'createdAt'>;

export const MainScreen = ({ directory }: { directory: Directory }) => {
  const styles = useStyles();
  const layout = useLayout();
  const { accounts, conversations, pairs, people } = directory;
  const [place, setPlace] = usePlace(directory);
  const [linking, setLinking] = useState<Conversation | null>(null);
  const [unlinking, setUnlinking] = useState<Unlinking | null>(null);
  const wanted = place.kind === 'conversation' ? place : null;
  const pair = (wanted && pairs.get(wanted.id)) ?? null;
  const conversation = conversations.find(({ id }) => id === (pair?.mattermost.id ?? wanted?.id));
  const linked = useLinked(pair, accounts);
  // Mattermost tells by itself what is new; Teams is asked, and more often where the user looks.
  const wantOlder = useAttention(pair?.teams.id ?? conversation?.id ?? null);
  const nameOf = (one: Conversation): string =>
    conversationName(one, people, accounts.find(({ id }) => id === one.accountId)?.me ?? null);
  const name = place.kind === 'links' ? say('link.pane.title') : conversation ? nameOf(conversation) : '';
  const thread = conversation ? (wanted?.thread ?? null) : null;
  useTitle(name, conversations);
  const leave = (): void => setPlace(nowhere);
  const openConversation = useCallback(
    (id: ConversationId) => setPlace({ kind: 'conversation', id, thread: null, goal: null }),
    [setPlace],
  );
  const closeThread = (): void => setPlace(wanted ? { ...wanted, thread: null, goal: null } : place);
  const showsSomething = place.kind === 'links' || conversation !== undefined;
  useShortcuts({
    closeThread: thread === null ? null : closeThread,
    back: layout === 'narrow' && showsSomething ? leave : null,
  });
  const navigation = useMemo(
    () => ({
      openLinks: () => setPlace({ kind: 'links' }),
      openLinkDialog: setLinking,
      askUnlink: setUnlinking,
      openConversation,
      openMessage: ({ id, conversationId, threadId, createdAt }: Shown) =>
        setPlace({
          kind: 'conversation',
          id: conversationId,
          thread: threadId === '' ? null : threadId,
          goal: { id, at: createdAt },
        }),
    }),
    [openConversation, setPlace],
  );

  const showsList = layout !== 'narrow' || !showsSomething;
  const showsOnlyList = layout === 'narrow' && showsList;
  const ListFrame = showsOnlyList ? 'main' : 'div';
  const showsMain = layout === 'wide' || (thread === null && (layout !== 'narrow' || showsSomething));
  const back = layout === 'narrow' ? leave : undefined;
  const me = accounts.find(({ id }) => id === conversation?.accountId)?.me ?? null;
  const counterpart = conversation ? otherPersonOf(conversation, me) : null;
  return (
    <NavigationContext value={navigation}>
      <CarryProvider accounts={accounts}>
        <SetbacksProvider pairs={pairs}>
          <PresencesProvider>
            <div className={styles.screen}>
              <OfflineBanner accounts={accounts} />
              <TroubleBanner accounts={accounts} />
              <div className={styles.panes}>
                {showsList && (
                  <ListFrame className={mergeClasses(styles.list, showsOnlyList && styles.whole)}>
                    <AccountsMenu accounts={accounts} alone={showsOnlyList} />
                    <ListPane
                      directory={directory}
                      selected={conversation?.id ?? null}
                      open={openConversation}
                    />
                  </ListFrame>
                )}
                {showsMain &&
                  (place.kind === 'links' ? (
                    <LinksPane directory={directory} back={back} />
                  ) : conversation ? (
                    <ConversationPane
                      key={conversation.id}
                      accounts={accounts}
                      conversation={conversation}
                      pair={pair}
                      pairNames={pair && { mattermost: nameOf(pair.mattermost), teams: nameOf(pair.teams) }}
                      linked={linked}
                      name={name}
                      counterpart={counterpart === null ? null : (people.get(counterpart) ?? null)}
                      team={directory.teams.find(({ id }) => id === conversation.teamId)?.name ?? null}
                      goal={thread === null ? (wanted?.goal ?? null) : null}
                      back={back}
                      openThread={(root: Message) =>
                        setPlace({ kind: 'conversation', id: conversation.id, thread: root.id, goal: null })
                      }
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
                      accounts={accounts}
                      linked={linked}
                      goal={wanted?.goal ?? null}
                      alone={!showsMain}
                      close={closeThread}
                    />
                  </div>
                )}
              </div>
              <StatusLine accounts={accounts}>
                <OutboxStatus directory={directory} />
              </StatusLine>
            </div>
            {linking && (
              <LinkDialog conversation={linking} directory={directory} close={() => setLinking(null)} />
            )}
            {unlinking && <UnlinkDialog {...unlinking} close={() => setUnlinking(null)} />}
          </PresencesProvider>
        </SetbacksProvider>
      </CarryProvider>
    </NavigationContext>
  );
};
