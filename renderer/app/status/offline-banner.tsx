/** One quiet line above everything while a service cannot be reached. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { CloudOffRegular } from '@fluentui/react-icons';
import type { Account } from '../../model/index.ts';
import { offlineBanner } from '../words/account-sentences.ts';

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '8px',
    flexShrink: 0,
    padding: '6px 16px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorStatusWarningForeground1,
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  icon: { fontSize: '16px', flexShrink: 0 },
});

export const OfflineBanner = ({ accounts }: { accounts: readonly Account[] }) => {
  const styles = useStyles();
  const text = offlineBanner(accounts);
  return (
    <div role="status" aria-live="polite" data-testid="offline-banner">
      {text !== null && (
        <div className={styles.banner}>
          <CloudOffRegular className={styles.icon} aria-hidden />
          {text}
        </div>
      )}
    </div>
  );
};
