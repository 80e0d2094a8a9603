/** A message's body: the first part at once, more of a very long one on request. */
import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Message, PersonId } from '../../model/index.ts';
import { useSite } from '../directory/sites.ts';
import { DocumentView } from '../rich/document-view.tsx';
import type { ShownBody } from '../world/shown-body.ts';
import { humanSize } from '../words/size.ts';
import { useWorld } from '../world/world.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({ more: { marginTop: '4px', marginInlineStart: '-8px' } });

/** The body to draw and how to take in more of it. */
export const useBody = (message: Message): { readonly body: ShownBody; readonly more: () => void } => {
  const [parts, setParts] = useState(1);
  const site = useSite(message.accountId);
  const { bodies } = useWorld();
  const more = (): void => {
    // Read here, not while drawing.
    bodies.of(message, parts + 1, site);
    setParts(parts + 1);
  };
  return { body: bodies.of(message, parts, site), more };
};

interface Properties {
  readonly message: Message;
  readonly body: ShownBody;
  readonly me: PersonId | null;
  readonly more: () => void;
}

export const MessageBody = ({ message, body, me, more }: Properties) => {
  const styles = useStyles();
  if (body.document.blocks.length === 0 && body.left === 0) return null;
  return (
    <>
      <DocumentView document={body.document} message={message} me={me} jumbo={body.jumbo} />
      {body.left > 0 && (
        <Button className={styles.more} size="small" appearance="subtle" onClick={more}>
          {say('message.show-more', { size: humanSize(body.left) })}
        </Button>
      )}
    </>
  );
};
