/** Where this computer has no keyring: says so, and asks. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { SecretsStatus } from '../../../preload/contract/shapes.ts';
import { useWorld } from '../world/world.ts';

const useStyles = makeStyles({ bar: { marginBottom: '4px' } });

export const KeyringNotice = () => {
  const styles = useStyles();
  const { door } = useWorld();
  const [status, setStatus] = useState<SecretsStatus>();
  useEffect(() => {
    let current = true;
    door.call('secrets:status', {}).then(
      (value) => current && setStatus(value),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [door]);
  if (status?.kind !== 'no-keyring') return null;
  switch (status.decision) {
    case 'undecided':
      return (
        <MessageBar intent="warning" layout="multiline" className={styles.bar} data-testid="keyring-missing">
          <MessageBarBody>
            <MessageBarTitle>This computer has no keyring.</MessageBarTitle>
            Isthmus keeps sign-ins only where the system encrypts them. It can keep them in memory instead:
            you then sign in again after each start. Or install a keyring (GNOME Keyring or KWallet) and start
            Isthmus again.
          </MessageBarBody>
          <MessageBarActions>
            <Button
              onClick={() => {
                door.call('secrets:accept-memory-only', {}).then(setStatus, () => undefined);
              }}
            >
              Keep sign-ins in memory only
            </Button>
          </MessageBarActions>
        </MessageBar>
      );
    case 'memory-only':
      return (
        <MessageBar intent="info" className={styles.bar}>
          <MessageBarBody>No keyring: you will sign in again after each start of Isthmus.</MessageBarBody>
        </MessageBar>
      );
    case 'plain-file':
      return (
        <MessageBar intent="warning" className={styles.bar}>
          <MessageBarBody>
            No keyring: your organisation’s policy keeps sign-ins in a file that is not encrypted.
          </MessageBarBody>
        </MessageBar>
      );
  }
};
