/** What the window shows where accounts of the organisation's relay are signed in, and the preset does not make this computer the relay: nothing runs. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import type { Account } from '../../model/index.ts';
import { useAccountActions } from '../accounts/actions.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { accountLabel } from '../words/account-names.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  screen: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    // Centred where there is room; a low window scrolls.
    justifyContent: 'safe center',
    gap: '16px',
    padding: '24px',
    boxSizing: 'border-box',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '12px',
    textAlign: 'center',
  },
  icon: { fontSize: '48px', color: tokens.colorStatusWarningForeground1 },
  title: {
    margin: 0,
    maxWidth: '40ch',
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  advice: { margin: 0, maxWidth: '56ch', color: tokens.colorNeutralForeground2 },
  accounts: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    width: '100%',
    maxWidth: '440px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  account: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 8px',
    padding: '8px 8px 8px 16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  name: { flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere' },
});

export const NotTheRelay = ({ accounts }: { readonly accounts: readonly Account[] }) => {
  const styles = useStyles();
  const { signOut } = useAccountActions();
  useEffect(() => {
    document.title = say('relay.not-here.title');
  }, []);
  return (
    <main className={styles.screen} data-testid="not-the-relay">
      <div role="alert" className={styles.words}>
        <WarningRegular className={styles.icon} aria-hidden />
        <h1 className={styles.title}>{say('relay.not-here.title')}</h1>
        <p className={styles.advice}>{say('relay.not-here.about')}</p>
        <p className={styles.advice}>{say('relay.not-here.advice')}</p>
      </div>
      {accounts.length > 0 && (
        <ul className={styles.accounts} aria-label={say('relay.accounts')}>
          {accounts.map((account) => {
            const label = accountLabel(account);
            return (
              <li key={account.id} className={styles.account}>
                <ServiceMark service={account.service} />
                <bdi className={styles.name}>{label}</bdi>
                <Button size="small" appearance="subtle" onClick={() => signOut(account, label)}>
                  {say('relay.account.sign-out')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </main>
  );
};
