/** The cards of onboarding in a dialog: to add an account, or to sign one in again. */
import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { Account } from '../../model/index.ts';
import { KeyringNotice } from '../onboarding/KeyringNotice.tsx';
import { MattermostCard } from '../onboarding/MattermostCard.tsx';
import { TeamsCard } from '../onboarding/TeamsCard.tsx';
import { usePreset } from '../onboarding/use-preset.ts';
import { serviceName } from '../words/names.ts';

const useStyles = makeStyles({
  wide: { maxWidth: '860px' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: '16px',
    paddingTop: '8px',
  },
});

/** `account` null adds one; else that one is signed in again. */
export const ConnectDialog = ({ account, close }: { account: Account | null; close: () => void }) => {
  const styles = useStyles();
  const preset = usePreset();
  if (preset === undefined) return null;
  const title = account === null ? 'Add an account' : `Sign in to ${serviceName(account.service)} again`;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface className={account === null ? styles.wide : ''}>
        <DialogBody>
          <DialogTitle
            action={
              <Button appearance="subtle" icon={<DismissRegular />} aria-label="Close" onClick={close} />
            }
          >
            {title}
          </DialogTitle>
          <DialogContent>
            <KeyringNotice />
            <div className={styles.cards}>
              {account?.service !== 'mattermost' && (
                <TeamsCard preset={preset} account={account} connected={close} done={null} />
              )}
              {account?.service !== 'teams' && (
                <MattermostCard preset={preset} account={account} connected={close} done={null} />
              )}
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
