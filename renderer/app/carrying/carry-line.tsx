/** Below a message that is not on the other side yet: how it stands, why, and what one can do. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
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
import { useNow } from '../world/use-now.ts';
import type { Carry } from './carry.ts';
import { useHalts } from './halts.ts';
import { useCarryActions } from './use-carry-actions.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    gap: '6px',
    marginTop: '2px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '22px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  icon: { display: 'inline-flex', alignItems: 'center', height: '22px', fontSize: '14px', flexShrink: 0 },
  quiet: {},
  warning: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  action: { minWidth: 'auto', height: '22px', paddingInline: '6px' },
  // Together on the next line where they do not fit beside the sentence, in line with it.
  actions: { display: 'inline-flex', gap: '2px', marginInlineStart: '-6px' },
  text: { marginInlineEnd: '12px' },
});

type Underway = Extract<Carry, { kind: 'underway' }>;

export const CarryLine = ({ carry, message }: { carry: Underway; message: Message }) => {
  const styles = useStyles();
  const now = useNow(1_000);
  const act = useCarryActions();
  const status = carryStatus(carry.state, carry.to, useHalts().get(carry.account) ?? null, now);
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
