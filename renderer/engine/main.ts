/** The engine page's entry: opens the database, starts the engine, and hands on what main tells it. */
import { liveQuery } from 'dexie';
import type { Door } from '../../preload/contract/index.ts';
import { caughtEvent, type AccountId } from '../model/index.ts';
import {
  isQuotaExceeded,
  IsthmusDatabase,
  openDatabase,
  readAccounts,
  readAllConversations,
  readEngineRow,
  readLinkRows,
} from '../store/index.ts';
import { engineAccount, type Lacking } from './connect.ts';
import { Engine } from './engine.ts';
import { pageWorld } from './page-world.ts';
import { reportOf } from './report.ts';

/** What the preload put into this page. */
declare const isthmus: Door<'engine'>;

const reportAtMostEvery = 500;
const triedAgainAfter = 15_000;

const run = async (door: Door<'engine'>): Promise<void> => {
  const database = new IsthmusDatabase();
  // A newer Isthmus wants to change the schema, or the browser closed the database: the page is loaded again, because the mirror is on
  // disk.
  database.on('versionchange', () => location.reload());
  database.on('close', () => location.reload());
  const opened = await openDatabase(database);
  if (opened.kind !== 'open') {
    cannotRun(`database-${opened.kind}`, opened.kind === 'disk-full' ? 'disk-full' : 'failed');
    // Only the user can help when the database is of a newer Isthmus; the app page tells them.
    if (opened.kind !== 'newer') beginAnew();
    return;
  }
  await door.call('engine:begin', {});
  const { key } = await door.call('gateway:key', {});
  const world = pageWorld(door, key);
  const preset = await door.call('preset:read', {});
  const lacking: Lacking = new Map();
  const engine = new Engine({
    world,
    database,
    accounts: async () =>
      (await door.call('account:list', {})).map((known) => engineAccount(known, location.origin, lacking)),
    days: preset.days,
    // Harmless: refused only when main is going down; at the next start the account is removed again.
    onRemoved: (account) => void door.call('account:removed', { account }).catch(() => undefined),
    noticeBoard: null,
  });
  await engine.start();

  door.hear('accounts:changed', () => void engine.accountsChanged());
  door.hear('account:signed-out', ({ account }) => void engine.signedOut(account as AccountId));
  door.hear('mirror:paused', ({ paused }) => void engine.setPaused(paused));
  door.hear('power:changed', ({ state }) => {
    switch (state) {
      case 'suspend':
        return void engine.setAsleep(true);
      case 'resume':
        return void engine.setAsleep(false);
      case 'lock':
        return engine.setUserAway(true);
      case 'unlock':
        return engine.setUserAway(false);
      case 'online':
        return engine.networkCameBack();
      case 'offline':
        return;
    }
  });
  addEventListener('online', () => engine.networkCameBack());
  const standing = await door.call('engine:ready', {});
  if (standing.paused) await engine.setPaused(true);
  if (standing.asleep) await engine.setAsleep(true);
  engine.setUserAway(standing.locked);
  reportToTray(door, database);
};

const reportToTray = (door: Door<'engine'>, database: IsthmusDatabase): void => {
  let latest: ReturnType<typeof reportOf> | null = null;
  let waiting = false;
  liveQuery(async () =>
    reportOf(
      await readAccounts(database),
      await readAllConversations(database),
      await readLinkRows(database),
      await readEngineRow(database),
    ),
  ).subscribe((report) => {
    latest = report;
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      // Harmless: refused only when main is going down, and the tray with it.
      if (latest) void door.call('engine:report', latest).catch(() => undefined);
    }, reportAtMostEvery);
  });
};

/** The page is loaded again: its state is on disk, and a fresh page is the cleanest retry. */
const beginAnew = (): void => void setTimeout(() => location.reload(), triedAgainAfter);

const cannotRun = (event: string, attention: 'disk-full' | 'failed'): void => {
  void isthmus.call('log:write', { event, numbers: {} });
  void isthmus.call('engine:report', { unread: 0, mentions: 0, attention });
};

run(isthmus).catch((error: unknown) => {
  // The engine writes at its start, too.
  cannotRun(caughtEvent('engine-start', error), isQuotaExceeded(error) ? 'disk-full' : 'failed');
  beginAnew();
});
