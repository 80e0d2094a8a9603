/** A line below a message that is not on the other side yet: its state, the reason, and what the user can do. */
import { Button, mergeClasses } from '@fluentui/react-components';
import {
  ArrowSyncRegular,
  ClockRegular,
  ErrorCircleFilled,
  SubtractCircleRegular,
  WarningRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Message } from '../../model/index.ts';
import { actionWord, carryStatus, type CarryStatus } from '../words/carry-sentences.ts';
import { useOfNow } from '../world/use-now.ts';
import type { Carry } from './carry.ts';
import { useCarryHalts } from './halts.ts';
import { useCarryActions } from './use-carry-actions.ts';
import { useStateLineStyles } from '../theme/state-line-styles.ts';

type Underway = Extract<Carry, { kind: 'underway' }>;

export const CarryLine = ({ carry, message }: { carry: Underway; message: Message }) => {
  const styles = useStateLineStyles();
  const act = useCarryActions();
  const halt = useCarryHalts().get(carry.account) ?? null;
  const status = useOfNow((now) => carryStatus(carry.state, carry.to, halt, now));
  const { accountId, conversationId } = message;
  return (
    <div className={mergeClasses(styles.line, styles[status.tone])} data-testid="carry">
      <span className={styles.icon} aria-hidden>
        {iconOf(carry.state.kind, status.tone)}
      </span>
      <div>
        <span className={styles.text}>{status.text}</span>
        {status.actions.length > 0 && (
          <span className={styles.actions}>
            {status.actions.map((action) => (
              <Button
                key={action}
                className={styles.action}
                size="small"
                appearance="subtle"
                onClick={() => act(action, [{ id: carry.messageId, accountId, conversationId }])}
              >
                {actionWord(action)}
              </Button>
            ))}
          </span>
        )}
      </div>
    </div>
  );
};

const iconOf = (kind: Underway['state']['kind'], tone: CarryStatus['tone']): ReactElement => {
  if (kind === 'discarded') return <SubtractCircleRegular />;
  if (kind === 'failed') return tone === 'error' ? <ErrorCircleFilled /> : <WarningRegular />;
  return tone === 'warning' || kind === 'queued' ? <ClockRegular /> : <ArrowSyncRegular />;
};
