/** The state of a message that is not sent yet: a mark beside it for short states, else a line with actions. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular, ClockRegular, ErrorCircleFilled } from '@fluentui/react-icons';
import { useHalts } from '../carrying/halts.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { useEditOutgoing, useOutgoingActions } from '../outgoing/use-outgoing-actions.ts';
import { outgoingActionWord, type OutgoingAction, outgoingStatus } from '../words/outgoing-sentences.ts';
import { useOfNow } from '../world/use-now.ts';
import { useStateLineStyles } from '../theme/state-line-styles.ts';

const useStyles = makeStyles({
  // In the empty margin of the row.
  mark: {
    position: 'absolute',
    insetInlineEnd: '-17px',
    bottom: '3px',
    display: 'flex',
    fontSize: '14px',
    color: tokens.colorNeutralForeground3,
    // A state that lasts only a moment is not shown.
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDuration: '0.2s',
    animationDelay: '0.6s',
    animationFillMode: 'backwards',
  },
});

export const OutgoingLine = ({ outgoing }: { outgoing: Outgoing }) => {
  const own = useStyles();
  const styles = useStateLineStyles();
  const act = useOutgoingActions();
  const edit = useEditOutgoing();
  const halt = useHalts().get(outgoing.accountId) ?? null;
  const { service, state, files } = outgoing;
  const nameOf = (file: string): string => files.find(({ id }) => id === file)?.name ?? '';
  const status = useOfNow((now) =>
    service === null ? null : outgoingStatus(state, { service, halt, now, nameOf }),
  );
  if (status === null) return null;
  const { tone, text, isBrief, actions } = status;
  const Icon = tone === 'error' ? ErrorCircleFilled : isMoving(state) ? ArrowSyncRegular : ClockRegular;
  if (isBrief)
    return (
      <span className={own.mark} role="img" aria-label={text} title={text}>
        <Icon aria-hidden />
      </span>
    );
  const offered = actions.filter((action) => action !== 'edit' || edit !== null);
  const press = (action: OutgoingAction): void => {
    if (action === 'edit') edit?.(outgoing);
    else act(action === 'cancel' ? 'delete' : action, outgoing);
  };
  return (
    <div className={mergeClasses(styles.line, styles[tone])} role={tone === 'error' ? 'alert' : undefined}>
      <span className={styles.icon} aria-hidden>
        <Icon />
      </span>
      <div>
        <span className={styles.text}>{text}</span>
        <span className={styles.actions}>
          {offered.map((action) => (
            <Button
              key={action}
              className={styles.action}
              size="small"
              appearance="subtle"
              onClick={({ currentTarget }) => {
                // The button vanishes with the line, so the message gets the focus.
                currentTarget.closest<HTMLElement>('[data-message-id]')?.focus({ preventScroll: true });
                press(action);
              }}
            >
              {outgoingActionWord(action)}
            </Button>
          ))}
        </span>
      </div>
    </div>
  );
};

const isMoving = ({ kind }: Outgoing['state']): boolean => kind === 'uploading' || kind === 'sending';
