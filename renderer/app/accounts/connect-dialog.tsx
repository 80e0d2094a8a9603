/** The cards of onboarding in a dialog: to add an account, to sign one in again, or to ask for more of Teams. */
import { DialogBody, DialogContent, DialogSurface, makeStyles } from '@fluentui/react-components';
import type { Preset } from '../../../preload/contract/preset.ts';
import type { Account, Service, TeamsFeature } from '../../model/index.ts';
import { KeyringNotice } from '../onboarding/keyring-notice.tsx';
import { MattermostCard } from '../onboarding/mattermost-card.tsx';
import { TeamsCard } from '../onboarding/teams-card.tsx';
import { askFor, otherOrganisation } from '../words/feature-sentences.ts';
import { serviceName, servicesNames } from '../words/names.ts';
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
  /** The organisation asks for these. */
  | { readonly kind: 'missing'; readonly services: readonly Service[] }
  | { readonly kind: 'again'; readonly account: Account }
  /** An account of Teams that lacks this. */
  | { readonly kind: 'ask'; readonly account: Account; readonly feature: TeamsFeature }
  /** One more account of Teams, in another organisation. */
  | { readonly kind: 'organisation' };

const titleOf = (purpose: ConnectPurpose): string => {
  switch (purpose.kind) {
    case 'add':
      return say('account.connect.add');
    case 'missing':
      return say('connect-ask.title', { services: servicesNames(purpose.services) });
    case 'again':
      return say('account.connect.again', { service: serviceName(purpose.account.service) });
    case 'ask':
      return askFor(purpose.feature);
    case 'organisation':
      return otherOrganisation.title;
  }
};

/** The services whose cards are shown. */
const servicesOf = (purpose: ConnectPurpose): readonly Service[] => {
  switch (purpose.kind) {
    case 'add':
      return ['teams', 'mattermost'];
    case 'missing':
      return purpose.services;
    case 'again':
    case 'ask':
      return [purpose.account.service];
    case 'organisation':
      return ['teams'];
  }
};

interface Properties {
  readonly preset: Preset;
  readonly purpose: ConnectPurpose;
  readonly close: () => void;
}

export const ConnectDialog = ({ preset, purpose, close }: Properties) => {
  const styles = useStyles();
  const account = purpose.kind === 'again' || purpose.kind === 'ask' ? purpose.account : null;
  const services = servicesOf(purpose);
  return (
    <Modal close={close}>
      <DialogSurface className={services.length > 1 ? styles.wide : ''}>
        <DialogBody>
          <ClosableTitle close={close}>{titleOf(purpose)}</ClosableTitle>
          <DialogContent>
            <KeyringNotice />
            <div className={styles.cards}>
              {services.includes('teams') && (
                <TeamsCard
                  preset={preset}
                  account={account}
                  purpose={purpose.kind === 'ask' || purpose.kind === 'organisation' ? purpose : null}
                  connected={close}
                  done={null}
                />
              )}
              {services.includes('mattermost') && (
                <MattermostCard preset={preset} account={account} connected={close} done={null} />
              )}
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
