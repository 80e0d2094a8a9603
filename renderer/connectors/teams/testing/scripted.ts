/** For tests: a connector whose Graph answers each path by a script. */
import { createTeamsConnector, type TeamsConnectorSettings } from '../index.ts';
import { answer, createTestWorld, graphRefusal, testAccount, type TeamsTestWorld } from './test-world.ts';
import type { Connector } from '../../connector.ts';
import { asRecords, type JsonRecord } from '../graph/json.ts';

export const graph = 'https://graph.microsoft.com/v1.0';

/**
 * Answers by decoded path and query below the version, with the method before it if needed. A value is sent as JSON. A missing path answers
 * 404. Items of batches are answered in the same way.
 */
export type Script = Record<string, unknown>;

export interface Scripted {
  readonly connector: Connector;
  readonly world: TeamsTestWorld;
  /** The paths of the requests, in order, decoded, below the version. */
  readonly asked: () => readonly string[];
}

export const createScripted = (script: Script, settings: Partial<TeamsConnectorSettings> = {}): Scripted => {
  const respond = (method: string, path: string): Response => {
    const found = script[`${method} ${path}`] ?? script[path];
    if (found instanceof Response) return found.clone();
    return found === undefined ? graphRefusal(404, 'NotFound') : answer(found);
  };
  const world = createTestWorld({
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const path = decodeURIComponent(pathname + search).replace(/^\/v1\.0/, '');
      if (path !== '/$batch') return respond(request.method, path);
      const items = asRecords(((await request.json()) as JsonRecord).requests);
      const responses = await Promise.all(
        items.map(async ({ id, method, url }) => {
          const response = respond(String(method), decodeURIComponent(String(url)));
          const body = (await response.json()) as unknown;
          return { id, status: response.status, headers: Object.fromEntries(response.headers), body };
        }),
      );
      return answer({ responses });
    },
  });
  const connector = createTeamsConnector({
    accountId: testAccount,
    userId: 'me',
    tenantId: 'tenant',
    graphUrl: graph,
    world,
    ...settings,
  });
  return { connector, world, asked: () => world.sent.map((line) => line.replace(/^\w+ \/v1\.0/, '')) };
};

/** The value of a result; throws if it is a failure. */
export const valueOf = <Value>(
  result: { ok: true; value: Value } | { ok: false; failure: unknown },
): Value => {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
};
