/** Who wrote, reacted, was mentioned or added: Graph's identity sets. */
import type { AccountId, PersonId } from '../../../model/index.ts';
import { personId, isUsableId, type IdentityKind } from '../ids.ts';
import { asRecord, asText } from '../graph/json.ts';

export interface Identity {
  readonly id: PersonId;
  readonly kind: IdentityKind;
  /** Null if Graph leaves it out (reactions, initiators, most events). Then only the members or the directory have the name. */
  readonly displayName: string | null;
}

const kinds: readonly IdentityKind[] = ['user', 'application', 'device'];

/** The person of an identity set `{user | application | device}`, or null: system messages have none (facts, graph §3). */
export const readIdentity = (account: AccountId, value: unknown): Identity | null => {
  const set = asRecord(value);
  if (!set) return null;
  for (const kind of kinds) {
    const identity = asRecord(set[kind]);
    if (identity && isUsableId(identity.id))
      return { id: personId(account, kind, identity.id), kind, displayName: asText(identity.displayName) };
  }
  return null;
};

/** The person of a bare user identity `{id, displayName, userIdentityType}`, as events list their members. */
export const readUserIdentity = (account: AccountId, value: unknown): Identity | null =>
  readIdentity(account, { user: value });
