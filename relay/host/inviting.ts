/** Whom the relay invites to connect, by its configuration. */
import type { Inviting } from '../../renderer/engine/relay/inviter.ts';
import { readInviteList } from '../config/invite-list.ts';
import type { InvitationSettings } from '../config/relay-config.ts';
import { invitation } from '../words/to-people/invitation.ts';
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
  const { maxPending, installUrl, restrictedTo: file } = settings;
  const words = invitation(installUrl);
  if (file === null) return { maxPending, words, restrictedTo: null };
  const reading = await readInviteList(file);
  for (const line of inviteListRead(reading, file)) tell(line);
  return reading.kind === 'refused' ? 'refused' : { maxPending, words, restrictedTo: reading.list.addresses };
};
