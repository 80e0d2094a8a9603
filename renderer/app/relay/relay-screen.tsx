/** What the window shows where this desktop is the organisation's relay: how it stands, instead of conversations. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Account, CarryPause } from '../../model/index.ts';
import { CarryPauseButton } from '../carrying/carry-pause-button.tsx';
import { NotKept } from '../keeping/not-kept.tsx';
import { KeyringNotice } from '../onboarding/keyring-notice.tsx';
import { BridgeMark } from '../theme/bridge-mark.tsx';
import { say } from '../words/catalogue/say.ts';
import { useOfNow } from '../world/use-now.ts';
import { AccountsCard } from './accounts-card.tsx';
import { CarryingCard } from './carrying-card.tsx';
import { HandOver } from './hand-over.tsx';
import { InvitationsCard } from './invitations-card.tsx';
import { LimitsCard } from './limits-card.tsx';
import { LinksCard } from './links-card.tsx';
import { ProblemsCard } from './problems-card.tsx';
import { PutAsideCard } from './put-aside-card.tsx';
import { useLinkReports, useRelayEngine, useRelayHealth } from './use-relay.ts';
import { VerdictBanner } from './verdict-banner.tsx';
import { relayVerdict } from './verdict.ts';

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '8px 12px',
    minHeight: '60px',
    flexShrink: 0,
    padding: '8px 20px',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    flex: '1 1 auto',
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  scroller: { flexGrow: 1, minHeight: 0, overflowY: 'auto', scrollbarWidth: 'thin' },
  column: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    maxWidth: '1000px',
    margin: '0 auto',
    padding: '16px 20px 32px',
    '@media (max-width: 520px)': { padding: '12px 12px 24px' },
  },
});

const notPaused: CarryPause = { kind: 'none' };

export const RelayScreen = ({ accounts }: { readonly accounts: readonly Account[] }) => {
  const styles = useStyles();
  const engine = useRelayEngine();
  const links = useLinkReports();
  const then = useRelayHealth();
  const note = engine?.relay;
  const pause = engine?.carryPause ?? notPaused;
  const counts = links && { all: links.length, carried: links.filter(({ carried }) => carried).length };
  const verdict = useOfNow((now) => relayVerdict({ accounts, engine, links: counts, now }));
  useEffect(() => {
    document.title = say('relay.title');
  }, []);
  return (
    <div className={styles.screen} data-testid="relay-screen">
      <header className={styles.header}>
        <BridgeMark size={28} />
        <h1 className={styles.title}>{say('relay.title')}</h1>
        {accounts.length > 0 && (
          <div className={styles.actions}>
            {pause.kind !== 'handed-over' && <CarryPauseButton />}
            <HandOver pause={pause} />
          </div>
        )}
      </header>
      <NotKept />
      <main className={styles.scroller} tabIndex={0} aria-label={say('relay.title')}>
        <div className={styles.column}>
          <KeyringNotice />
          <VerdictBanner verdict={verdict} accounts={accounts} pause={pause} />
          <AccountsCard accounts={accounts} engine={engine?.state ?? null} />
          <CarryingCard then={then} />
          {links && <ProblemsCard links={links} />}
          {links && <LinksCard links={links} />}
          {note && note.invitations.kind !== 'nobody' && <InvitationsCard note={note.invitations} />}
          {note && note.limits.length > 0 && <LimitsCard limits={note.limits} />}
          {links && then && <PutAsideCard links={links} discarded={then.health.discarded} />}
        </div>
      </main>
    </div>
  );
};
