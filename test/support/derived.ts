/** What the mirror keeps beside what services told it, held against what it follows from. */
import { addReplies, type Message, type PersonTwins } from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';
import { twinRows } from './twins.ts';

/** Every row that says something else than what it follows from, in words: replies of roots, roots that are missing, who is whom. */
export const wronglyDerived = async (database: IsthmusDatabase): Promise<string[]> => [
  ...(await wrongReplies(database)),
  ...(await wrongTwins(database)),
];

const wrongReplies = async ({ messages, missingRoots }: IsthmusDatabase): Promise<string[]> => {
  const rows = await messages.toArray();
  const threads = new Map<string, Message[]>();
  for (const row of rows)
    if (row.threadId !== '') threads.set(row.threadId, [...(threads.get(row.threadId) ?? []), row]);
  const roots = new Set<string>(rows.map(({ id }) => id));
  const missing = [...threads.keys()].filter((id) => !roots.has(id));
  return [
    ...rows.flatMap(({ id, replies }) => {
      const thread = threads.get(id);
      const right = thread && addReplies(undefined, thread);
      return JSON.stringify(replies) === JSON.stringify(right) ? [] : [`replies of ${id}`];
    }),
    ...unlike('missing root', await missingRoots.toCollection().primaryKeys(), missing),
  ];
};

const wrongTwins = async ({ accounts, people, twins }: IsthmusDatabase): Promise<string[]> => {
  const everybody = await people.toArray();
  const all = await accounts.toArray();
  const of = (service: 'teams' | 'mattermost') =>
    all.filter((account) => account.service === service).map(({ id }) => id);
  const right = of('mattermost').flatMap((mattermost) =>
    of('teams').flatMap((teams) => twinRows(everybody, { mattermost, teams })),
  );
  return unlike('twins', shown(await twins.toArray()), shown(right));
};

const shown = (rows: readonly PersonTwins[]): string[] =>
  rows.flatMap(({ id, twins }) => twins.map((twin) => `${id} ${twin.id} ${String(twin.connected)}`));

const unlike = (what: string, found: readonly string[], right: readonly string[]): string[] => [
  ...found.filter((one) => !right.includes(one)).map((one) => `${what} too many: ${one}`),
  ...right.filter((one) => !found.includes(one)).map((one) => `${what} too few: ${one}`),
];
