/** A message's body: the first part at once, more of a very long one on request. */
import { Button, makeStyles } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Message, PersonId } from '../../model/index.ts';
import { useSite } from '../accounts/sites.ts';
import { firstPart, furtherPart, rememberedBody, richBody } from '../rich/body.ts';
import type { RichBody } from '../rich/nodes.ts';
import { humanSize } from '../words/size.ts';
import { RichText } from './rich-text.tsx';

const useStyles = makeStyles({ more: { marginTop: '4px', marginInlineStart: '-8px' } });

/** The body to draw and how to take in more of it. */
export const useBody = (
  message: Message,
  me: PersonId | null,
): { readonly body: RichBody; readonly more: () => void } => {
  const [parts, setParts] = useState(0);
  const site = useSite(message.accountId);
  const body = useMemo(
    () =>
      parts === 0
        ? rememberedBody(message, me, site)
        : richBody(message, me, firstPart + parts * furtherPart, site),
    [message, me, parts, site],
  );
  return { body, more: () => setParts((before) => before + 1) };
};

interface Properties {
  readonly message: Message;
  readonly body: RichBody;
  readonly more: () => void;
}

export const Body = ({ message, body, more }: Properties) => {
  const styles = useStyles();
  if (body.nodes.length === 0) return null;
  return (
    <>
      <RichText nodes={body.nodes} message={message} jumbo={body.jumbo} />
      {body.left > 0 && (
        <Button className={styles.more} size="small" appearance="subtle" onClick={more}>
          Show more of this long message ({humanSize(body.left)} left)
        </Button>
      )}
    </>
  );
};
