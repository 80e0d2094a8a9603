/** Letting the members of a chat at a file in the sender's OneDrive. */
import { succeeded, type Result } from '../../../../model/index.ts';
import type { TeamsPlace } from '../../ids.ts';
import { pathOf } from '../../ids.ts';
import { asText, type JsonRecord } from '../../graph/json.ts';
import { readAll } from '../../graph/pages.ts';
import type { WritingDesk } from '../desk.ts';
import type { Item } from './drive.ts';

/** People of this tenant by their id, others by their address; phones and anonymous guests have neither and see the file's name. */
const recipientOf = (tenantId: string, member: JsonRecord): JsonRecord | null => {
  const userId = asText(member.userId);
  const email = asText(member.email);
  const tenant = asText(member.tenantId)?.toLowerCase() ?? tenantId.toLowerCase();
  if (userId !== null && (tenant === tenantId.toLowerCase() || email === null)) return { objectId: userId };
  return email === null ? null : { email };
};

/** How many one invitation takes at most; larger chats are invited in turn. */
const atOnce = 100;

/**
 * Invites the members, as Teams does: to read and write, signed in, without a mail (facts, graph §2 and teams-plugin §3). A channel's
 * files lie where its members are at home.
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
