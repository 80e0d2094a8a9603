/** The contract tests against the sandbox, with every permission and with those that people may grant themselves. */
import { describe } from 'vitest';
import { everyGraphContract } from './contract/every.ts';
import type { GraphSubject } from './contract/stage.ts';
import { needsAdmin, permissions } from './login/scopes.ts';
import { idOf, message, minute, startedAt } from './testing/organisation.ts';
import { sandbox } from './testing/tenant.ts';

const history = Array.from({ length: 30 }, (_, index) =>
  message(
    `r${index}`,
    index % 2 === 0 ? 'general' : 'direct',
    'ben',
    startedAt + index * minute,
    `<p>${index}</p>`,
  ),
);

const open = (scopes: readonly string[]): Promise<GraphSubject> => {
  const { world, tenant, fixture } = sandbox(history);
  const mine = fixture('ada', scopes);
  return Promise.resolve({
    fixture: {
      ...mine,
      fetch: (request) => {
        // Two requests never come in the same millisecond.
        world.pass(10);
        return mine.fetch(request);
      },
    },
    userId: idOf('ada'),
    tenantId: tenant.tenantId(),
    scopes,
    colleague: idOf('ben'),
    close: () => Promise.resolve(),
  });
};

const all = Object.keys(permissions);

describe('with every permission', () => {
  everyGraphContract(() => open(all));
});

describe('with the permissions that need no administrator', () => {
  everyGraphContract(() => open(all.filter((scope) => !needsAdmin(scope))));
});
