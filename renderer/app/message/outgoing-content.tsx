/** The content and the state of a message that is not sent yet. It has the size that the sent message will have. */
import { makeStyles } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Message, PersonId } from '../../model/index.ts';
import { countEmoji, isOnlyEmoji } from '../../text/emoji-count.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { DocumentView } from '../rich/document-view.tsx';
import { OutgoingFiles } from './outgoing-files.tsx';
import { OutgoingLine } from './outgoing-line.tsx';

const useStyles = makeStyles({ content: { position: 'relative' } });

interface Properties {
  readonly outgoing: Outgoing;
  /** The stand-in for the later message. */
  readonly message: Message;
  readonly me: PersonId | null;
}

export const OutgoingContent = ({ outgoing, message, me }: Properties) => {
  const styles = useStyles();
  const { document } = outgoing.text;
  // As a message of the services is (world/shown-body.ts).
  const jumbo = useMemo(
    () =>
      document.blocks.every(({ kind }) => kind === 'paragraph') &&
      isOnlyEmoji(message.plain) &&
      countEmoji(message.plain) <= 3,
    [document, message.plain],
  );
  return (
    <div className={styles.content} data-testid="outgoing" data-state={outgoing.state.kind}>
      {document.blocks.length > 0 && (
        <DocumentView document={document} message={message} me={me} jumbo={jumbo} />
      )}
      <OutgoingFiles files={outgoing.files} />
      <OutgoingLine outgoing={outgoing} />
    </div>
  );
};
