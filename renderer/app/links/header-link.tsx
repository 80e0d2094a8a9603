/** A part of a conversation's header: its link, with a popover to change it, or a menu to make a link. */
import {
  Button,
  makeStyles,
  MenuDivider,
  MenuItem,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import { LinkRegular, SettingsRegular } from '@fluentui/react-icons';
import type { Conversation } from '../../model/index.ts';
import { LinkedMark } from '../list/linked-mark.tsx';
import { ServiceMark } from '../theme/service-mark.tsx';
import { linkWithWords } from '../words/link-sentences.ts';
import { isolatedNames, type PairNames } from '../words/names.ts';
import { isLinkable } from './candidates.ts';
import { LinkControls } from './link-controls.tsx';
import { useNavigation } from '../navigation/navigation.ts';
import type { Pair } from '../pairs/pairs.ts';
import { useLinkIntents } from './use-link-intents.ts';
import { useOpenFor } from '../theme/use-open-for.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';

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

export const LinkedButton = ({ pair, names }: { pair: Pair; names: PairNames }) => {
  const styles = useStyles();
  const popover = useOpenFor(pair.link.id);
  const close = (): void => popover.onOpenChange(null, { open: false });
  const { openLinks } = useNavigation();
  const intents = useLinkIntents() ?? [];
  return (
    <Popover {...popover} withArrow trapFocus positioning={withinWindow('below-start')}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.mark}
          appearance="subtle"
          size="small"
          aria-label={say('link.header.label', isolatedNames(names))}
          title={say('link.header.title')}
        >
          <LinkedMark />
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={say('link.header.surface')}>
        <Text as="h2" weight="semibold" size={400} className={styles.head}>
          {say('link.header.heading')}
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
          names={names}
          contradicted={null}
          leave={close}
        />
        <Button
          className={styles.all}
          size="small"
          appearance="subtle"
          icon={<SettingsRegular />}
          onClick={() => {
            close();
            openLinks();
          }}
        >
          {say('link.all')}
        </Button>
      </PopoverSurface>
    </Popover>
  );
};

/** An item of a conversation's menu; nothing for conversations that cannot be linked. */
export const LinkItem = ({ conversation }: { conversation: Conversation }) => {
  const { openLinkDialog } = useNavigation();
  if (!isLinkable(conversation) || conversation.archived) return null;
  return (
    <>
      <MenuDivider />
      <MenuItem icon={<LinkRegular />} onClick={() => openLinkDialog(conversation)}>
        {linkWithWords(conversation.service, conversation.kind)}
      </MenuItem>
    </>
  );
};
