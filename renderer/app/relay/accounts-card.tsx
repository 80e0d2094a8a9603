/** The relay's two accounts: who is signed in, how each stands, and what can be done about it. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Account, Service } from '../../model/index.ts';
import { useAccountActions } from '../accounts/actions.ts';
import type { EngineRow } from '../../store/index.ts';
import { AccountAction } from '../status/account-action.tsx';
import { ServiceMark } from '../theme/service-mark.tsx';
import { accountLabel } from '../words/account-names.ts';
import { accountStatus, forAdministrator, inOneLine, startingStatus } from '../words/account-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { askForAction } from '../words/feature-sentences.ts';
import { serviceName } from '../words/names.ts';
import { useOfNow } from '../world/use-now.ts';
import { RelayCard } from './relay-card.tsx';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '14px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  account: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', columnGap: '12px', rowGap: '6px' },
  about: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  name: { display: 'flex', alignItems: 'center', gap: '8px', fontWeight: tokens.fontWeightSemibold },
  line: { margin: '2px 0 0', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  calm: {},
  busy: {},
  warning: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', flexShrink: 0 },
});

const services: readonly Service[] = ['mattermost', 'teams'];

interface Properties {
  readonly accounts: readonly Account[];
  readonly engine: EngineRow['state'] | null;
}

export const AccountsCard = ({ accounts, engine }: Properties) => {
  const styles = useStyles();
  const { add } = useAccountActions();
  const missing = services.filter((service) => accounts.every((account) => account.service !== service));
  return (
    <RelayCard title={say('relay.accounts')}>
      <ul className={styles.list}>
        {accounts.map((account) => (
          <li key={account.id} className={styles.account} data-testid={`relay-account-${account.service}`}>
            <SignedIn account={account} engine={engine} />
          </li>
        ))}
        {missing.map((service) => (
          <li key={service} className={styles.account} data-testid={`relay-account-${service}`}>
            <div className={styles.about}>
              <div className={styles.name}>
                <ServiceMark service={service} /> {serviceName(service)}
              </div>
              <p className={mergeClasses(styles.line, styles.warning)}>{say('relay.account.missing')}</p>
            </div>
            <Button size="small" onClick={add}>
              {say('relay.account.sign-in')}
            </Button>
          </li>
        ))}
      </ul>
    </RelayCard>
  );
};

const SignedIn = ({ account, engine }: Omit<Properties, 'accounts'> & { readonly account: Account }) => {
  const styles = useStyles();
  const { ask, signOut } = useAccountActions();
  const status = useOfNow((now) => (engine === null ? startingStatus : accountStatus(account, engine, now)));
  const label = accountLabel(account);
  const wanted = status.action === undefined && status.advice === undefined ? account.lacks?.[0] : undefined;
  const administrator = forAdministrator(status);
  return (
    <>
      <div className={styles.about}>
        <div className={styles.name}>
          <ServiceMark service={account.service} /> <bdi>{label}</bdi>
        </div>
        <p className={mergeClasses(styles.line, styles[status.tone])}>{inOneLine(status)}</p>
        {status.advice !== undefined && <p className={styles.line}>{status.advice}</p>}
        {administrator !== null && <p className={styles.line}>{administrator}</p>}
      </div>
      <div className={styles.acts}>
        <AccountAction account={account} status={status} className="" />
        {wanted !== undefined && (
          <Button size="small" onClick={() => ask(account, wanted)}>
            {askForAction(wanted)}
          </Button>
        )}
        <Button size="small" appearance="subtle" onClick={() => signOut(account, label)}>
          {say('relay.account.sign-out')}
        </Button>
      </div>
    </>
  );
};
