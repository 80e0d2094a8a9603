/** Gives the members of a chat access to a file in the sender's OneDrive. */
import { succeeded, type Result } from '../../../../model/index.ts';
import type { TeamsPlace } from '../../ids.ts';
import { pathOf } from '../../ids.ts';
import { asText, type JsonRecord } from '../../graph/json.ts';
import { readAll } from '../../graph/pages.ts';
import type { WritingDesk } from '../desk.ts';
import type { Item } from './drive.ts';

/**
 * Names a member for an invitation: people of this tenant by their id, others by their address. Phones and anonymous guests have neither,
 * so they only see the file's name.
 */
const recipientOf = (tenantId: string, member: JsonRecord): JsonRecord | null => {
  const userId = asText(member.userId);
  const email = asText(member.email);
  const tenant = asText(member.tenantId)?.toLowerCase() ?? tenantId.toLowerCase();
  if (userId !== null && (tenant === tenantId.toLowerCase() || email === null)) return { objectId: userId };
  return email === null ? null : { email };
};

/** The most people for one invitation. Larger chats need several. */
const atOnce = 100;

/**
 * Invites the members, as Teams does: to read and write, signed in, without a mail (facts, graph §2 and teams-plugin §3). For a channel
 * nothing is done, because its members have access to its files.
 */
export const shareWith = async (
  { connection, userId }: WritingDesk,
  place: TeamsPlace,
  { driveId, itemId }: Pick<Item, 'driveId' | 'itemId'>,
  signal: AbortSignal,
): Promise<Result<null>> => {
  if (place.kind === 'channel') return succeeded(null);
  const members = await readAll(connection.client, `${pathOf(place)}/members`, signal);
  if (!members.ok) return members;
  const recipients = members.value
    .filter((member) => member.userId !== userId)
    .flatMap((member) => recipientOf(connection.tenantId, member) ?? []);
  for (let start = 0; start < recipients.length; start += atOnce) {
    const invited = await connection.client.post(
      `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}/invite`,
      {
        recipients: recipients.slice(start, start + atOnce),
        roles: ['write'],
        requireSignIn: true,
        sendInvitation: false,
      },
      signal,
    );
    if (!invited.ok) return invited;
  }
  return succeeded(null);
};
