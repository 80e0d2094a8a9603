/** One account in the status line: mark, sentence, bar, and the one action. */
import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled, WarningFilled } from '@fluentui/react-icons';
import type { Account } from '../../model/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { useStill } from '../theme/use-still.ts';
import { inFull, inOneLine, type Status } from '../words/account-sentences.ts';
import { useAccountActions } from '../accounts/actions.ts';
import { askForAction } from '../words/feature-sentences.ts';
import { isolated, serviceName } from '../words/names.ts';
import { AccountAction } from './account-action.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  account: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '30px',
    minWidth: 0,
    maxWidth: '100%',
    color: tokens.colorNeutralForeground3,
  },
  text: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  bar: { width: '96px', flexShrink: 0 },
  icon: { fontSize: '14px', flexShrink: 0 },
  calm: { color: tokens.colorStatusSuccessForeground1 },
  busy: {},
  warning: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  action: { flexShrink: 0, height: '22px', minWidth: 'auto' },
});

const toneIcons = {
  calm: CheckmarkCircleFilled,
  busy: null,
  warning: WarningFilled,
  error: ErrorCircleFilled,
} as const;

interface Properties {
  readonly account: Account;
  /** The name that distinguishes it from the others. */
  readonly name: string;
  readonly status: Status;
}

export const AccountStatus = ({ account, name, status }: Properties) => {
  const styles = useStyles();
  const { ask } = useAccountActions();
  const isStill = useStill();
  // A problem to solve comes first, and gets the one button.
  const wanted =
    status.lacks === undefined || status.action !== undefined || status.advice !== undefined
      ? undefined
      : account.lacks?.[0];
  const Icon = toneIcons[status.tone];
  return (
    <div
      className={styles.account}
      data-testid={`status-${account.service}`}
      title={say('status.of-account', { name: isolated(name), status: inFull(status) })}
    >
      <ServiceMark service={account.service} />
      {Icon && <Icon className={mergeClasses(styles.icon, styles[status.tone])} aria-hidden />}
      {/* Without a share the bar moves all the time, and at rest it would show a share. The sentence says that one has to wait. */}
      {status.progress !== undefined && !(isStill && status.progress === null) && (
        <ProgressBar
          className={styles.bar}
          thickness="large"
          aria-label={say('status.progress-label', { service: serviceName(account.service) })}
          {...(status.progress === null ? {} : { value: status.progress })}
        />
      )}
      <span
        className={mergeClasses(
          styles.text,
          status.tone !== 'calm' && status.tone !== 'busy' && styles[status.tone],
        )}
      >
        {inOneLine(status)}
      </span>
      {/* A status with advice is in the banner, which has the button. */}
      {status.advice === undefined && (
        <AccountAction account={account} status={status} className={styles.action} />
      )}
      {wanted !== undefined && (
        <Button
          className={styles.action}
          size="small"
          appearance="subtle"
          onClick={() => ask(account, wanted)}
        >
          {askForAction(wanted)}
        </Button>
      )}
    </div>
  );
};
