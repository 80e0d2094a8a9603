/** The line at the bottom: what the engine does for each account, and its problems. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Account } from '../../model/index.ts';
import { useEngine } from '../directory/use-directory.ts';
import { accountName } from '../words/account-names.ts';
import { accountStatus, startingStatus } from '../words/account-sentences.ts';
import { useOfNow } from '../world/use-now.ts';
import { AccountStatus } from './account-status.tsx';
import { PutAside } from './put-aside.tsx';
import { StatusAnnouncer } from './status-announcer.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    columnGap: '8px',
    flexShrink: 0,
    minHeight: '30px',
    padding: '0 8px 0 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    fontSize: tokens.fontSizeBase200,
  },
  accounts: { display: 'flex', flexWrap: 'wrap', columnGap: '24px', flex: '1 1 240px', minWidth: 0 },
  end: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    columnGap: '8px',
  },
});

interface Properties {
  readonly accounts: readonly Account[];
  /** Further content at the end of the line. */
  readonly children?: ReactNode;
}

export const StatusLine = ({ accounts, children }: Properties) => {
  const styles = useStyles();
  const engine = useEngine();
  const said = useOfNow((now) =>
    accounts.map((account) => (engine === null ? startingStatus : accountStatus(account, engine, now))),
  );
  const statuses = accounts.map((account, place) => ({ account, status: said[place] ?? startingStatus }));
  return (
    <footer className={styles.line} aria-label={say('status.label')} data-testid="status-line">
      <div className={styles.accounts}>
        {statuses.map(({ account, status }) => (
          <AccountStatus
            key={account.id}
            account={account}
            name={accountName(account, accounts)}
            status={status}
          />
        ))}
      </div>
      <div className={styles.end}>
        {children}
        <PutAside accounts={accounts} />
      </div>
      <StatusAnnouncer statuses={statuses} />
    </footer>
  );
};
