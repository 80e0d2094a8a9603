/** A picture of a message, from the cache. Its place is kept free from the start. */
import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { ImageOffRegular, ImageRegular } from '@fluentui/react-icons';
import type { FileReference, Message } from '../../model/index.ts';
import { fileName, isolated } from '../words/names.ts';
import { picturePlace } from '../pictures/place.ts';
import { usePicture } from '../pictures/use-picture.ts';
import { useOpenLink } from '../world/use-open-link.ts';
import { safeHref } from './links.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  place: {
    display: 'inline-flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '4px',
    boxSizing: 'border-box',
    maxWidth: '100%',
    margin: '4px 0',
    padding: 0,
    overflow: 'hidden',
    verticalAlign: 'bottom',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontFamily: 'inherit',
  },
  opens: { cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  small: { border: 'none', backgroundColor: 'transparent', margin: '0 1px', verticalAlign: 'text-bottom' },
  image: { width: '100%', height: '100%', objectFit: 'contain', display: 'block' },
});

interface Properties {
  readonly file: FileReference;
  readonly message: Pick<Message, 'id' | 'accountId' | 'conversationId'>;
  /** Whether it is in the line of text (a custom emoji). */
  readonly small?: boolean;
  /** Whether it cannot be pressed (it is in a link). */
  readonly still?: boolean;
}

export const Picture = ({ file, message, small = false, still = false }: Properties) => {
  const styles = useStyles();
  const open = useOpenLink();
  const picture = usePicture(message, file);
  const place = small ? { width: 20, height: 20 } : picturePlace(file);
  const url = safeHref(file.webUrl);
  const name = isolated(fileName(file));
  const content =
    picture.kind === 'ready' ? (
      <img className={styles.image} src={picture.url} alt={name} draggable={false} />
    ) : small ? (
      <ImageRegular aria-label={name} />
    ) : picture.kind === 'loading' ? (
      <Spinner size="tiny" aria-label={say('message.picture.loading', { name })} />
    ) : (
      <>
        <ImageOffRegular fontSize={24} aria-hidden />
        <span>{say('message.picture.unavailable')}</span>
      </>
    );
  const style = { width: place.width, height: place.height };
  return url === null || small || still ? (
    <span className={mergeClasses(styles.place, small && styles.small)} style={style} title={name}>
      {content}
    </span>
  ) : (
    <button
      type="button"
      className={mergeClasses(styles.place, styles.opens)}
      style={style}
      title={say('message.picture.open', { name })}
      onClick={() => open(url)}
    >
      {content}
    </button>
  );
};
