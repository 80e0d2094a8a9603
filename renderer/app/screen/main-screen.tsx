/** The main screen: list, conversation, thread and the status line, side by side or one at a time. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { Conversation, ConversationId, Message } from '../../model/index.ts';
import { AccountsMenu } from '../accounts/accounts-menu.tsx';
import { useAttention } from '../attention/use-attention.ts';
import { ConversationMenu } from '../choices/conversation-menu.tsx';
import { ConversationMenuContext } from '../choices/menu-place.ts';
import { RefusedChoices } from '../choices/refused-choices.tsx';
import { useMenuPlace } from '../choices/use-menu-place.ts';
import { CarryPauseStatus } from '../carrying/carry-pause-status.tsx';
import { CarryProvider } from '../carrying/carry-provider.tsx';
import { OutboxStatus } from '../carrying/outbox-status.tsx';
import { ShortcutsDialog } from '../commands/shortcuts-dialog.tsx';
import { CommandsContext } from '../commands/use-commands.ts';
import { editorShelf, EditorsContext } from '../composer/shelf/editor-shelf.ts';
import { usePreparedEditor } from '../composer/shelf/use-prepared-editor.ts';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { ThreadPane } from '../conversation/thread-pane.tsx';
import { NotKept } from '../keeping/not-kept.tsx';
import { LinkDialog } from '../links/link-dialog.tsx';
import { LinksPane } from '../links/links-pane.tsx';
import { NavigationContext, type Unlinking } from '../navigation/navigation.ts';
import { UnlinkDialog } from '../links/unlink-dialog.tsx';
import { useLinked } from '../pairs/use-linked.ts';
import { NoticesDialog } from '../notices/notices-dialog.tsx';
import { ListDivider } from '../list/width/list-divider.tsx';
import { ListPane } from '../list/list-pane.tsx';
import { useListWidth } from '../list/width/use-list-width.ts';
import type { Directory } from '../directory/use-directory.ts';
import { PresencesProvider } from '../presence/presences-provider.tsx';
import { PrivateWordsProvider } from '../private-words/private-words-provider.tsx';
import { SetbacksProvider } from '../setbacks/setbacks-provider.tsx';
import { OfflineBanner } from '../status/offline-banner.tsx';
import { TroubleBanner } from '../status/trouble-banner.tsx';
import { StatusLine } from '../status/status-line.tsx';
import { useLayout } from '../theme/use-layout.ts';
import { conversationName, otherPersonOf, teamName } from '../words/names.ts';
import { NothingOpen } from './nothing-open.tsx';
import { NewConversationDialog } from '../starting/new-conversation-dialog.tsx';
import { StartOutcome } from '../starting/start-outcome.tsx';
import { conversationHere, useStarting } from '../starting/use-starting.ts';
import { useTypedAhead } from '../starting/use-typed-ahead.ts';
import { Switcher } from '../switcher/switcher.tsx';
import { usePlace } from '../navigation/use-place.ts';
import { useLed } from './use-led.ts';
import { useOpenAddress } from './use-open-address.ts';
import { useScreenCommands } from './use-screen-commands.ts';
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
    position: 'relative',
    maxWidth: '50%',
    boxSizing: 'border-box',
    flexShrink: 0,
    minHeight: 0,
    borderInlineEndWidth: '1px',
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  whole: {
    width: 'auto',
    maxWidth: 'none',
    flexGrow: 1,
    flexShrink: 1,
    borderInlineStartStyle: 'none',
    borderInlineEndStyle: 'none',
    minWidth: 0,
  },
  thread: {
    display: 'flex',
    width: '400px',
    flexShrink: 0,
    minHeight: 0,
    borderInlineStartWidth: '1px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
  },
});

type ShownMessage = Pick<Message, 'id' | 'conversationId' | 'threadId' | 'createdAt'>;

export const MainScreen = ({ directory }: { directory: Directory }) => {
  const styles = useStyles();
  const layout = useLayout();
  const [editors] = useState(editorShelf);
  usePreparedEditor(editors);
  const [listWidth, setListWidth] = useListWidth();
  const { accounts, conversations, pairs, people } = directory;
  const shown = usePlace(directory, layout === 'narrow');
  const { place, goals, open } = shown;
  const [linking, setLinking] = useState<Conversation | null>(null);
  const [unlinking, setUnlinking] = useState<Unlinking | null>(null);
  const wanted = place.kind === 'conversation' ? place : null;
  const pair = (wanted && pairs.get(wanted.id)) ?? null;
  const conversation = conversations.find(({ id }) => id === (pair?.mattermost.id ?? wanted?.id));
  const linked = useLinked(pair, accounts);
  const sides = useMemo(
    () => (pair ? [pair.mattermost, pair.teams] : conversation ? [conversation] : []),
    [pair, conversation],
  );
  // Mattermost pushes its news. Teams must be asked, and more often for the conversation that the user sees.
  const wantOlder = useAttention(pair?.teams.id ?? conversation?.id ?? null);
  const nameOf = (one: Conversation): string =>
    conversationName(one, people, accounts.find(({ id }) => id === one.accountId)?.me ?? null);
  const name = place.kind === 'links' ? say('link.pane.title') : conversation ? nameOf(conversation) : '';
  const thread = conversation ? (wanted?.thread ?? null) : null;
  useTitle(name, conversations);
  const openConversation = useCallback(
    (id: ConversationId) => open({ kind: 'conversation', id, thread: null, goal: null }),
    [open],
  );
  const openToWrite = useCallback(
    (id: ConversationId, typed?: string) =>
      open({ kind: 'conversation', id, thread: null, goal: null }, 'box', typed),
    [open],
  );
  const openThread = useCallback(
    (root: Message, focus?: 'box') =>
      open({ kind: 'conversation', id: root.conversationId, thread: root.id, goal: null }, focus),
    [open],
  );
  const [teamsName, mattermostName] =
    pair === null ? ['', ''] : [nameOf(pair.teams), nameOf(pair.mattermost)];
  const isPair = pair !== null;
  const pairNames = useMemo(
    () => (isPair ? { mattermost: mattermostName, teams: teamsName } : null),
    [isPair, mattermostName, teamsName],
  );
  const start = useStarting();
  const typedAhead = useTypedAhead();
  const showsSomething = place.kind === 'links' || conversation !== undefined;
  const coversList = layout === 'narrow' && showsSomething;
  const { commandsHere, dialog, closeDialog } = useScreenCommands({
    ...shown,
    hasThread: thread !== null,
    coversList,
    sides,
  });
  const openMessage = useCallback(
    ({ id, conversationId, threadId, createdAt }: ShownMessage) =>
      open({
        kind: 'conversation',
        id: conversationId,
        thread: threadId === '' ? null : threadId,
        goal: { kind: 'led', id, at: createdAt },
      }),
    [open],
  );
  const openAddress = useOpenAddress(directory, { openConversation, openMessage });
  const navigation = useMemo(
    () => ({
      openLinks: () => open({ kind: 'links' }),
      openLinkDialog: setLinking,
      askUnlink: setUnlinking,
      openConversation,
      openMessage,
      openAddress,
    }),
    [openConversation, openMessage, openAddress, open],
  );

  const menu = useMenuPlace(conversations, pairs, conversation?.id ?? place.kind);
  useLed(directory.all, navigation);

  const showsList = layout !== 'narrow' || !showsSomething;
  const showsOnlyList = layout === 'narrow' && showsList;
  const ListFrame = showsOnlyList ? 'main' : 'div';
  const showsMain = layout === 'wide' || (thread === null && (layout !== 'narrow' || showsSomething));
  const team = directory.teams.find(({ id }) => id === conversation?.teamId);
  const me = accounts.find(({ id }) => id === conversation?.accountId)?.me ?? null;
  const counterpart = conversation ? otherPersonOf(conversation, me) : null;
  return (
    <CommandsContext value={commandsHere}>
      <NavigationContext value={navigation}>
        <ConversationMenuContext value={menu.open}>
          <CarryProvider accounts={accounts}>
            <SetbacksProvider pairs={pairs}>
              <PresencesProvider>
                <PrivateWordsProvider>
                  <div className={styles.screen}>
                    <OfflineBanner accounts={accounts} />
                    <TroubleBanner accounts={accounts} />
                    <RefusedChoices directory={directory} />
                    <NotKept />
                    <div className={styles.panes}>
                      {showsList && (
                        <ListFrame
                          className={mergeClasses(styles.list, showsOnlyList && styles.whole)}
                          {...(!showsOnlyList && { style: { width: listWidth } })}
                        >
                          <AccountsMenu accounts={accounts} alone={showsOnlyList} />
                          <ListPane
                            directory={directory}
                            selected={conversation?.id ?? null}
                            open={openConversation}
                          >
                            {!showsOnlyList && <ListDivider width={listWidth} choose={setListWidth} />}
                          </ListPane>
                        </ListFrame>
                      )}
                      <EditorsContext value={editors}>
                        {showsMain &&
                          (place.kind === 'links' ? (
                            <LinksPane directory={directory} coversList={coversList} />
                          ) : conversation ? (
                            <ConversationPane
                              accounts={accounts}
                              conversation={conversation}
                              pair={pair}
                              pairNames={pairNames}
                              linked={linked}
                              name={name}
                              counterpart={counterpart === null ? null : (people.get(counterpart) ?? null)}
                              team={team === undefined ? null : teamName(team)}
                              goal={goals.messages}
                              coversList={coversList}
                              openThread={openThread}
                              wantOlder={wantOlder}
                            />
                          ) : (
                            <NothingOpen directory={directory} />
                          ))}
                        {wanted && conversation && thread !== null && (
                          <div className={mergeClasses(styles.thread, layout !== 'wide' && styles.whole)}>
                            <ThreadPane
                              key={thread}
                              conversation={conversation}
                              sides={sides}
                              pair={pair}
                              name={name}
                              root={thread}
                              rootIn={wanted.id}
                              accounts={accounts}
                              linked={linked}
                              goal={goals.thread}
                              alone={!showsMain}
                            />
                          </div>
                        )}
                      </EditorsContext>
                    </div>
                    <StatusLine accounts={accounts}>
                      <CarryPauseStatus />
                      <OutboxStatus directory={directory} />
                    </StatusLine>
                  </div>
                  {linking && (
                    <LinkDialog conversation={linking} directory={directory} close={() => setLinking(null)} />
                  )}
                  {dialog === 'shortcuts' && (
                    <ShortcutsDialog platform={commandsHere.platform} close={closeDialog} />
                  )}
                  {dialog === 'notices' && <NoticesDialog directory={directory} close={closeDialog} />}
                  {dialog === 'new-conversation' && (
                    <NewConversationDialog
                      directory={directory}
                      open={openToWrite}
                      holdTyped={typedAhead.hold}
                      close={closeDialog}
                    />
                  )}
                  <StartOutcome directory={directory} open={openToWrite} takeTyped={typedAhead.take} />
                  {dialog === 'go-to' && (
                    <Switcher
                      directory={directory}
                      here={conversation?.id ?? null}
                      visited={shown.visited}
                      open={openToWrite}
                      startWith={(person, typed) => {
                        const account = accounts.find(({ id }) => id === person.accountId);
                        if (!account) return;
                        const people = { account, others: [person.id] };
                        const here = conversationHere(directory.all, people);
                        if (here === null) typedAhead.hold(typed, start(people, ''));
                        else openToWrite(here, typed);
                      }}
                      close={closeDialog}
                    />
                  )}
                  {unlinking && <UnlinkDialog {...unlinking} close={() => setUnlinking(null)} />}
                </PrivateWordsProvider>
              </PresencesProvider>
            </SetbacksProvider>
          </CarryProvider>
          {menu.place && <ConversationMenu {...menu.place} close={menu.close} />}
        </ConversationMenuContext>
      </NavigationContext>
    </CommandsContext>
  );
};
