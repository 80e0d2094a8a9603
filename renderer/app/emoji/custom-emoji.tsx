/**
 * A custom emoji in a line of text: its picture, as large as the text. If there is none (deleted, not fetched yet, off-line, no emoji at all,
 * or bytes that are no picture) its name is shown as it was typed.
 */
import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { AccountId } from '../../model/index.ts';
import { StillPicture } from './still-picture.tsx';
import { useStill } from '../theme/use-still.ts';
import { useWorld } from '../world/world.ts';

const useStyles = makeStyles({
  picture: {
    display: 'inline-block',
    width: '1.4em',
    height: '1.4em',
    objectFit: 'contain',
    verticalAlign: '-0.3em',
  },
});

interface Properties {
  readonly accountId: AccountId;
  /** Without colons. */
  readonly name: string;
  /** The name is written beside it, so a screen reader skips the picture. */
  readonly isDecoration?: boolean;
  readonly className?: string | undefined;
}

export const CustomEmoji = ({ accountId, name, isDecoration = false, className }: Properties) => {
  const { emoji } = useWorld();
  useEffect(() => emoji.show(accountId, name), [emoji, accountId, name]);
  const urlNow = useCallback(() => emoji.urlOf(accountId, name), [emoji, accountId, name]);
  const url = useSyncExternalStore(emoji.subscribe, urlNow, urlNow);
  const typed = `:${name}:`;
  if (url === null) return <TypedName {...{ typed, isDecoration }} />;
  // Another emoji in a reused row gets another element, so that the earlier picture is not shown.
  return <EmojiPicture key={url} {...{ url, typed, isDecoration, className }} />;
};

const TypedName = ({ typed, isDecoration }: { readonly typed: string; readonly isDecoration: boolean }) => (
  <span {...(isDecoration ? { 'aria-hidden': true } : {})}>{typed}</span>
);

interface PictureProperties extends Pick<Properties, 'isDecoration' | 'className'> {
  readonly url: string;
  readonly typed: string;
}

const EmojiPicture = ({ url, typed, isDecoration = false, className }: PictureProperties) => {
  const styles = useStyles();
  const isStill = useStill();
  const [isBroken, setBroken] = useState(false);
  const broken = useCallback(() => setBroken(true), []);
  if (isBroken) return <TypedName {...{ typed, isDecoration }} />;
  const label = isDecoration ? '' : typed;
  const look = mergeClasses(styles.picture, className);
  return isStill ? (
    <StillPicture className={look} title={typed} {...{ url, label, broken }} />
  ) : (
    <img className={look} src={url} alt={label} title={typed} draggable={false} onError={broken} />
  );
};
