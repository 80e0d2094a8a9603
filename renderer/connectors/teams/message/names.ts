/**
 * Names of people from messages, for people whom neither the members of a chat nor the directory name, such as people of other
 * organisations.
 */
import type { AccountId, PersonId } from '../../../model/index.ts';
import { asRecord, asRecords, type JsonRecord } from '../graph/json.ts';
import { readIdentity, readUserIdentity, type Identity } from './identities.ts';

/**
 * The names that Graph itself gives in a message: of its author, and of the people of an event. Names in mentions and quotes are left out,
 * because the writer chose them. Bots are left out, because they have person rows of their own.
 */
export const namesIn = (account: AccountId, raw: JsonRecord): ReadonlyMap<PersonId, string> => {
  const event = asRecord(raw.eventDetail);
  const told: (Identity | null)[] = [readIdentity(account, raw.from)];
  if (event)
    told.push(
      readIdentity(account, event.initiator),
      readIdentity(account, event.meetingOrganizer),
      readUserIdentity(account, event.conversationMemberUser),
      ...asRecords(event.members).map((member) => readUserIdentity(account, member)),
      ...asRecords(event.callParticipants).map(({ participant }) => readIdentity(account, participant)),
    );
  const names = new Map<PersonId, string>();
  for (const one of told) {
    const name = one?.kind === 'user' ? (one.displayName ?? '').trim() : '';
    if (one && name !== '') names.set(one.id, name);
  }
  return names;
};
