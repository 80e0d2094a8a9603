import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissions } from '../login/scopes.ts';
import { graphRoutes } from './app.ts';

const file = join(import.meta.dirname, '../../../../shared/contracts/graph-delegated-scopes.json');

/** `:chatId` and `{chat-id}` are the same: only the shape counts. */
const shape = (path: string): string => path.replace(/:[A-Za-z]+(\{[^{}]*\})?|\{[^{}]+\}/g, '*');

describe.skipIf(!existsSync(file))('permissions', () => {
  const { operations } = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { operations: {} }) as {
    operations: Record<string, { all: string[] | null }>;
  };
  const published = new Map(
    Object.entries(operations).map(([operation, { all }]) => [shape(operation), all]),
  );

  it('of each route are among those that Microsoft publishes for it', () => {
    const wrong = graphRoutes().flatMap((route) => {
      const all = published.get(shape(`${route.method} ${route.path}`));
      const extra = all ? route.scopes.filter((scope) => !all.includes(scope)) : [];
      return extra.length === 0 ? [] : [`${route.method} ${route.path}: ${extra.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  it('of each route are permissions this tenant can grant', () => {
    const unknown = graphRoutes().flatMap((route) => route.scopes.filter((scope) => !(scope in permissions)));
    expect(unknown).toEqual([]);
  });
});
