/**
 * Which of the user's computers carries. The user's own preferences keep it (category `isthmus`, name `carrier`); no other user can read
 * them.
 */
import { failed, succeeded, type Lease, type Result } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { listOf, nestedOf, numberOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

const category = 'isthmus';
const name = 'carrier';

/** Whether a preference is the lease of a computer that has given it up. */
export const isFreeLease = (preference: Payload): boolean =>
  preference.category === category &&
  preference.name === name &&
  leaseOf(textOf(preference.value))?.lasts === 0;

/**
 * The lease; null if there is none. The whole category is asked for, because the server answers 400 for a single preference that is
 * missing, as for a fault.
 */
export const readLease = async (
  { rest }: Surroundings,
  signal: AbortSignal,
): Promise<Result<Lease | null>> => {
  const answer = await rest.askPath(signal, `/users/me/preferences/${category}`);
  // 404 means that the category is empty.
  if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded(null) : answer;
  if (!Array.isArray(answer.value)) return failed(offline('broken-answer'));
  const row = listOf(answer.value)
    .map(payloadOf)
    .find((each) => each.name === name);
  return succeeded(row === undefined ? null : leaseOf(textOf(row.value)));
};

/** Reads a lease from its JSON; null if it is none. */
const leaseOf = (value: string): Lease | null => {
  const { computer, beat, lasts } = payloadOf(nestedOf(value));
  if (typeof computer !== 'string' || computer === '' || computer.length > 100) return null;
  if (!isCount(beat) || !isCount(lasts)) return null;
  return { computer, beat, lasts };
};

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (numberOf(value) ?? -1) >= 0;

/** Writes the lease, or removes it. The last writer wins, so the engine reads it back. */
export const writeLease = async (
  { rest, context }: Surroundings,
  lease: Lease | null,
  signal: AbortSignal,
): Promise<Result<null>> => {
  const value =
    lease === null
      ? ''
      : JSON.stringify({ version: 1, computer: lease.computer, beat: lease.beat, lasts: lease.lasts });
  const rows = [{ user_id: context.userId, category, name, value }];
  const answer = await rest.ask(signal, (client) =>
    lease === null ? client.deletePreferences('me', rows) : client.savePreferences('me', rows),
  );
  return answer.ok ? succeeded(null) : answer;
};
