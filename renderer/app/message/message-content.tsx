/** Everything below the author's line: quote, text, files, cards, reactions; or that it was deleted. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import type { Message, PersonId } from '../../model/index.ts';
import type { Document } from '../../text/document/index.ts';
import { DocumentView } from '../rich/document-view.tsx';
import { picturesIn } from '../rich/pictures-in.ts';
import type { People } from '../words/names.ts';
import { fullWhen } from '../words/when.ts';
import { Attachments } from './attachments.tsx';
import { MessageBody, useBody } from './body.tsx';
import { Files } from './files.tsx';
import { Reactions } from './reactions.tsx';
import { useLocale } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  deleted: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    fontStyle: 'italic',
    lineHeight: '21px',
    color: tokens.colorNeutralForeground3,
  },
  edited: { fontSize: '11px', color: tokens.colorNeutralForeground3 },
});

interface Properties {
  readonly message: Message;
  readonly people: People;
  readonly me: PersonId | null;
  /** The text of an edit that is being saved; null for the message's own text. */
  readonly instead?: Document | null;
}

export const MessageContent = ({ message, people, me, instead = null }: Properties) => {
  const styles = useStyles();
  const locale = useLocale();
  const { body, more } = useBody(message);
  if (message.deletedAt !== null) {
    return (
      <div
        className={styles.deleted}
        title={say('message.deleted-at', { when: fullWhen(message.deletedAt, locale) })}
      >
        <DeleteRegular aria-hidden /> {say('message.deleted')}
      </div>
    );
  }
  return (
    <>
      <Attachments message={message} forwarded={body.forwarded} me={me} which="above" />
      {instead === null ? (
        <MessageBody message={message} body={body} me={me} more={more} />
      ) : (
        <DocumentView document={instead} message={message} me={me} />
      )}
      {message.editedAt !== null && (
        <div
          className={styles.edited}
          title={say('message.edited-at', { when: fullWhen(message.editedAt, locale) })}
        >
          {say('message.edited')}
        </div>
      )}
      <Attachments message={message} forwarded={body.forwarded} me={me} which="below" />
      <Files message={message} shown={picturesIn([body.document, ...body.forwarded.values()])} />
      <Reactions accountId={message.accountId} reactions={message.reactions} people={people} me={me} />
    </>
  );
};
