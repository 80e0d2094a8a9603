/** A person's initials on a colour that is theirs everywhere: it follows the name, so that it is the same on both services. */
import { Avatar, type AvatarProps } from '@fluentui/react-components';
import { BotRegular } from '@fluentui/react-icons';
import type { Presence } from '../../model/index.ts';
import { presenceStatus } from '../presence/presence-words.ts';
import { english } from '../words/locale.ts';

interface Properties {
  readonly name: string;
  readonly size: NonNullable<AvatarProps['size']>;
  readonly presence?: Presence | undefined;
  readonly bot?: boolean;
}

/** Hidden from screen readers: the name always stands beside it. */
export const PersonAvatar = ({ name, size, presence, bot = false }: Properties) => {
  const status = presenceStatus(presence);
  return (
    <Avatar
      aria-hidden
      name={name}
      size={size}
      color="colorful"
      idForColor={english.fold(name)}
      {...(bot ? { icon: <BotRegular />, initials: '' } : {})}
      {...(status === null ? {} : { badge: { status, outOfOffice: status === 'out-of-office' } })}
    />
  );
};
