/** Writes into the user's Mattermost profile which Teams user they are, so that others' Isthmuses know (design, decision 4). */
import { isRefusal, type ServiceFailure, sharedKeyOf } from '../../../model/index.ts';
import { readPersonRow } from '../../../store/index.ts';
import type { LinkDesk } from './desk.ts';
import type { LinkFacts } from './facts.ts';

/** Writes it unless it is there. Without it, nobody knows that this user's half of a direct message is carried. */
export const claimTeamsUser = async (
  { database, memory, store }: LinkDesk,
  { me }: LinkFacts,
  signal: AbortSignal,
): Promise<ServiceFailure | null> => {
  const teamsUser = sharedKeyOf(me.teams);
  const known = await readPersonRow(database, me.mattermost);
  if (known?.claims === teamsUser) return null;
  const answer = await memory.claim(teamsUser, signal);
  if (!answer.ok) return answer.failure;
  await store(answer.value);
  return null;
};

/** Whether the server refuses the claim, after it was wanted once more; a server that cannot be asked has not changed its mind. */
export const isClaimRefusedAfter = (before: boolean, failure: ServiceFailure | null): boolean =>
  failure !== null && (isRefusal(failure) || before);
