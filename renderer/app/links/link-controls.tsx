/** One link: its standing, a switch for carrying, and a button to remove it. In the header's popover and on the links screen. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  mergeClasses,
  Switch,
  Text,
  tokens,
} from '@fluentui/react-components';
import { LinkDismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { AccountId } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { carryFailureSentence, standingSentence, unlinkFailureSentence } from '../words/link-sentences.ts';
import type { PairNames } from '../words/names.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { useLinkActions, wishesOf, type LinkIntent } from './use-link-intents.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  controls: { display: 'flex', flexDirection: 'column', gap: '6px' },
  standing: { color: tokens.colorNeutralForeground3 },
  troubled: { color: tokens.colorStatusWarningForeground1 },
  actions: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: '12px',
  },
  switch: { marginInlineStart: '-8px', minWidth: 0 },
  unlink: { flexShrink: 0, marginInlineEnd: '-6px' },
});

interface Properties {
  readonly link: LinkRow;
  readonly account: AccountId;
  readonly intents: readonly LinkIntent[];
  /** The names of both, for the question before unlinking. */
  readonly names: PairNames;
  /** The conversation that an older link joins instead; null if this is not known. */
  readonly contradicted: PairNames | null;
  /** Closes the popover before a question is shown. */
  readonly leave?: () => void;
}

export const LinkControls = ({ link, account, intents, names, contradicted, leave }: Properties) => {
  const styles = useStyles();
  const { door } = useWorld();
  const { carry } = useLinkActions();
  const { askUnlink } = useNavigation();
  const [notStored, setNotStored] = useState(false);
  const { carried, unlinking, carryFailure, unlinkFailure } = wishesOf(link, intents);
  const good = link.standing.kind === 'good';
  const troubled = good
    ? carried && (link.isLeftToRelay === true || link.holdTrouble !== undefined)
    : link.standing.kind !== 'unchecked';
  const attempt = (writing: Promise<void>): void => {
    setNotStored(false);
    writing.catch((error: unknown) => {
      logCaught(door, 'link-wish', error);
      setNotStored(true);
    });
  };
  const failures = [
    carryFailure === null ? null : carryFailureSentence(carryFailure),
    unlinkFailure === null ? null : unlinkFailureSentence(unlinkFailure),
    notStored ? say('link.not-stored') : null,
  ].filter((failure) => failure !== null);
  return (
    <div className={styles.controls}>
      <Text size={200} className={mergeClasses(styles.standing, troubled && styles.troubled)}>
        {standingSentence({ ...link, carried }, contradicted)}
      </Text>
      <div className={styles.actions}>
        <Switch
          className={styles.switch}
          checked={carried}
          disabled={!good || unlinking}
          label={say('link.carry-mine')}
          onChange={(_, { checked }) => attempt(carry(link, account, checked))}
        />
        {link.source.kind === 'post' && (
          <Button
            className={styles.unlink}
            size="small"
            appearance="subtle"
            icon={<LinkDismissRegular />}
            disabled={unlinking}
            onClick={() => {
              leave?.();
              askUnlink({ link, account, names });
            }}
          >
            {unlinking ? say('link.unlinking') : say('link.unlink')}
          </Button>
        )}
      </div>
      {failures.map((failure) => (
        <MessageBar key={failure} intent="error" layout="multiline">
          <MessageBarBody>{failure}</MessageBarBody>
        </MessageBar>
      ))}
    </div>
  );
};
