/** The cards of onboarding in a dialog: to add an account, to sign one in again, or to ask for more of Teams. */
import { DialogBody, DialogContent, DialogSurface, makeStyles } from '@fluentui/react-components';
import type { Account, TeamsFeature } from '../../model/index.ts';
import { KeyringNotice } from '../onboarding/keyring-notice.tsx';
import { MattermostCard } from '../onboarding/mattermost-card.tsx';
import { TeamsCard } from '../onboarding/teams-card.tsx';
import { usePreset } from '../onboarding/use-preset.ts';
import { askFor, otherOrganisation } from '../words/feature-sentences.ts';
import { serviceName } from '../words/names.ts';
import { ClosableTitle } from '../theme/closable-title.tsx';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  wide: { maxWidth: '860px' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: '16px',
    paddingTop: '8px',
  },
});

/** Why an account is connected. */
export type ConnectPurpose =
  | { readonly kind: 'add' }
  | { readonly kind: 'again'; readonly account: Account }
  /** An account of Teams that lacks this. */
  | { readonly kind: 'ask'; readonly account: Account; readonly feature: TeamsFeature }
  /** One more account of Teams, in another organisation. */
  | { readonly kind: 'organisation' };

const titleOf = (purpose: ConnectPurpose): string => {
  switch (purpose.kind) {
    case 'add':
      return say('account.connect.add');
    case 'again':
      return say('account.connect.again', { service: serviceName(purpose.account.service) });
    case 'ask':
      return askFor(purpose.feature);
    case 'organisation':
      return otherOrganisation.title;
  }
};

interface Properties {
  readonly purpose: ConnectPurpose;
  readonly close: () => void;
}

export const ConnectDialog = ({ purpose, close }: Properties) => {
  const styles = useStyles();
  const preset = usePreset();
  if (preset === undefined) return null;
  const account = purpose.kind === 'again' || purpose.kind === 'ask' ? purpose.account : null;
  const onlyTeams = purpose.kind === 'organisation' || account?.service === 'teams';
  return (
    <Modal close={close}>
      <DialogSurface className={purpose.kind === 'add' ? styles.wide : ''}>
        <DialogBody>
          <ClosableTitle close={close}>{titleOf(purpose)}</ClosableTitle>
          <DialogContent>
            <KeyringNotice />
            <div className={styles.cards}>
              {account?.service !== 'mattermost' && (
                <TeamsCard
                  preset={preset}
                  account={account}
                  purpose={purpose.kind === 'ask' || purpose.kind === 'organisation' ? purpose : null}
                  connected={close}
                  done={null}
                />
              )}
              {!onlyTeams && (
                <MattermostCard preset={preset} account={account} connected={close} done={null} />
              )}
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
