/** In a conversation's header: that it is linked, with what, and a popover to change it; or the menu to make a link. */
import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import { LinkRegular, MoreHorizontalRegular, SettingsRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Conversation } from '../../model/index.ts';
import { LinkedMark } from '../list/linked-mark.tsx';
import { ServiceMark } from '../list/service-mark.tsx';
import { linkWithWords } from '../words/link-sentences.ts';
import { isolated } from '../words/names.ts';
import { isLinkable } from './candidates.ts';
import { LinkControls } from './link-controls.tsx';
import { useNavigation } from './navigation.ts';
import type { Pair } from './pairs.ts';
import { useLinkIntents } from './use-link-intents.ts';
import { withinWindow } from '../theme/positioning.ts';

const useStyles = makeStyles({
  mark: { minWidth: 'auto', height: '24px', padding: '0 6px' },
  surface: {
    width: 'min(380px, calc(100vw - 48px))',
    boxSizing: 'border-box',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
  },
  head: { margin: 0 },
  side: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  all: { alignSelf: 'start', marginInlineStart: '-8px' },
});

/** Both sides by name, as the header tells them. */
export interface PairNames {
  readonly mattermost: string;
  readonly teams: string;
}

export const LinkedButton = ({ pair, names }: { pair: Pair; names: PairNames }) => {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { openLinks } = useNavigation();
  const intents = useLinkIntents() ?? [];
  return (
    <Popover
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      withArrow
      trapFocus
      positioning={withinWindow('below-start')}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.mark}
          appearance="subtle"
          size="small"
          aria-label={`Linked: ${isolated(names.mattermost)} in Mattermost and ${isolated(names.teams)} in Microsoft Teams`}
          title="Linked: in Mattermost and Microsoft Teams"
        >
          <LinkedMark />
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label="Link">
        <Text as="h2" weight="semibold" size={400} className={styles.head}>
          Linked
        </Text>
        {(['mattermost', 'teams'] as const).map((service) => (
          <div key={service} className={styles.side}>
            <ServiceMark service={service} />
            <span className={styles.name} title={names[service]}>
              {names[service]}
            </span>
          </div>
        ))}
        <LinkControls
          link={pair.link}
          account={pair.mattermost.accountId}
          intents={intents}
          names={`“${isolated(names.mattermost)}” and “${isolated(names.teams)}”`}
          contradicted={null}
          leave={() => setOpen(false)}
        />
        <Button
          className={styles.all}
          size="small"
          appearance="subtle"
          icon={<SettingsRegular />}
          onClick={() => {
            setOpen(false);
            openLinks();
          }}
        >
          All links
        </Button>
      </PopoverSurface>
    </Popover>
  );
};

/** Nothing for conversations that cannot be linked. */
export const LinkMenu = ({ conversation }: { conversation: Conversation }) => {
  const { openLinkDialog } = useNavigation();
  if (!isLinkable(conversation) || conversation.archived) return null;
  return (
    <Menu positioning={withinWindow('below-end')}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label="More about this conversation"
          title="More"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<LinkRegular />} onClick={() => openLinkDialog(conversation)}>
            {linkWithWords(conversation.service, conversation.kind)}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
