/** The banner with problems of accounts that somebody must solve: the problem, what the user can do, and what only an administrator can. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ChevronDownRegular,
  ChevronUpRegular,
  ErrorCircleFilled,
  WarningFilled,
} from '@fluentui/react-icons';
import { useState } from 'react';
import type { Account } from '../../model/index.ts';
import { useEngine } from '../directory/use-directory.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { useLayout } from '../theme/use-layout.ts';
import { accountName } from '../words/account-names.ts';
import { accountStatus, forAdministrator, type Status } from '../words/account-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';
import { useOfNow } from '../world/use-now.ts';
import { AccountAction } from './account-action.tsx';

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'flex-start',
    flexWrap: 'wrap',
    columnGap: '12px',
    rowGap: '6px',
    flexShrink: 0,
    padding: '8px 16px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground1,
  },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  error: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    borderBottom: `1px solid ${tokens.colorStatusDangerBorder1}`,
  },
  icon: { fontSize: '16px', flexShrink: 0, marginTop: '1px' },
  warningIcon: { color: tokens.colorStatusWarningForeground1 },
  errorIcon: { color: tokens.colorStatusDangerForeground1 },
  mark: { display: 'flex', alignItems: 'center', gap: '6px', fontWeight: tokens.fontWeightSemibold },
  text: { flex: '1 1 260px', minWidth: 0 },
  fold: { minWidth: 'auto', height: '18px', padding: 0, marginInlineStart: '2px' },
  line: { margin: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  action: { flexShrink: 0, marginTop: '-1px' },
});

/** Shows the accounts whose status has advice. */
export const TroubleBanner = ({ accounts }: { accounts: readonly Account[] }) => {
  const engine = useEngine();
  const narrow = useLayout() === 'narrow';
  const statuses = useOfNow((now) =>
    engine === null ? [] : accounts.map((account) => accountStatus(account, engine, now)),
  );
  const troubles = accounts.flatMap((account, place) => {
    const status = statuses[place];
    return status?.advice === undefined ? [] : [{ account, status }];
  });
  // Several advices at once would fill a quarter of a narrow window.
  const folds = narrow && troubles.length > 1;
  return troubles.map(({ account, status }) => (
    <Trouble
      key={account.id}
      account={account}
      name={accountName(account, accounts)}
      status={status}
      folds={folds}
    />
  ));
};

interface Properties {
  readonly account: Account;
  readonly name: string;
  readonly status: Status;
  /** Whether the advice is shown only when the user asks for it. */
  readonly folds: boolean;
}

const Trouble = ({ account, name, status, folds }: Properties) => {
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  const whole = !folds || asked;
  const isError = status.tone === 'error';
  const Icon = isError ? ErrorCircleFilled : WarningFilled;
  const administrator = forAdministrator(status);
  return (
    <section
      className={mergeClasses(styles.banner, isError ? styles.error : styles.warning)}
      aria-label={say('status.trouble-label', { service: serviceName(account.service) })}
      data-testid={`trouble-${account.service}`}
    >
      <Icon
        className={mergeClasses(styles.icon, isError ? styles.errorIcon : styles.warningIcon)}
        aria-hidden
      />
      <div className={styles.text}>
        <p className={mergeClasses(styles.line, styles.mark)}>
          <ServiceMark service={account.service} /> <bdi>{name}</bdi>
        </p>
        <p className={styles.line}>
          {status.text} {whole && status.advice}
          {folds && (
            <Button
              className={styles.fold}
              appearance="transparent"
              size="small"
              aria-expanded={asked}
              icon={asked ? <ChevronUpRegular /> : <ChevronDownRegular />}
              iconPosition="after"
              onClick={() => setAsked(!asked)}
            >
              {asked ? say('account.advice.hide') : say('account.advice.show')}
            </Button>
          )}
        </p>
        {whole && administrator !== null && (
          <p className={mergeClasses(styles.line, styles.quiet)}>{administrator}</p>
        )}
      </div>
      <AccountAction account={account} status={status} className={styles.action} />
    </section>
  );
};
