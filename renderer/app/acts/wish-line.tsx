/** A line below a message with an open or refused wish: its state, the reason, and what the user can do. */
import { Button, mergeClasses } from '@fluentui/react-components';
import { ArrowSyncRegular, ClockRegular, ErrorCircleFilled } from '@fluentui/react-icons';
import { useState, type ReactElement } from 'react';
import type { Message, Service } from '../../model/index.ts';
import { refusedActSentence, wantedActWords, type WantedAct } from './act-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { useComposerHere } from './composer-here.ts';
import { useActs } from './use-acts.ts';
import type { RefusedAct, Wish } from './wishes.ts';
import { useStateLineStyles } from '../theme/state-line-styles.ts';

interface Properties {
  readonly message: Message;
  readonly wish: Wish;
  readonly service: Service;
}

export const WishLine = ({ message, wish, service }: Properties) => {
  const styles = useStateLineStyles();
  const under = underWay(wish);
  // A reaction and a pin show themselves. A line is needed only if they have to wait.
  const isSaid = wish.waits !== null || under === 'remove' || under === 'edit';
  const line = (key: string, icon: ReactElement, tone: 'error' | 'warning' | null, rest: ReactElement) => (
    <div key={key} className={mergeClasses(styles.line, tone !== null && styles[tone])} data-testid="wish">
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div>{rest}</div>
    </div>
  );
  return (
    <>
      {wish.refused.map((act) =>
        line(
          act.key,
          <ErrorCircleFilled />,
          'error',
          <>
            <span className={styles.text}>{refusedActSentence(act.act, act.reason, service)}</span>
            <RefusedActions act={act} message={message} />
          </>,
        ),
      )}
      {isSaid &&
        line(
          'under-way',
          wish.waits === null ? <ArrowSyncRegular /> : <ClockRegular />,
          wish.waits === null ? null : 'warning',
          <span className={styles.text}>{wantedActWords(under, wish.waits, service)}</span>,
        )}
    </>
  );
};

const underWay = ({ isRemoved, text, pinned }: Wish): WantedAct =>
  isRemoved ? 'remove' : text !== null ? 'edit' : pinned !== null ? 'pin' : 'react';

const RefusedActions = ({ act, message }: { act: RefusedAct; message: Message }) => {
  const styles = useStateLineStyles();
  const acts = useActs();
  const edit = useComposerHere()?.edit ?? null;
  const { text } = act;
  const [isStored, setStored] = useState(true);
  const button = (words: string, run: () => void) => (
    <Button className={styles.action} size="small" appearance="subtle" onClick={run}>
      {words}
    </Button>
  );
  return (
    <span className={styles.actions}>
      {button(
        act.reason.kind === 'edited-since' ? say('acts.save-anyway') : say('acts.try-again'),
        () => void acts.tryAgain(act).then(setStored),
      )}
      {edit && text !== null && button(say('acts.edit'), () => edit(message, text.document))}
      {button(say('acts.let-go'), () => void acts.letGo(act).then(setStored))}
      {!isStored && <span role="alert">{say('acts.not-stored')}</span>}
    </span>
  );
};
