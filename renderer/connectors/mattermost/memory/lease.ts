/** Which of the user's computers carries, in their own preferences (category `isthmus`, name `carrier`), which nobody else reads. */
import { failed, succeeded, type Lease, type Result } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { listOf, nestedOf, numberOf, payloadOf, textOf } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

const category = 'isthmus';
const name = 'carrier';

/** The lease; null when there is none. Asked for by category: a single one that is missing is a 400 on this server, like a fault. */
export const readLease = async (
  { rest }: Surroundings,
  signal: AbortSignal,
): Promise<Result<Lease | null>> => {
  const answer = await rest.askPath(signal, `/users/me/preferences/${category}`);
  // 404: nothing in that category.
  if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded(null) : answer;
  if (!Array.isArray(answer.value)) return failed(offline('broken-answer'));
  const row = listOf(answer.value)
    .map(payloadOf)
    .find((each) => each.name === name);
  return succeeded(row === undefined ? null : leaseOf(textOf(row.value)));
};

/** A lease from its JSON; null for anything that is none. */
const leaseOf = (value: string): Lease | null => {
  const { computer, beat, lasts } = payloadOf(nestedOf(value));
  if (typeof computer !== 'string' || computer === '' || computer.length > 100) return null;
  if (!isCount(beat) || !isCount(lasts)) return null;
  return { computer, beat, lasts };
};

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (numberOf(value) ?? -1) >= 0;

/** Writes the lease, or takes it away. The last to write wins: the engine reads it back. */
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
