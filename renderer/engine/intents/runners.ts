/** The runners of all intents: what the engine does for each kind. */
import type { CarryPause } from '../../model/index.ts';
import {
  type ChoiceIntent,
  isIntended,
  type IsthmusDatabase,
  type LinkIntent,
  changeNoticeSettings,
  chooseForConversation,
} from '../../store/index.ts';
import type { Carrying } from '../bridge/run/carrying.ts';
import { discardCarrying, retryCarrying } from '../bridge/run/outbox.ts';
import type { Choosing } from '../choices/choosing.ts';
import type { Commands } from '../commands/commands.ts';
import { actRunners } from '../compose/act-runners.ts';
import { composeRunners } from '../compose/compose-runners.ts';
import type { IntentRunners } from './intent-runners.ts';
import type { Mirrors } from '../mirrors.ts';
import type { OwnPresence } from '../own-presence.ts';
import type { ReadIntent, ReadIntents } from './read-intents.ts';
import type { StartIntents } from '../starting/start-intents.ts';

export interface RunnersOptions {
  readonly database: IsthmusDatabase;
  readonly mirrors: Mirrors;
  readonly reads: ReadIntents;
  readonly choosing: Choosing;
  /** Something was chosen that Isthmus keeps. */
  readonly ownChoiceMade: () => void;
  readonly ownPresence: OwnPresence;
  readonly starts: StartIntents;
  readonly commands: Commands;
  readonly isPaused: () => boolean;
  /** Null while nothing is carried. */
  readonly carrying: () => Carrying | null;
  readonly pauseCarrying: (pause: CarryPause) => Promise<void>;
  /** What is to be sent has changed. */
  readonly wakeSending: () => void;
}

/** One runner for each kind of intent. */
export const runnersOf = ({
  database,
  mirrors,
  reads,
  choosing,
  ownChoiceMade,
  ownPresence,
  starts,
  commands,
  isPaused,
  carrying,
  pauseCarrying,
  wakeSending,
}: RunnersOptions): IntentRunners => {
  // The keeper of links carries these out, and says how each came out.
  const wantLinks = (rows: readonly LinkIntent[]): Promise<'stays'> => {
    carrying()?.intended(rows);
    return Promise.resolve('stays');
  };
  const takeReads = (rows: readonly ReadIntent[]): Promise<'stays'> => {
    if (!isPaused()) reads.take(rows);
    return Promise.resolve('stays');
  };
  const choose = (rows: readonly ChoiceIntent[]): Promise<'stays'> => {
    choosing.take(rows);
    return Promise.resolve('stays');
  };
  return {
    ...composeRunners({ database, wake: wakeSending }),
    ...actRunners({ database, wake: wakeSending }),
    picture: (rows) => {
      for (const { accountId, messageId, fileId } of rows)
        mirrors.of(accountId)?.wantPicture(messageId, fileId);
      return Promise.resolve('done');
    },
    photos: async (rows) => {
      for (const { accountId, personIds } of rows) await mirrors.of(accountId)?.wantPhotos(personIds);
      return 'done';
    },
    'custom-emoji': async (rows) => {
      for (const { accountId, names } of rows) await mirrors.of(accountId)?.wantCustomEmoji(names);
      return 'done';
    },
    'find-custom-emoji': (rows) => {
      for (const { accountId, part } of rows) mirrors.of(accountId)?.findCustomEmoji(part);
      return Promise.resolve('done');
    },
    read: takeReads,
    unread: takeReads,
    start: (rows) => {
      if (!isPaused()) starts.take(rows);
      return Promise.resolve('stays');
    },
    'find-people': async (rows) => {
      await starts.find(rows);
      return 'stays';
    },
    'list-commands': (rows) => {
      commands.list(rows);
      return Promise.resolve('done');
    },
    'run-command': (rows) => {
      commands.take(rows);
      return Promise.resolve('stays');
    },
    'dismiss-private': async (rows) => {
      await commands.dismiss(rows);
      return 'done';
    },
    link: wantLinks,
    unlink: wantLinks,
    carry: wantLinks,
    'choose-notices': async (rows) => {
      for (const row of rows)
        await chooseForConversation(database, row, { kind: 'notice-level', value: row.level }, row.at);
      ownChoiceMade();
      return 'done';
    },
    'choose-all-notices': async (rows) => {
      for (const { change, at } of rows) await changeNoticeSettings(database, change, at);
      ownChoiceMade();
      return 'done';
    },
    favour: choose,
    mute: choose,
    hide: choose,
    'set-presence': (rows) => {
      // What is wanted during a pause is set after it.
      if (!isPaused()) ownPresence.take(rows);
      return Promise.resolve('stays');
    },
    'pause-carrying': async (rows) => {
      // Rows that were read before they were done come again. Meanwhile the tray may have chosen otherwise.
      for (const row of rows) if (await isIntended(database, row)) await pauseCarrying(row.pause);
      return 'done';
    },
    'try-account': (rows) => {
      // A pause stays: the user wanted that, too.
      for (const { accountId } of rows) mirrors.of(accountId)?.tryNow();
      return Promise.resolve('done');
    },
    retry: async (rows) => {
      for (const { messageId } of rows) await retryCarrying(database, messageId);
      carrying()?.wake();
      return 'done';
    },
    discard: async (rows) => {
      for (const { messageId } of rows) await discardCarrying(database, messageId);
      carrying()?.wake();
      return 'done';
    },
  };
};
