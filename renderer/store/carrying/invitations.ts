/** For whom a relay has carried, and whom it has invited to connect. */
import type { AccountId, ConversationId, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { InvitationRow, RelayedAuthorRow } from '../invite-rows.ts';
import type { Reads } from '../reading-tables.ts';

/** Counts one more message that was carried for its author. Call it within the transaction that stores the copy. */
export const countRelayed = async (
  { relayedAuthors }: IsthmusDatabase,
  {
    authorId,
    ...where
  }: {
    readonly authorId: PersonId;
    readonly accountId: AccountId;
    readonly conversationId: ConversationId;
  },
): Promise<void> => {
  const held = await relayedAuthors.get(authorId);
  await relayedAuthors.put({ id: authorId, ...where, messages: (held?.messages ?? 0) + 1 });
};

/** Everybody for whom was carried. */
export const readRelayedAuthors = ({
  relayedAuthors,
}: Reads<'relayedAuthors'>): Promise<RelayedAuthorRow[]> => relayedAuthors.toArray();

/** All invitations, by the invited person. */
export const readInvitations = async ({
  invitations,
}: Reads<'invitations'>): Promise<ReadonlyMap<PersonId, InvitationRow>> =>
  new Map((await invitations.toArray()).map((row) => [row.id, row]));

/** Writes an invitation in place of the one that the person has. */
export const putInvitation = async ({ invitations }: IsthmusDatabase, row: InvitationRow): Promise<void> => {
  await invitations.put(row);
};

/** Removes what was kept of the people of an account that was signed out. */
export const removeInvitationsOf = async (
  { relayedAuthors, invitations }: IsthmusDatabase,
  account: AccountId,
): Promise<void> => {
  await relayedAuthors.where('accountId').equals(account).delete();
  await invitations.where('accountId').equals(account).delete();
};
