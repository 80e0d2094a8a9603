/**
 * Makes several reads in one round trip. A `$batch` holds at most 20 requests, the limits count each of them, and each can fail alone
 * (facts, graph §4).
 */
import { failed, type Result, type ServiceFailure } from '../../../model/index.ts';
import type { World } from '../../world.ts';
import { preferKnownMembers, type GraphClient } from './client.ts';
import { isPassing, readGraphAnswer } from './failure.ts';
import { asRecord, asRecords, asText, type JsonRecord } from './json.ts';

export const batchSize = 20;

const headerOf =
  (headers: JsonRecord | null) =>
  (name: string): string | null => {
    for (const [key, value] of Object.entries(headers ?? {}))
      if (key.toLowerCase() === name) return String(value);
    return null;
  };

/** The result of one item. Its body is a JSON value or text. A throttled item has its own Retry-After. */
const itemResult = (item: JsonRecord | undefined, now: number): Result<JsonRecord> => {
  if (!item) return failed({ kind: 'offline', reason: 'broken-answer', status: null });
  const body = typeof item.body === 'string' ? item.body : JSON.stringify(item.body ?? {});
  return readGraphAnswer(
    { status: Number(item.status), header: headerOf(asRecord(item.headers)), body },
    now,
  );
};

/**
 * GETs all `paths` (below the version), 20 at a time, into `done`, which may hold answers of an earlier try already. A failure for which
 * `isOfItem` is true is kept in `done`, as that item's answer. For any other failure (one throttled item is enough) the whole fails. The
 * answers that came stay in `done`, so that the next try asks only for the others.
 */
export const getMany = async (
  client: GraphClient,
  world: World,
  paths: readonly string[],
  done: Map<string, Result<JsonRecord>>,
  signal: AbortSignal,
  isOfItem: (failure: ServiceFailure) => boolean = (failure) => !isPassing(failure),
): Promise<Result<null>> => {
  const missing = [...new Set(paths)].filter((path) => !done.has(path));
  for (let start = 0; start < missing.length; start += batchSize) {
    const chunk = missing.slice(start, start + batchSize);
    const requests = chunk.map((url, at) => ({
      id: String(at),
      method: 'GET',
      url,
      headers: preferKnownMembers,
    }));
    const answer = await client.post('/$batch', { requests }, signal);
    if (!answer.ok) return answer;
    const items = new Map(
      asRecords(answer.value.responses).map((item) => [asText(item.id) ?? String(item.id), item]),
    );
    let passing: Result<null> | null = null;
    for (const [at, path] of chunk.entries()) {
      const told = itemResult(items.get(String(at)), world.now());
      const result = told.ok ? told : failed(await client.signIn.judge(told.failure, signal));
      if (result.ok || isOfItem(result.failure)) done.set(path, result);
      else passing = worse(passing, failed(result.failure));
    }
    if (passing) return passing;
  }
  return { ok: true, value: null };
};

/** Of two failures, the one with the longer wait. */
const worse = (held: Result<null> | null, next: Result<null>): Result<null> => {
  if (held === null || held.ok || next.ok) return next;
  if (held.failure.kind === 'throttled' && next.failure.kind === 'throttled')
    return next.failure.retryAfterMs > held.failure.retryAfterMs ? next : held;
  return held.failure.kind === 'throttled' ? held : next;
};
