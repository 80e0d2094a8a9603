/** Asks with which conversation of the other service to link, stores the intent, and shows its outcome. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { type Conversation, type ConversationId, isUpToDate, otherService } from '../../model/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { linkFailureSentence } from '../words/link-sentences.ts';
import { conversationName, isolated, serviceName } from '../words/names.ts';
import { candidatesFor, type Candidate } from './candidates.ts';
import { CandidateSearch } from './candidate-search.tsx';
import { linkWish, useLinkActions, useLinkIntents } from './use-link-intents.ts';
import { caughtBy, logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { useDialogStyles } from '../theme/dialog-styles.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import { sayParts } from '../words/catalogue/say-parts.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  content: { display: 'flex', flexDirection: 'column', gap: '12px', paddingBottom: '8px' },
  about: { color: tokens.colorNeutralForeground2 },
  outcome: { display: 'flex', alignItems: 'center', gap: '10px', minHeight: '64px' },
  done: { color: tokens.colorStatusSuccessForeground1, fontSize: '24px', flexShrink: 0 },
});

interface Properties {
  readonly conversation: Conversation;
  readonly directory: Directory;
  readonly close: () => void;
}

export const LinkDialog = ({ conversation, directory, close }: Properties) => {
  const styles = useStyles();
  const { body } = useDialogStyles();
  const { door } = useWorld();
  const { link, seen } = useLinkActions();
  const intents = useLinkIntents() ?? [];
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const [state, setState] = useState<'choosing' | 'sent' | 'not-stored'>('choosing');
  const name = nameOf(conversation, directory);
  const candidates = useMemo(
    () => candidatesFor(conversation, name, directory),
    [conversation, name, directory],
  );
  const wish = linkWish(intents, conversation.id);
  const existing = directory.links.find(
    ({ mattermost, teams, standing }) =>
      (mattermost === conversation.id || teams === conversation.id) && standing.kind !== 'contradicts',
  );
  const there = serviceName(otherService(conversation.service));
  const done = state === 'sent' && existing !== undefined;

  const send = (candidate: Candidate): void => {
    const other = candidate.conversation;
    const [mattermost, teams] =
      conversation.service === 'mattermost' ? [conversation, other] : [other, conversation];
    link(mattermost, teams.id).then(
      () => setState('sent'),
      (error: unknown) => {
        logCaught(door, 'make-link', error);
        setState('not-stored');
      },
    );
  };
  const failure = wish?.failure ?? null;
  const leave = (): void => {
    // The user has seen the refusal. If the disk is full, it is only shown once more.
    if (wish && failure) seen([wish]).catch(caughtBy(door, 'link-seen'));
    close();
  };
  const again = (): void => {
    if (wish) seen([wish]).catch(caughtBy(door, 'link-again'));
    setChosen(null);
    setState('choosing');
  };

  return (
    <Modal close={leave}>
      <DialogSurface className={styles.surface} data-testid="link-dialog">
        <DialogBody className={body}>
          <DialogTitle style={{ overflowWrap: 'anywhere' }}>
            {sayParts('link.dialog.title', { name: <bdi>{name}</bdi>, service: there })}
          </DialogTitle>
          <DialogContent className={styles.content}>
            {done ? (
              <div className={styles.outcome} role="status">
                <CheckmarkCircleFilled className={styles.done} aria-hidden />
                <Text>{say('link.dialog.done')}</Text>
              </div>
            ) : failure !== null ? (
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody>{linkFailureSentence(failure)}</MessageBarBody>
              </MessageBar>
            ) : wish !== null || state === 'sent' ? (
              <div className={styles.outcome} role="status">
                <Spinner size="small" />
                <Text>
                  {wish
                    ? say('link.dialog.linking', { name: isolated(otherName(wish, conversation, directory)) })
                    : say('link.dialog.sent', { service: there })}
                </Text>
              </div>
            ) : (
              <>
                <Text className={styles.about}>{say('link.dialog.about')}</Text>
                {state === 'not-stored' && (
                  <MessageBar intent="error">
                    <MessageBarBody>{say('link.not-stored')}</MessageBarBody>
                  </MessageBar>
                )}
                <CandidateSearch
                  candidates={candidates}
                  there={there}
                  complete={directory.accounts.every(({ state }) => isUpToDate(state))}
                  chosen={chosen?.conversation.id ?? null}
                  choose={setChosen}
                  confirm={send}
                />
              </>
            )}
          </DialogContent>
          <DialogActions fluid>
            {done || wish !== null || state === 'sent' ? (
              <>
                {failure !== null && (
                  <Button appearance="secondary" onClick={again}>
                    {say('link.dialog.another')}
                  </Button>
                )}
                <Button appearance="primary" onClick={leave}>
                  {say('action.close')}
                </Button>
              </>
            ) : (
              <>
                <Button appearance="secondary" onClick={leave}>
                  {say('action.cancel')}
                </Button>
                <Button
                  appearance="primary"
                  disabled={chosen === null}
                  onClick={() => chosen && send(chosen)}
                >
                  {say('link.dialog.submit')}
                </Button>
              </>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};

const nameOf = (conversation: Conversation, { accounts, people }: Directory): string =>
  conversationName(
    conversation,
    people,
    accounts.find(({ id }) => id === conversation.accountId)?.me ?? null,
  );

const otherName = (
  wish: { readonly conversationId: ConversationId; readonly teams: ConversationId },
  conversation: Conversation,
  directory: Directory,
): string => {
  const id = wish.teams === conversation.id ? wish.conversationId : wish.teams;
  const other = directory.all.find((one) => one.id === id);
  return other ? nameOf(other, directory) : '';
};
