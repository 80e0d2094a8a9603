/** What stands before a conversation's name: the other person with presence, a group, or the kind of channel. */
import { Avatar } from '@fluentui/react-components';
import {
  CalendarLtrRegular,
  LockClosedRegular,
  NumberSymbolRegular,
  PeopleRegular,
  ShareRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Conversation, Person, Presence } from '../../model/index.ts';
import { PersonAvatar } from '../message/person-avatar.tsx';

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
  readonly presence?: Presence | undefined;
  readonly size: 28 | 32 | 36;
}

export const ConversationIcon = ({ conversation, name, person, presence, size }: Properties) =>
  conversation.kind === 'direct' ? (
    <PersonAvatar name={person?.displayName ?? name} size={size} presence={presence} />
  ) : (
    <Avatar shape="square" size={size} color="neutral" icon={icons[conversation.kind]} aria-hidden />
  );
