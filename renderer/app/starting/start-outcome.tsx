/** Shows the progress of a wanted conversation: that a service is asked, opens it when it exists, or says why it failed. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Spinner,
  Textarea,
} from '@fluentui/react-components';
import { useEffect, useMemo } from 'react';
import type { ConversationId, Service } from '../../model/index.ts';
import {
  readPeople,
  readStarts,
  seenStart,
  wantStartTriedAgain,
  type StartIntent,
} from '../../store/index.ts';
import { plainOfDocument } from '../../text/document/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { KeepingPlace } from '../keeping/keeping-place.tsx';
import { NotKept } from '../keeping/not-kept.tsx';
import { useKeep } from '../keeping/use-keep.ts';
import { useLeading } from '../navigation/use-leading.ts';
import { query } from '../queries/query.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import { peopleList } from '../words/names.ts';
import { startFailureSentence } from './start-sentences.ts';
import { useTypedMeanwhile } from './use-typed-meanwhile.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '460px' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px', overflowWrap: 'anywhere' },
});

const startsQuery = query('starts', ['intents'], readStarts);

interface Properties {
  readonly directory: Directory;
  /** `typed`: what the user has typed for it meanwhile. */
  readonly open: (id: ConversationId, typed: string) => void;
  /** What the user has typed before the dialog was there (`use-typed-ahead.ts`). */
  readonly takeTyped: () => string;
}

/** Shows the oldest wanted one; the others follow after it. */
export const StartOutcome = ({ directory, open, takeTyped }: Properties) => {
  const [row] = useQuery(startsQuery) ?? [];
  const { all, accounts } = directory;
  const account = accounts.find(({ id }) => id === row?.accountId);
  if (!row || !account) return null;
  const made = row.outcome?.kind === 'made' ? row.outcome.conversationId : null;
  return (
    <KeepingPlace key={row.id}>
      <StartDialog
        row={row}
        service={account.service}
        here={all.some(({ id }) => id === made) ? made : null}
        open={open}
        takeTyped={takeTyped}
      />
    </KeepingPlace>
  );
};

const stay = (): void => undefined;

interface DialogProperties extends Pick<Properties, 'open' | 'takeTyped'> {
  readonly row: StartIntent;
  readonly service: Service;
  /** The conversation, when it is in the mirror. */
  readonly here: ConversationId | null;
}

const StartDialog = ({ row, service, here, open, takeTyped }: DialogProperties) => {
  const styles = useStyles();
  const { database } = useWorld();
  const keep = useKeep();
  const { others, outcome, first } = row;
  const people = useQuery(
    useMemo(() => query('start-people', ['people'], (tables) => readPeople(tables, others)), [others]),
  );
  const names = peopleList(others, people ?? new Map());
  const { typed, setTyped, newest, dialogId, field } = useTypedMeanwhile(takeTyped);
  const discardsNothing = first === null && (typed ?? '') === '';
  // It is opened after the dialog has closed, because elements below a dialog get no focus.
  const { outcome: after, leadTo } = useLeading();
  useEffect(() => {
    if (here === null || after.current !== null) return;
    leadTo((ahead) => open(here, newest.current + ahead));
    void keep('start-left', seenStart(database, row));
  }, [here, open, row, database, keep, after, leadTo, newest]);
  const letGo = (): void => {
    void keep('start-seen', seenStart(database, row));
  };
  const failure = outcome?.kind === 'failed' ? outcome.failure : null;
  return (
    // Esc discards no text: only the button that says so does.
    <Modal modalType="alert" close={discardsNothing ? letGo : stay} outcome={after}>
      <DialogSurface id={dialogId} className={styles.surface} data-testid="start-outcome">
        <DialogBody>
          <DialogTitle>
            {failure === null ? say('starting.opening', { names }) : say('starting.failed', { names })}
          </DialogTitle>
          <DialogContent className={styles.content}>
            {failure === null ? (
              <Spinner size="small" />
            ) : (
              <span role="alert">{startFailureSentence(failure, service)}</span>
            )}
            {failure !== null && first !== null && (
              <span>{say('starting.kept', { text: plainOfDocument(first.text.document) })}</span>
            )}
            {typed !== null && (
              <Field label={say('starting.meanwhile')}>
                <Textarea
                  textarea={{ ref: field }}
                  value={typed}
                  onChange={(_, { value }) => setTyped(value)}
                  rows={2}
                />
              </Field>
            )}
            <NotKept />
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={letGo}>
              {discardsNothing ? say('starting.let-go') : say('starting.let-go-message')}
            </Button>
            {failure !== null && (
              <Button
                appearance="primary"
                onClick={() => {
                  void keep('start-again', wantStartTriedAgain(database, row));
                }}
              >
                {say('starting.try-again')}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
