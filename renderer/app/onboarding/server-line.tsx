/** The line below the server's address: that it is being asked, its name and version, or why it cannot be used and what to do. */
import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, LockOpenRegular, WarningRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { isInClear } from '../../../preload/contract/addresses.ts';
import { connectTrouble, forAdministratorWords } from '../words/connect-sentences.ts';
import {
  askingServer,
  enforcesMfa,
  inClear,
  serverLine,
  takeAddress,
} from '../words/mattermost-sentences.ts';
import type { ServerState } from './server-ways.ts';

const useStyles = makeStyles({
  // Room for one line, so that the form does not move when the answer comes.
  line: { display: 'flex', flexDirection: 'column', gap: '6px', minHeight: '20px', marginTop: '-6px' },
  row: { display: 'flex', alignItems: 'flex-start', gap: '6px' },
  icon: { fontSize: '16px', flexShrink: 0, lineHeight: '16px', marginTop: '2px' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  // Under the words, not under their icon.
  below: { paddingInlineStart: '22px' },
  action: { alignSelf: 'flex-start', maxWidth: '100%', overflowWrap: 'anywhere' },
});

interface Properties {
  readonly server: ServerState;
  /** The address that was asked; null for none. */
  readonly url: string | null;
  /** Replaces the typed address by another one. */
  readonly take: (url: string) => void;
  readonly disabled: boolean;
}

export const ServerLine = ({ server, url, take, disabled }: Properties) => {
  const styles = useStyles();
  const row = (icon: ReactNode, text: ReactNode) => (
    <div className={styles.row}>
      {icon}
      <Text size={200} className={styles.text}>
        {text}
      </Text>
    </div>
  );
  const warning = <WarningRegular className={mergeClasses(styles.icon, styles.warning)} aria-hidden />;
  const content = (): ReactNode => {
    switch (server.kind) {
      case 'no-address':
        return null;
      case 'asking':
        return row(<Spinner size="extra-tiny" className={styles.icon} aria-hidden />, askingServer);
      case 'offer':
        return (
          <>
            {row(
              <CheckmarkCircleFilled className={mergeClasses(styles.icon, styles.good)} aria-hidden />,
              `${serverLine(server.offer)}${server.offer.mfa === 'enforced' ? ` · ${enforcesMfa}` : ''}`,
            )}
            {url !== null &&
              isInClear(url) &&
              row(
                <LockOpenRegular className={mergeClasses(styles.icon, styles.warning)} aria-hidden />,
                inClear,
              )}
          </>
        );
      case 'none': {
        const { outcome } = server;
        // The question alone connects nobody.
        if (outcome.kind === 'connected') return null;
        const { title, advice, forAdministrator } = connectTrouble(outcome, 'mattermost');
        return (
          <>
            {row(
              warning,
              <>
                <strong>{title}</strong> {advice}
              </>,
            )}
            {forAdministrator !== undefined && (
              <Text size={200} className={mergeClasses(styles.text, styles.below)}>
                <strong>{forAdministratorWords.lead}</strong> {forAdministrator}
              </Text>
            )}
            {outcome.kind === 'redirected' && (
              <Button
                className={styles.action}
                onClick={() => take(outcome.to)}
                disabled={disabled}
                data-testid="use-address"
              >
                {takeAddress(outcome.to)}
              </Button>
            )}
          </>
        );
      }
    }
  };
  return (
    <div className={styles.line} role="status" data-testid="server-line">
      {content()}
    </div>
  );
};
