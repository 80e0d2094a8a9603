/**
 * Which of the user's computers carries what. The user's own preferences keep it (category `isthmus`, name `carrier`, and `carrier_1` and so on for
 * further shares of the links); no other user can read them.
 */
import { failed, succeeded, type Lease, type LeaseShare, type Result } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { listOf, nestedOf, numberOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

const category = 'isthmus';

/** The first share has the name that a lease without shares has, so that a computer that knows of no shares stands by as well. */
const nameOf = (share: LeaseShare): string => (share === 0 ? 'carrier' : `carrier_${share}`);

/** Null for a preference that is no lease. */
const shareOfName = (name: unknown): LeaseShare | null => {
  const found = /^carrier(?:_([1-9][0-9]{0,2}|waits))?$/.exec(textOf(name));
  if (found === null) return null;
  const [, share = '0'] = found;
  return share === 'waits' ? share : Number(share);
};

/** Whether a preference is the lease of a computer that has given it up. */
export const isFreeLease = (preference: Payload): boolean =>
  preference.category === category && leaseOf(preference)?.lasts === 0;

/**
 * The leases. The whole category is asked for, because the server answers 400 for a single preference that is missing, as for a fault.
 */
export const readLeases = async (
  { rest }: Surroundings,
  signal: AbortSignal,
): Promise<Result<readonly Lease[]>> => {
  const answer = await rest.askPath(signal, `/users/me/preferences/${category}`);
  // 404 means that the category is empty.
  if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded([]) : answer;
  if (!Array.isArray(answer.value)) return failed(offline('broken-answer'));
  return succeeded(listOf(answer.value).flatMap((row) => leaseOf(payloadOf(row)) ?? []));
};

/** Reads a lease from its preference; null if it is none. */
const leaseOf = (preference: Payload): Lease | null => {
  const share = shareOfName(preference.name);
  const { computer, beat, lasts, shares = 1 } = payloadOf(nestedOf(textOf(preference.value)));
  if (share === null || typeof computer !== 'string' || computer === '' || computer.length > 100) return null;
  if (!isCount(beat) || !isCount(lasts) || !isCount(shares)) return null;
  return { share, shares, computer, beat, lasts };
};

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (numberOf(value) ?? -1) >= 0;

/** Writes a lease over the one that its share has. */
export const writeLease = async (
  { rest, context }: Surroundings,
  { share, shares, computer, beat, lasts }: Lease,
  signal: AbortSignal,
): Promise<Result<null>> => {
  const value = JSON.stringify({ version: 1, computer, beat, lasts, ...(shares === 1 ? {} : { shares }) });
  const row = { user_id: context.userId, category, name: nameOf(share), value };
  const answer = await rest.ask(signal, (client) => client.savePreferences('me', [row]));
  return answer.ok ? succeeded(null) : answer;
};

/** Removes the lease of a share. */
export const removeLease = async (
  { rest, context }: Surroundings,
  share: LeaseShare,
  signal: AbortSignal,
): Promise<Result<null>> => {
  const row = { user_id: context.userId, category, name: nameOf(share), value: '' };
  const answer = await rest.ask(signal, (client) => client.deletePreferences('me', [row]));
  return answer.ok ? succeeded(null) : answer;
};
