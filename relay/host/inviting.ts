/** Whom the relay invites to connect, by its configuration. */
import { type Inviting, invitingBy } from '../../renderer/engine/relay/inviting.ts';
import { readInviteList } from '../../relay-settings/invite-list.ts';
import type { InvitationSettings } from '../../relay-settings/settings.ts';
import { inviteListRead } from '../words/invite-list.ts';

/**
 * Reads whom it may invite, and says what is wrong in the list.
 * @returns null: nobody is invited; `refused`: there is no list to be read, so it is not known who may be invited
 */
export const invitingOf = async (
  settings: InvitationSettings | null,
  tell: (line: string) => void,
): Promise<Inviting | null | 'refused'> => {
  if (settings === null) return null;
  const { restrictedTo: file } = settings;
  if (file === null) return invitingBy(settings, null);
  const reading = await readInviteList(file);
  for (const line of inviteListRead(reading, file)) tell(line);
  return reading.kind === 'refused' ? 'refused' : invitingBy(settings, reading.list.addresses);
};
