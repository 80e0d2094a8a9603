/** A notice for a computer without a keyring, or with one that refuses. It asks whether to keep secrets in memory. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { SecretsStatus } from '../../../preload/contract/device.ts';
import { keyringWords, memoryOnlyAction } from '../words/machine/keyring-sentences.ts';
import { useWorld } from '../world/world.ts';

const useStyles = makeStyles({ bar: { marginBottom: '4px' } });

export const KeyringNotice = () => {
  const styles = useStyles();
  const { door } = useWorld();
  const [status, setStatus] = useState<SecretsStatus>();
  useEffect(() => {
    let current = true;
    const ask = (): void => {
      // Harmless: refused only when main is going down.
      door.call('secrets:status', {}).then(
        (value) => current && setStatus(value),
        () => undefined,
      );
    };
    ask();
    const stop = door.hear('secrets:changed', ask);
    return () => {
      current = false;
      stop();
    };
  }, [door]);
  if (status?.kind !== 'no-keyring') return null;
  const { title, text } = keyringWords(status);
  const undecided = status.decision === 'undecided';
  return (
    <MessageBar
      intent={status.decision === 'memory-only' ? 'info' : 'warning'}
      layout={undecided ? 'multiline' : 'auto'}
      className={styles.bar}
      data-testid={undecided ? 'keyring-missing' : undefined}
    >
      <MessageBarBody>
        {title !== null && <MessageBarTitle>{title}</MessageBarTitle>}
        {text}
      </MessageBarBody>
      {undecided && (
        <MessageBarActions>
          <Button
            onClick={() => {
              // Harmless: refused only when main is going down.
              door.call('secrets:accept-memory-only', {}).then(setStatus, () => undefined);
            }}
          >
            {memoryOnlyAction}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
};
