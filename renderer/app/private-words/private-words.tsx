/** What a service has said to the user alone in a conversation or thread, above its writing box. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular, EyeOffRegular } from '@fluentui/react-icons';
import type { AccountId, ConversationId, MessageId, PersonId } from '../../model/index.ts';
import { wantWordsDismissed, type PrivateWordsRow } from '../../store/index.ts';
import { MessageBody, useBody } from '../message/body.tsx';
import { say } from '../words/catalogue/say.ts';
import { useLocale } from '../words/locale.ts';
import { fullWhen } from '../words/when.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { usePrivateWords } from './private-words-provider.tsx';

const useStyles = makeStyles({
  all: {
    flexShrink: 0,
    maxHeight: '30vh',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    paddingInline: '16px',
  },
  one: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '8px',
    marginBlock: '4px',
    padding: '6px 8px',
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  content: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  eye: { flexShrink: 0 },
});

interface Place {
  readonly conversation: { readonly id: ConversationId };
  readonly threadId: MessageId | '';
}

interface Properties {
  /** The places that are shown here: of a pair, both sides. */
  readonly places: readonly Place[];
  readonly me: ReadonlyMap<AccountId, PersonId>;
}

export const PrivateWords = ({ places, me }: Properties) => {
  const styles = useStyles();
  const here = usePrivateWords().filter(({ conversationId, message }) =>
    places.some(
      ({ conversation, threadId }) => conversation.id === conversationId && threadId === message.threadId,
    ),
  );
  return (
    // It is there before there are words, so that screen readers tell of them. Only what can be scrolled takes the focus of Tab.
    <div
      className={here.length > 0 ? styles.all : undefined}
      role="log"
      aria-label={say('private.label')}
      {...(here.length > 0 ? { tabIndex: 0 } : {})}
    >
      {here.map((row) => (
        <OneOfThem key={row.id} row={row} me={me.get(row.accountId) ?? null} />
      ))}
    </div>
  );
};

const OneOfThem = ({ row, me }: { row: PrivateWordsRow; me: PersonId | null }) => {
  const styles = useStyles();
  const { database, door, now } = useWorld();
  const locale = useLocale();
  const { body, more } = useBody(row.message);
  const dismiss = (): void => {
    wantWordsDismissed(database, row, now()).catch((error: unknown) =>
      logCaught(door, 'dismiss-private', error),
    );
  };
  return (
    <div className={styles.one} data-testid="private-words">
      <div className={styles.content}>
        <div className={styles.head} title={fullWhen(row.message.createdAt, locale)}>
          <EyeOffRegular className={styles.eye} aria-hidden />
          <span>{say('private.about')}</span>
        </div>
        <MessageBody message={row.message} body={body} me={me} more={more} />
      </div>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={say('private.dismiss')}
        title={say('private.dismiss')}
        onClick={dismiss}
      />
    </div>
  );
};
