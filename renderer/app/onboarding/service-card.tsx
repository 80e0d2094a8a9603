/** The frame of a card to connect one service: mark, name, description, form, and the outcome of the last attempt. */
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons';
import { useRef, type ReactNode } from 'react';
import type { Service } from '../../model/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { accountLabel } from '../words/account-names.ts';
import { connectTrouble, startOver } from '../words/connect-sentences.ts';
import { isolated, serviceName } from '../words/names.ts';
import { TroubleBar } from './trouble-bar.tsx';
import type { Connecting } from './use-connect.ts';
import { useFailedFocus } from './use-failed-focus.ts';
import { sayParts } from '../words/catalogue/say-parts.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '14px',
    padding: '24px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow4,
  },
  head: { display: 'flex', alignItems: 'center', gap: '12px' },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  about: { color: tokens.colorNeutralForeground3 },
  done: { display: 'flex', alignItems: 'center', gap: '8px' },
  doneIcon: { fontSize: '20px', color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  startOver: { alignSelf: 'flex-start' },
});

interface Properties {
  readonly service: Service;
  readonly about: string;
  readonly state: Connecting;
  /** Returns to the form after an outcome that a retry cannot solve. */
  readonly reset: () => void;
  /** The name of the connected account. It is shown instead of the form. */
  readonly done: string | null;
  readonly children: ReactNode;
}

export const ServiceCard = ({ service, about, state, reset, done, children }: Properties) => {
  const styles = useStyles();
  const card = useRef<HTMLElement>(null);
  useFailedFocus(state, card);
  const trouble = state.kind === 'trouble' ? connectTrouble(state.outcome, service) : null;
  const connected = state.kind === 'connected' ? accountLabel({ label: state.account.label, service }) : done;
  return (
    <section
      ref={card}
      className={styles.card}
      aria-label={serviceName(service)}
      data-testid={`connect-${service}`}
    >
      <div className={styles.head}>
        <ServiceMark service={service} size="large" />
        <div>
          <h2 className={styles.name}>{serviceName(service)}</h2>
          <Text size={200} className={styles.about}>
            {about}
          </Text>
        </div>
      </div>
      {connected !== null ? (
        <div className={styles.done} role="status">
          <CheckmarkCircleFilled className={styles.doneIcon} aria-hidden />
          <Text>{sayParts('onboarding.signed-in', { name: <strong>{isolated(connected)}</strong> })}</Text>
        </div>
      ) : (
        <>
          {trouble && <TroubleBar trouble={trouble} service={service} />}
          {trouble?.final === true ? (
            <Button className={styles.startOver} onClick={reset}>
              {startOver}
            </Button>
          ) : (
            children
          )}
        </>
      )}
    </section>
  );
};
