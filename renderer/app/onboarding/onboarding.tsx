/** The first screen: two cards, one for each service. It also stands before the main screen until what the preset requires is connected. */
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Preset } from '../../../preload/contract/preset.ts';
import type { Account, Service } from '../../model/index.ts';
import { BridgeMark } from '../theme/bridge-mark.tsx';
import { ConnectReasons } from './connect-reasons.tsx';
import { KeyringNotice } from './keyring-notice.tsx';
import { MattermostCard } from './mattermost-card.tsx';
import { TeamsCard } from './teams-card.tsx';
import { accountLabel } from '../words/account-names.ts';
import { say } from '../words/catalogue/say.ts';
import { servicesNames } from '../words/names.ts';

const useStyles = makeStyles({
  screen: {
    height: '100%',
    overflowY: 'auto',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: '24px',
    maxWidth: '860px',
    minHeight: '100%',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: 'clamp(24px, 9vh, 96px) 24px 32px',
  },
  head: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '10px', textAlign: 'center' },
  title: {
    margin: '6px 0 0',
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
  },
  about: { maxWidth: '52ch', textAlign: 'center', color: tokens.colorNeutralForeground3 },
  reasons: { maxWidth: '62ch', textAlign: 'start', color: tokens.colorNeutralForeground2 },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
    gap: '20px',
    alignItems: 'start',
  },
  foot: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '12px',
    color: tokens.colorNeutralForeground3,
    textAlign: 'center',
  },
});

interface Properties {
  readonly accounts: readonly Account[];
  readonly preset: Preset;
  /** The services that are still required. As long as there is one, the user cannot go on without it. */
  readonly required: readonly Service[];
  readonly finish: () => void;
  /** Below the cards. */
  readonly children: ReactNode;
}

export const Onboarding = ({ accounts, preset, required, finish, children }: Properties) => {
  const styles = useStyles();
  const [fresh, setFresh] = useState<ReadonlySet<Service>>(new Set());
  const connected = (service: Service) => (): void => {
    const both = new Set([...fresh, ...accounts.map((account) => account.service), service]);
    setFresh((before) => new Set([...before, service]));
    if (both.size === 2) finish();
  };
  const done = (service: Service): string | null => {
    const account = accounts.find((one) => one.service === service);
    return account === undefined ? null : accountLabel(account);
  };
  const one = fresh.size > 0 || accounts.length > 0;
  const isRequired = required.length > 0;
  const services = servicesNames(required);
  return (
    <div className={styles.screen} data-testid="onboarding">
      <main className={styles.column}>
        <div className={styles.head}>
          <BridgeMark size={48} />
          <h1 className={styles.title}>
            {isRequired && accounts.length > 0
              ? say('onboarding.required.title', { services })
              : say('onboarding.title')}
          </h1>
          <Text size={400} className={styles.about}>
            {isRequired ? say('onboarding.required.about', { services }) : say('onboarding.about')}
          </Text>
          {isRequired && (
            <div className={styles.reasons}>
              <ConnectReasons />
            </div>
          )}
        </div>
        <KeyringNotice />
        <div className={styles.cards}>
          <TeamsCard preset={preset} account={null} connected={connected('teams')} done={done('teams')} />
          <MattermostCard
            preset={preset}
            account={null}
            connected={connected('mattermost')}
            done={done('mattermost')}
          />
        </div>
        <div className={styles.foot}>
          {isRequired && accounts.length > 0 && <Text>{say('onboarding.required.meanwhile')}</Text>}
          {children}
          {one && !isRequired && (
            <Button size="large" onClick={finish}>
              {say('onboarding.continue-with-one')}
            </Button>
          )}
          <Text size={200}>{say('onboarding.where-kept')}</Text>
        </div>
      </main>
    </div>
  );
};
