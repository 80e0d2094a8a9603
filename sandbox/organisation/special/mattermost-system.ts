/** Mattermost's system messages: posts of type `system_…` whose text is English and whose props carry the facts. */
import type { PlannedPerson, PlannedPost } from '../plan.ts';
import type { MattermostKind } from './mattermost-kind.ts';

const name = (person: PlannedPerson | undefined): string => person?.mattermost?.username ?? 'somebody';
const id = (person: PlannedPerson | undefined): string => person?.mattermost?.id ?? '';

const system = (
  type: string,
  make: (author: PlannedPerson, other: PlannedPerson | undefined) => Pick<PlannedPost, 'message' | 'props'>,
): MattermostKind => ({
  name: type,
  where: 'channel',
  make: ({ author, members, chooser }) => {
    const others = members.filter((member) => member !== author && member.kind !== 'bot');
    return { type, ...make(author, others.length > 0 ? chooser.pick(others) : undefined) };
  },
});

const byMyself =
  (verb: string): ((author: PlannedPerson) => Pick<PlannedPost, 'message' | 'props'>) =>
  (author) => ({
    message: `${name(author)} ${verb}`,
    props: { username: name(author) },
  });

/** System posts about changes of channels and teams. */
export const mattermostSystemKinds: readonly MattermostKind[] = [
  system('system_join_channel', byMyself('joined the channel.')),
  system('system_leave_channel', byMyself('left the channel.')),
  system('system_join_team', byMyself('joined the team.')),
  system('system_leave_team', byMyself('left the team.')),
  system('system_add_to_channel', (author, other) => ({
    message: `${name(other)} added to the channel by ${name(author)}.`,
    props: { userId: id(author), username: name(author), addedUserId: id(other), addedUsername: name(other) },
  })),
  system('system_add_to_team', (author, other) => ({
    message: `${name(other)} added to the team by ${name(author)}.`,
    props: { userId: id(author), username: name(author), addedUserId: id(other), addedUsername: name(other) },
  })),
  system('system_remove_from_channel', (_, other) => ({
    message: `${name(other)} was removed from the channel.`,
    props: { removedUserId: id(other), removedUsername: name(other) },
  })),
  system('system_header_change', (author) => ({
    message: `${name(author)} updated the channel header from: old words to: be kind`,
    props: { username: name(author), old_header: 'old words', new_header: 'be kind' },
  })),
  system('system_purpose_change', (author) => ({
    message: `${name(author)} updated the channel purpose from: talk to: decide`,
    props: { username: name(author), old_purpose: 'talk', new_purpose: 'decide' },
  })),
  system('system_displayname_change', (author) => ({
    message: `${name(author)} updated the channel display name from: Boats to: Recoveries`,
    props: { username: name(author), old_displayname: 'Boats', new_displayname: 'Recoveries' },
  })),
  system('system_convert_channel', (author) => ({
    message: `${name(author)} converted the channel from public to private`,
    props: { username: name(author) },
  })),
  system('system_channel_deleted', byMyself('archived the channel.')),
  system('system_channel_restored', byMyself('unarchived the channel.')),
];
