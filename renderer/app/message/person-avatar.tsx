/**
 * A person's photo. If there is none, or the browser cannot draw it: their initials on a colour. The colour is made of the name, so that it is the
 * same on both services.
 */
import { mergeClasses } from '@fluentui/react-components';
import { BotRegular, PersonRegular } from '@fluentui/react-icons';
import type { Presence } from '../../model/index.ts';
import { PresenceMark } from '../presence/presence-mark.tsx';
import { avatarColours, useAvatarColours, useAvatarStyles } from '../theme/avatar-styles.ts';
import { colourOf, initialsOf } from '../theme/avatar-words.ts';
import { english } from '../words/locale.ts';
import { useWorld } from '../world/world.ts';

interface Properties {
  readonly name: string;
  /** px. */
  readonly size: 20 | 28 | 32 | 36;
  /** An address within the page. */
  readonly photo?: string | undefined;
  readonly presence?: Presence | undefined;
  readonly bot?: boolean;
  readonly className?: string | undefined;
}

/** Hidden from screen readers, because the name is always beside it. */
export const PersonAvatar = ({ name, size, photo, presence, bot = false, className }: Properties) => {
  const styles = useAvatarStyles();
  const { photos } = useWorld();
  const colours = useAvatarColours();
  const colour = avatarColours[colourOf(english.fold(name), avatarColours.length)] ?? 0;
  const letters = bot ? '' : initialsOf(name);
  const icon = bot ? <BotRegular /> : <PersonRegular />;
  return (
    <span
      className={mergeClasses(
        styles.box,
        styles[size],
        colours[colour],
        letters === '' && styles.icon,
        className,
      )}
      aria-hidden
    >
      {photo !== undefined ? (
        // Another photo gets another element, because a reused one shows the earlier photo until the new one is decoded.
        <img
          key={photo}
          className={styles.photo}
          src={photo}
          alt=""
          draggable={false}
          onError={() => photos.broken(photo)}
        />
      ) : letters === '' ? (
        icon
      ) : (
        letters
      )}
      <PresenceMark presence={presence} />
    </span>
  );
};
