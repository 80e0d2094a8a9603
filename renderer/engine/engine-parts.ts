/** The parts of the engine that live as long as it does, each connected with the others. Only carrying comes and goes (`engine.ts`). */
import type { AccountId, Change } from '../model/index.ts';
import type { TypingChannel } from '../store/index.ts';
import { isCopy } from './bridge/run/recheck.ts';
import { ChoiceKeeper } from './choices/choice-keeper.ts';
import { Choosing } from './choices/choosing.ts';
import { Commands } from './commands/commands.ts';
import type { BatchSource, MirrorNews } from './follower.ts';
import { followers } from './followers.ts';
import type { IntentRunners } from './intents/intent-runners.ts';
import { countedElsewhere } from './mirror/follow/call-followers.ts';
import { bareBatch } from './mirror/store/batch.ts';
import { MirrorStore } from './mirror/store/mirror-store.ts';
import { Mirrors, type MirrorsOptions } from './mirrors.ts';
import type { NoticeBoard } from './notify/notice.ts';
import { Notifier } from './notify/notifier.ts';
import { localTimeOf } from './notify/rules.ts';
import { OwnPresence } from './own-presence.ts';
import { ReadIntents } from './intents/read-intents.ts';
import { type RunnersOptions, runnersOf } from './intents/runners.ts';
import type { RelayDuties } from './relay/relay-duties.ts';
import { Sender } from './sending/sender.ts';
import { readSendingSide } from './sending-side.ts';
import { StartIntents } from './starting/start-intents.ts';
import { Typing } from './typing.ts';
import { UserAttention } from './user-attention.ts';

export interface EnginePartsOptions extends Omit<MirrorsOptions, 'store'> {
  /** What shows the user notices; null where nothing does. */
  readonly noticeBoard: NoticeBoard | null;
  /** By which pages tell each other who types; absent where nobody writes. */
  readonly typing?: TypingChannel;
}

/** What the parts ask the engine, and tell it. */
export interface EngineHooks extends Pick<RunnersOptions, 'isPaused' | 'carrying' | 'pauseCarrying'> {
  /** Takes the news of the mirrors and of their followers. */
  readonly onNews: (news: MirrorNews) => void;
}

export interface EngineParts {
  readonly store: MirrorStore;
  /** Stores the results of the user's own acts, as the mirror stores what services tell. */
  readonly keep: (accountId: AccountId, changes: readonly Change[], source?: BatchSource) => Promise<void>;
  readonly mirrors: Mirrors;
  readonly attention: UserAttention;
  readonly reads: ReadIntents;
  readonly choosing: Choosing;
  readonly choices: ChoiceKeeper;
  readonly starts: StartIntents;
  readonly commands: Commands;
  readonly sender: Sender;
  readonly notifier: Notifier;
  readonly typing: Typing | null;
  readonly ownPresence: OwnPresence;
  readonly runners: IntentRunners;
}

/** Makes the parts. None of them touches the database yet; only `typing` listens already. */
export function createEngineParts(options: EnginePartsOptions, hooks: EngineHooks): EngineParts {
  const { world, database } = options;
  const store = new MirrorStore({
    database,
    followers,
    onNews: hooks.onNews,
    now: () => world.now(),
    observe: options.observe,
  });
  const mirrors = new Mirrors({ ...options, store });
  const keep: EngineParts['keep'] = async (accountId, changes, source = 'own') => {
    await store.write(bareBatch(accountId, source, changes));
  };
  /** What all parts need that do the user's acts with a connector. */
  const acting = {
    world,
    database,
    connectorOf: (account: AccountId) => mirrors.connectorOf(account),
    store: (account: AccountId, changes: readonly Change[]) => keep(account, changes),
  };
  const attention = new UserAttention(world, (looking) => mirrors.look(looking));
  const reads = new ReadIntents(acting);
  const choices = new ChoiceKeeper({ world, database, connectors: () => mirrors.connectors });
  const ownChoiceMade = (): void => choices.want();
  const choosing = new Choosing({
    ...acting,
    mayAsk: () => !hooks.isPaused(),
    onOwnChoice: ownChoiceMade,
  });
  const starts = new StartIntents(acting);
  const commands = new Commands({
    world,
    database,
    connectorOf: acting.connectorOf,
    isPaused: hooks.isPaused,
  });
  const sender = new Sender({
    world,
    database,
    sideOf: (account) => readSendingSide(database, account, mirrors.connectorOf(account)),
    store: keep,
    storesInto: store.tables,
    isTaken: (message) => isCopy(database, message),
    onSent: (account, target) => mirrors.of(account)?.sentInto(target),
  });
  const notifier = new Notifier({
    world,
    database,
    board: options.noticeBoard,
    looking: () => attention.looking,
    countedElsewhere: (tables, conversation, unread) =>
      countedElsewhere(tables, followers, conversation, unread),
    localTimeOf,
  });
  const typing = options.typing
    ? new Typing({
        world,
        channel: options.typing,
        connectorOf: acting.connectorOf,
        isPaused: hooks.isPaused,
      })
    : null;
  const ownPresence = new OwnPresence(acting);
  const runners = runnersOf({
    database,
    mirrors,
    reads,
    choosing,
    ownChoiceMade,
    ownPresence,
    starts,
    commands,
    isPaused: hooks.isPaused,
    carrying: hooks.carrying,
    pauseCarrying: hooks.pauseCarrying,
    wakeSending: () => sender.wake(),
  });
  return {
    store,
    keep,
    mirrors,
    attention,
    reads,
    choosing,
    choices,
    starts,
    commands,
    sender,
    notifier,
    typing,
    ownPresence,
    runners,
  };
}

/** Ends what the parts do for the user, and then what a relay does for people. Mirrors, carrying and notices go on. */
export const restParts = async (parts: EngineParts, duties: RelayDuties): Promise<void> => {
  parts.reads.stop();
  parts.choosing.stop();
  parts.ownPresence.stop();
  await parts.choices.rest();
  await duties.stop();
  parts.starts.stop();
  await parts.commands.stop();
  await parts.sender.stop();
};
