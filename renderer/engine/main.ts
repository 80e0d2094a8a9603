/** The engine page's entry: opens the database, starts the engine, and hands on what main tells it. */
import type { CallRequest, Door, NotificationAnswer } from '../../preload/contract/index.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type ConversationId, type MessageId } from '../model/index.ts';
import {
  isQuotaExceeded,
  IsthmusDatabase,
  openDatabase,
  openTypingChannel,
  startEngineRow,
  writeEngineState,
} from '../store/index.ts';
import { reactionsAnswer } from '../text/answer-words.ts';
import {
  engineAccount,
  hasWrongAccount,
  invitationsNoteOf,
  invitingOf,
  type Lacking,
  relayRoleOf,
} from './connect.ts';
import { Engine } from './engine.ts';
import { noticeBoardOf } from './notice-board.ts';
import { answerNotice } from './notify/answer-notice.ts';
import { pageWorld } from './page-world.ts';
import { relayCadence } from './relay/cadence.ts';
import { StatusNotes } from './relay/status-notes.ts';
import type { Report } from './reporting/report.ts';
import { Reporter } from './reporting/reporter.ts';

/** What the preload put into this page. */
declare const isthmus: Door<'engine'>;

const reportAtMostEvery = 500;
const nothingUnread = { unread: 0, mentions: 0, forUser: 0, recent: [] };
const triedAgainAfter = 15_000;
/** How many days of history a relay mirrors where the preset does not say it: what is carried now needs no more. */
const relayDays = 30;

const run = async (door: Door<'engine'>): Promise<void> => {
  const database = new IsthmusDatabase();
  // A newer Isthmus wants to change the schema, or the browser closed the database: the page is loaded again, because the mirror is on
  // disk.
  database.on('versionchange', () => location.reload());
  database.on('close', () => location.reload());
  const opened = await openDatabase(database);
  if (opened.kind !== 'open') {
    // Only the user can help when the database is of a newer Isthmus; the app page tells them.
    const next = opened.kind === 'newer' ? 'waits' : 'begins-anew';
    cannotRun(`database-${opened.kind}`, opened.kind === 'disk-full' ? 'disk-full' : 'failed', next);
    return;
  }
  await door.call('engine:begin', {});
  const preset = await door.call('preset:read', {});
  const { key } = await door.call('gateway:key', {});
  const world = pageWorld(door, key);
  const isRelay = preset.relay?.here === true;
  if (hasWrongAccount(preset, await door.call('account:list', {}))) {
    // Nothing is asked or written until that account is signed out. What it had stored stays until then.
    await startEngineRow(database, world.now());
    await writeEngineState(database, { kind: 'wrong-account' });
    door.hear('accounts:changed', () => location.reload());
    cannotRun('engine-wrong-account', 'failed', 'waits');
    return;
  }
  const asked = isRelay ? await door.call('relay:inviting', {}) : ({ kind: 'nobody' } as const);
  const inviting = invitingOf(asked);
  const lacking: Lacking = new Map();
  const engine = new Engine({
    world,
    database,
    accounts: async () =>
      (await door.call('account:list', {})).map((known) => engineAccount(known, location.origin, lacking)),
    ...(isRelay ? { cadence: relayCadence, answering: reactionsAnswer } : {}),
    ...(inviting ? { inviting } : {}),
    days: preset.days ?? (isRelay ? relayDays : null),
    relay: relayRoleOf(preset),
    // Harmless: refused only when main is going down; at the next start the account is removed again.
    onRemoved: (account) => void door.call('account:removed', { account }).catch(() => undefined),
    // A relay tells nobody anything, and nobody writes there.
    noticeBoard: isRelay ? null : noticeBoardOf(door),
    ...(isRelay ? {} : { typing: openTypingChannel() }),
  });
  await engine.start();
  if (isRelay)
    new StatusNotes({
      ...{ world, database, limitsUsed: () => engine.limitsUsed },
      invitations: async () => invitationsNoteOf(asked, await engine.invitations()),
    }).start();

  door.hear('accounts:changed', () => void engine.accountsChanged());
  door.hear('account:signed-out', ({ account }) => void engine.signedOut(account as AccountId));
  door.hear('notifications:paused', ({ until }) => engine.pauseNotices(until));
  const takePause = async (): Promise<void> => {
    const { pause } = await door.call('carrying:take-pause', {});
    if (pause !== null) await engine.pauseCarrying(pause);
  };
  const pauseWaits = (): void =>
    void takePause().catch((error: unknown) => world.log(caughtEvent('carry-pause-told', error)));
  door.hear('carrying:pause-waits', pauseWaits);
  // What was chosen while no engine ran holds before anything is carried.
  pauseWaits();
  const answer = async ({
    goal: { conversation, message },
    answer: given,
  }: NotificationAnswer): Promise<void> => {
    if (message === null) return;
    const answered = { conversation: conversation as ConversationId, message: message.id as MessageId };
    // What the user has typed is given back to them where it cannot be sent. Nothing is lost where that they have read is not kept.
    const failed = async (reason: 'gone' | 'not-stored'): Promise<void> => {
      if (given.kind === 'reply')
        await door.call('notification:reply-failed', {
          goal: { conversation, message },
          text: given.text,
          reason,
        });
    };
    try {
      const wasThere = await answerNotice(database, answered, given, {
        now: world.now(),
        random: crypto.randomUUID(),
      });
      if (wasThere) return;
      world.log('notice-answer-too-late');
      await failed('gone');
    } catch (error) {
      world.log(caughtEvent('notice-answer', error));
      await failed('not-stored');
    }
  };
  const takeAnswers = async (): Promise<void> => {
    const { answers } = await door.call('notification:take-answers', {});
    for (const one of answers) await answer(one);
  };
  const answersWait = (): void =>
    void takeAnswers().catch((error: unknown) => world.log(caughtEvent('notice-answers', error)));
  door.hear('notification:answered', answersWait);
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
  engine.pauseNotices(standing.notificationsPausedUntil);
  if (standing.paused) await engine.setPaused(true);
  if (standing.asleep) await engine.setAsleep(true);
  engine.setUserAway(standing.locked);
  // What was answered while no engine ran.
  answersWait();
  reportToTray(door, database, world, isRelay);
};

