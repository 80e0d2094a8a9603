import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, link } from '../../../test/support/rows.ts';
import { forEver, type AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { wantMuted, wantNoticeLevel } from './choice-intents.ts';
import { readIntents } from './intents.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const { teams } = link();
const sides = [
  { id: general, accountId: account },
  { id: teams, accountId: 't-1' as AccountId },
];

it('an intent for a pair is stored for both sides', async () => {
  await wantNoticeLevel(database, sides, 'mentions', 1);
  await wantMuted(database, sides, forEver, 2);
  await wantMuted(database, sides, null, 3);
  const both = (wish: object) =>
    sides.map(({ id, accountId }) => ({ ...wish, accountId, conversationId: id }));
  expect(await readIntents(database)).toMatchObject([
    ...both({ kind: 'choose-notices', level: 'mentions', at: 1 }),
    ...both({ kind: 'mute', until: forEver, at: 2 }),
    ...both({ kind: 'mute', until: null, at: 3 }),
  ]);
});
