/** The sentence that comes first, with the one button that helps. An ended sign-in is the loudest: until somebody signs in, nothing is carried. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  ErrorCircleFilled,
  InfoFilled,
  PauseCircleFilled,
  WarningFilled,
} from '@fluentui/react-icons';
import type { Account, CarryPause, Service } from '../../model/index.ts';
import { useAccountActions } from '../accounts/actions.ts';
import { AccountAction } from '../status/account-action.tsx';
import { carryPauseSentence } from '../carrying/carry-pause-sentence.ts';
import { accountStatus, engineStatus } from '../words/account-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { useLocale } from '../words/locale.ts';
import { serviceName } from '../words/names.ts';
import { useWorld } from '../world/world.ts';
import type { RelayVerdict } from './verdict.ts';

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'flex-start',
    flexWrap: 'wrap',
    columnGap: '14px',
    rowGap: '10px',
    padding: '16px 20px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  icon: { fontSize: '24px', flexShrink: 0 },
  text: { flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  about: { margin: '4px 0 0', lineHeight: '20px', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', flexShrink: 0 },
  good: {},
  goodIcon: { color: tokens.colorStatusSuccessForeground1 },
  calm: {},
  calmIcon: { color: tokens.colorNeutralForeground3 },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderTopColor: tokens.colorStatusWarningBorder1,
    borderInlineEndColor: tokens.colorStatusWarningBorder1,
    borderBottomColor: tokens.colorStatusWarningBorder1,
    borderInlineStartColor: tokens.colorStatusWarningBorder1,
  },
  warningIcon: { color: tokens.colorStatusWarningForeground1 },
  error: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    // Also where the system chooses the colours, this one has the thickest border.
    borderTopWidth: '2px',
    borderInlineEndWidth: '2px',
    borderBottomWidth: '2px',
    borderInlineStartWidth: '2px',
    borderTopColor: tokens.colorStatusDangerForeground1,
    borderInlineEndColor: tokens.colorStatusDangerForeground1,
    borderBottomColor: tokens.colorStatusDangerForeground1,
    borderInlineStartColor: tokens.colorStatusDangerForeground1,
  },
  errorIcon: { color: tokens.colorStatusDangerForeground1 },
});

type Tone = 'good' | 'calm' | 'paused' | 'warning' | 'error';

interface Said {
  readonly tone: Tone;
  readonly title: string;
  readonly about: string;
}

const icons = {
  good: CheckmarkCircleFilled,
  calm: InfoFilled,
  paused: PauseCircleFilled,
  warning: WarningFilled,
  error: ErrorCircleFilled,
} as const;

/** What is said where one service, or both, have a problem. */
const ofServices = (
  services: readonly Service[],
  one: (service: string) => string,
  both: () => string,
): string => {
  const [first, second] = services;
  return first === undefined || second !== undefined ? both() : one(serviceName(first));
};

const saidOf = (verdict: RelayVerdict, pausedUntil: string): Said => {
  switch (verdict.kind) {
    case 'starting':
      return {
        tone: 'calm',
        title: say('relay.verdict.starting'),
        about: say('relay.verdict.starting.about'),
      };
    case 'stopped':
      return {
        tone: verdict.engine.kind === 'paused' ? 'paused' : 'error',
        title: say('relay.verdict.stopped'),
        about: engineStatus(verdict.engine).text,
      };
    case 'sign-in-missing':
      return {
        tone: 'warning',
        title: ofServices(
          verdict.services,
          (service) => say('relay.verdict.sign-in-missing', { service }),
          () => say('relay.verdict.sign-in-missing.both'),
        ),
        about: say('relay.verdict.sign-in-missing.about'),
      };
    case 'sign-in-expired':
      return {
        tone: 'error',
        title: ofServices(
          verdict.services,
          (service) => say('relay.verdict.sign-in-expired', { service }),
          () => say('relay.verdict.sign-in-expired.both'),
        ),
        about: '',
      };
    case 'handed-over':
      return {
        tone: 'paused',
        title: say('relay.verdict.handed-over'),
        about: say('relay.verdict.handed-over.about'),
      };
    case 'paused':
      return { tone: 'paused', title: pausedUntil, about: say('relay.verdict.paused.about') };
    case 'unreachable':
      return {
        tone: 'warning',
        title: ofServices(
          verdict.services,
          (service) => say('relay.verdict.unreachable', { service }),
          () => say('relay.verdict.unreachable.both'),
        ),
        about: say('relay.verdict.unreachable.about'),
      };
    case 'no-links':
      return {
        tone: 'calm',
        title: say('relay.verdict.no-links'),
        about: say('relay.verdict.no-links.about'),
      };
    case 'none-good':
      return {
        tone: 'warning',
        title: say('relay.verdict.none-good'),
        about: say('relay.verdict.none-good.about'),
      };
    case 'carries':
      return {
        tone: 'good',
        title: say('relay.verdict.carries'),
        about: say('relay.verdict.carries.about', { count: verdict.links }),
      };
    case 'other':
      return { tone: 'calm', title: say('relay.verdict.other'), about: say('relay.verdict.other.about') };
    case 'looking':
      return { tone: 'calm', title: say('relay.verdict.looking'), about: say('relay.verdict.looking.about') };
  }
};

interface Properties {
  readonly verdict: RelayVerdict;
  readonly accounts: readonly Account[];
  readonly pause: CarryPause;
}

export const VerdictBanner = ({ verdict, accounts, pause }: Properties) => {
  const styles = useStyles();
  const locale = useLocale();
  const { now } = useWorld();
  const { add } = useAccountActions();
  const paused = pause.kind === 'none' ? '' : carryPauseSentence(pause, now(), locale);
  const { tone, title, about } = saidOf(verdict, paused);
  const look = tone === 'paused' ? 'warning' : tone;
  const Icon = icons[tone];
  const expired =
    verdict.kind === 'sign-in-expired'
      ? accounts.filter(({ service }) => verdict.services.includes(service))
      : [];
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={mergeClasses(styles.banner, styles[look])}
      data-testid="relay-verdict"
      data-verdict={verdict.kind}
    >
      <Icon className={mergeClasses(styles.icon, styles[`${look}Icon`])} aria-hidden />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {about !== '' && <p className={styles.about}>{about}</p>}
        {expired.map((account) => {
          const { text, advice } = accountStatus(account, null, now());
          return (
            <p key={account.id} className={styles.about}>
              {text} {advice}
            </p>
          );
        })}
      </div>
      <div className={styles.actions}>
        {expired.map((account) => (
          <AccountAction
            key={account.id}
            account={account}
            status={accountStatus(account, null, now())}
            className=""
          />
        ))}
        {verdict.kind === 'sign-in-missing' && (
          <Button appearance="primary" onClick={add}>
            {say('relay.account.sign-in')}
          </Button>
        )}
      </div>
    </div>
  );
};