const reportToTray = (
  door: Door<'engine'>,
  database: IsthmusDatabase,
  world: World,
  isRelay: boolean,
): void => {
  let latest: Report | null = null;
  let waiting = false;
  const report = (next: Report): void => {
    latest = next;
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      // Harmless: refused only when main is going down, and the tray with it.
      if (latest)
        void door
          .call('engine:report', asReported(isRelay ? ofRelay(latest) : latest))
          .catch(() => undefined);
    }, reportAtMostEvery);
  };
  new Reporter({ world, database, isRelay, report }).start();
};

const longestName = 200;

/** Nobody reads at a relay: nothing counts as unread there. */
const ofRelay = (report: Report): Report => ({
  ...report,
  ...nothingUnread,
});

/** A report as it crosses the door. */
const asReported = ({ recent, ...rest }: Report): CallRequest<'engine:report'> => ({
  ...rest,
  recent: recent.map((one) => ({ ...one, name: one.name.slice(0, longestName) })),
});

/** Tells main that the engine does not run. Where it begins anew, a relay's machine must not fall asleep until then. */
const cannotRun = (event: string, attention: 'disk-full' | 'failed', next: 'waits' | 'begins-anew'): void => {
  void isthmus.call('log:write', { event, numbers: {} });
  const tell = async (): Promise<void> => {
    const { relay } = await isthmus.call('preset:read', {});
    const staysAwake = next === 'begins-anew' && relay?.here === true;
    await isthmus.call('engine:report', { ...nothingUnread, carryingPaused: false, staysAwake, attention });
  };
  // Harmless: refused only when main is going down, and the tray with it.
  void tell().catch(() => undefined);
  // The page is loaded again: its state is on disk, and a fresh page is the cleanest retry.
  if (next === 'begins-anew') setTimeout(() => location.reload(), triedAgainAfter);
};

run(isthmus).catch((error: unknown) => {
  // The engine writes at its start, too.
  cannotRun(
    caughtEvent('engine-start', error),
    isQuotaExceeded(error) ? 'disk-full' : 'failed',
    'begins-anew',
  );
});
