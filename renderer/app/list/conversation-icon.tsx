/** The sign before a conversation's name: the other person with presence, a group, or the kind of channel. */
import { mergeClasses } from '@fluentui/react-components';
import {
  CalendarLtrRegular,
  LockClosedRegular,
  NumberSymbolRegular,
  PeopleRegular,
  ShareRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Conversation, Person, Presence } from '../../model/index.ts';
import { shownName } from '../directory/known-people.ts';
import { PersonAvatar } from '../message/person-avatar.tsx';
import { useAvatarStyles } from '../theme/avatar-styles.ts';

const icons: Readonly<Record<Exclude<Conversation['kind'], 'direct'>, ReactElement>> = {
  channel: <NumberSymbolRegular />,
  'private-channel': <LockClosedRegular />,
  'shared-channel': <ShareRegular />,
  group: <PeopleRegular />,
  meeting: <CalendarLtrRegular />,
};

interface Properties {
  readonly conversation: Pick<Conversation, 'kind' | 'id'>;
  readonly name: string;
  readonly person: Person | null;
  readonly photo?: string | undefined;
  readonly presence?: Presence | undefined;
  readonly size: 28 | 32 | 36;
  readonly className?: string | undefined;
}

export const ConversationIcon = ({
  conversation,
  name,
  person,
  photo,
  presence,
  size,
  className,
}: Properties) =>
  conversation.kind === 'direct' ? (
    <PersonAvatar name={person ? shownName(person) : name} {...{ size, photo, presence, className }} />
  ) : (
    <KindIcon kind={conversation.kind} {...{ size, className }} />
  );

const KindIcon = ({
  kind,
  size,
  className,
}: Pick<Properties, 'size' | 'className'> & { readonly kind: keyof typeof icons }) => {
  const styles = useAvatarStyles();
  return (
    <span className={mergeClasses(styles.box, styles[size], styles.square, className)} aria-hidden>
      {icons[kind]}
    </span>
  );
};
