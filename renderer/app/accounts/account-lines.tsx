/** The connected accounts with what can be done with them, where no menu of accounts is shown. */
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Account } from '../../model/index.ts';
import { accountName } from '../words/account-names.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';
import { useAccountActions } from './actions.ts';
import { useReconnect } from './reconnect.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '4px 8px',
    color: tokens.colorNeutralForeground2,
  },
  name: { overflowWrap: 'anywhere' },
});

export const AccountLines = ({ accounts }: { accounts: readonly Account[] }) => {
  const styles = useStyles();
  const names = useId();
  const reconnect = useReconnect();
  const { signOut } = useAccountActions();
  if (accounts.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={say('account.menu.accounts')}>
      {accounts.map((account) => {
        const name = accountName(account, accounts);
        return (
          <li key={account.id} className={styles.line}>
            <Text id={`${names}-${account.id}`} className={styles.name}>
              {serviceName(account.service)} · <bdi>{name}</bdi>
            </Text>
            <Button
              size="small"
              appearance="subtle"
              aria-describedby={`${names}-${account.id}`}
              onClick={() => reconnect(account)}
            >
              {say('action.sign-in-again')}
            </Button>
            <Button
              size="small"
              appearance="subtle"
              aria-describedby={`${names}-${account.id}`}
              onClick={() => signOut(account, name)}
            >
              {say('account.menu.sign-out')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
};
