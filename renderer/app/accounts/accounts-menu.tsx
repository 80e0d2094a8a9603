/** The app's name and the menu of accounts above the list. */
import {
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import {
  AddRegular,
  AlertRegular,
  ArrowRepeatAllRegular,
  ArrowSyncRegular,
  BuildingMultipleRegular,
  CommentEditRegular,
  ComposeRegular,
  KeyboardRegular,
  LinkRegular,
  PauseRegular,
  PersonCircleRegular,
  PlayRegular,
  SearchRegular,
  ShieldQuestionRegular,
  SignOutRegular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { isInClear } from '../../../preload/contract/addresses.ts';
import { CommandButton } from '../commands/command-button.tsx';
import { CommandItem } from '../commands/command-item.tsx';
import { HistoryButtons } from '../commands/history-buttons.tsx';
import type { Account } from '../../model/index.ts';
import { useEngine } from '../directory/use-directory.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { BridgeMark } from '../theme/bridge-mark.tsx';
import { accountName } from '../words/account-names.ts';
import { inClearShort } from '../words/mattermost-sentences.ts';
import { serviceName } from '../words/names.ts';
import { useWorld } from '../world/world.ts';
import { useAccountActions } from './actions.ts';
import { AccountNote } from './account-note.tsx';
import { presenceChoices } from './presence-choices.ts';
import { PresenceMenu } from './presence-menu.tsx';
import { usePresenceWord } from '../presence/presences-provider.tsx';
import { useReconnect } from './reconnect.ts';
import { useTryNow } from './use-try-now.ts';
import { accountStatus, canBeTried } from '../words/account-sentences.ts';
import { askForAction, otherOrganisation } from '../words/feature-sentences.ts';
import { setTellsTyping, tellsTyping } from '../typing/tells-typing.ts';
import { useOfNow } from '../world/use-now.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    height: '52px',
    flexShrink: 0,
    padding: '4px 16px 0 18px',
    boxSizing: 'border-box',
  },
  title: { flexGrow: 1, margin: 0, fontSize: tokens.fontSizeBase400 },
  header: { height: 'auto', minHeight: '32px', paddingBlock: '6px', lineHeight: '18px' },
  name: { maxWidth: '320px', overflowWrap: 'anywhere' },
});

interface Properties {
  readonly accounts: readonly Account[];
  /** The list is the whole screen, and the app's name its heading. */
  readonly alone: boolean;
}

export const AccountsMenu = ({ accounts, alone }: Properties) => {
  const styles = useStyles();
  const { door } = useWorld();
  const { openLinks } = useNavigation();
  const { add } = useAccountActions();
  const engine = useEngine();
  const paused = engine?.kind === 'paused' && engine.by === 'user';
  const setPaused = (): void => {
    // Harmless: refused only when main is going down.
    door.call('mirror:set-paused', { paused: !paused }).catch(() => undefined);
  };
  return (
    <header className={styles.bar}>
      <BridgeMark size={24} />
      <Text as={alone ? 'h1' : 'span'} weight="semibold" className={styles.title}>
        {say('names.app')}
      </Text>
      <HistoryButtons />
      <CommandButton id="new-conversation" icon={<ComposeRegular />} />
      <Menu positioning={withinWindow('below-end')}>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<PersonCircleRegular />}
            aria-label={say('account.menu.accounts')}
            title={say('account.menu.accounts')}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {accounts.map((account) => (
              <AccountItems key={account.id} account={account} name={accountName(account, accounts)} />
            ))}
            <MenuItem icon={<LinkRegular />} onClick={openLinks}>
              {say('link.pane.title')}
            </MenuItem>
            <MenuItem icon={<AddRegular />} onClick={add}>
              {say('account.menu.add')}
            </MenuItem>
            <MenuItem icon={paused ? <PlayRegular /> : <PauseRegular />} onClick={setPaused}>
              {paused ? say('account.menu.resume-mirror') : say('account.menu.pause-mirror')}
            </MenuItem>
            <CommandItem id="go-to" icon={<SearchRegular />} />
            <CommandItem id="show-notices" icon={<AlertRegular />} />
            <TellsTypingItem accounts={accounts} />
            <CommandItem id="show-shortcuts" icon={<KeyboardRegular />} />
          </MenuList>
        </MenuPopover>
      </Menu>
    </header>
  );
};

const AccountItems = ({ account, name }: { account: Account; name: string }) => {
  const styles = useStyles();
  const reconnect = useReconnect();
  const tryNow = useTryNow();
  const { ask, addOrganisation, signOut } = useAccountActions();
  const engine = useEngine();
  const status = useOfNow((now) => (engine === null ? null : accountStatus(account, engine, now)));
  const presence = usePresenceWord(account.me);
  return (
    <MenuGroup>
      <MenuGroupHeader className={styles.header}>
        {/* One child: the header lays its children out, and a space between them would be lost. */}
        <span className={styles.name}>
          {serviceName(account.service)} · <bdi>{name}</bdi>
          {presenceChoices(account).length === 0 && presence !== '' && ` · ${presence}`}
          {account.siteUrl !== undefined && isInClear(account.siteUrl) && ` · ${inClearShort}`}
        </span>
      </MenuGroupHeader>
      <PresenceMenu account={account} />
      {status !== null && <AccountNote status={status} />}
      {status !== null && canBeTried(status) && (
        <MenuItem icon={<ArrowRepeatAllRegular />} onClick={() => tryNow(account)}>
          {say('action.try-again-now')}
        </MenuItem>
      )}
      {status?.lacks !== undefined &&
        account.lacks?.map((feature) => (
          <MenuItem key={feature} icon={<ShieldQuestionRegular />} onClick={() => ask(account, feature)}>
            {askForAction(feature)}
          </MenuItem>
        ))}
      <MenuItem icon={<ArrowSyncRegular />} onClick={() => reconnect(account)}>
        {say('action.sign-in-again')}
      </MenuItem>
      {account.service === 'teams' && (
        <MenuItem icon={<BuildingMultipleRegular />} onClick={addOrganisation}>
          {otherOrganisation.action}
        </MenuItem>
      )}
      <MenuItem icon={<SignOutRegular />} onClick={() => signOut(account, name)}>
        {say('account.menu.sign-out')}
      </MenuItem>
      <MenuDivider />
    </MenuGroup>
  );
};

/** Whether people in Mattermost see that the user types; nothing if no account could show it to them. */
const TellsTypingItem = ({ accounts }: { accounts: readonly Account[] }) => {
  const [tells, setTells] = useState(() => tellsTyping(localStorage));
  if (!accounts.some(({ service }) => service === 'mattermost')) return null;
  return (
    <MenuItem
      icon={<CommentEditRegular />}
      onClick={() => {
        if (setTellsTyping(localStorage, !tells)) setTells(!tells);
      }}
    >
      {tells ? say('typing.tell-not') : say('typing.tell')}
    </MenuItem>
  );
};
