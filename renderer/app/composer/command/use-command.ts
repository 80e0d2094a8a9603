/** The command of a box: writes the intent to execute it, and follows its outcome. */
import { useEffect, useMemo, useRef } from 'react';
import {
  readCommandIntent,
  seenCommand,
  wantCommandRun,
  type CommandIntent,
  type DraftPlace,
  type WantedCommand,
} from '../../../store/index.ts';
import { useNavigation } from '../../navigation/navigation.ts';
import { query } from '../../queries/query.ts';
import { caughtBy, logCaught } from '../../world/log-caught.ts';
import { useQuery } from '../../world/use-query.ts';
import { useWorld } from '../../world/world.ts';

export interface BoxCommand {
  /** The command that runs here, or that ended with an outcome to show; null if there is none. */
  readonly intent: CommandIntent | null;
  /** Asks to execute a command; rejects if the disk refuses. Does nothing while one runs here. */
  readonly run: (command: WantedCommand) => Promise<void>;
  /** The user has seen why it was not executed. */
  readonly dismiss: () => void;
  /** The box contains `text` now; null: no command. The outcome of another command is no longer shown, unless it may have been executed. */
  readonly changed: (text: () => string | null) => void;
}

/** The address from a command is opened within this time after the intent, ms. */
const freshFor = 60_000;

/** `done` is called with the text of a command as soon as it is executed. */
export const useCommand = (
  { conversationId, threadId, accountId }: DraftPlace,
  done: (text: string) => void,
): BoxCommand => {
  const { database, queries, door, now } = useWorld();
  const { openAddress } = useNavigation();
  const asked = useMemo(
    () => query('command', ['intents'], (tables) => readCommandIntent(tables, { conversationId, threadId })),
    [conversationId, threadId],
  );
  const intent = useQuery(asked) ?? null;
  const dismiss = (row: CommandIntent): void => {
    seenCommand(database, row).catch((error: unknown) => logCaught(door, 'seen-command', error));
  };
  const latest = useRef({ done, dismiss, openAddress });
  useEffect(() => {
    latest.current = { done, dismiss, openAddress };
  });
  // Stops following the running command; null while none runs.
  const following = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      following.current?.();
      following.current = null;
    },
    [],
  );
  /** Waits until the command `text`, which runs, is done or has another outcome. It may be done before anything shows that it runs. */
  const follow = (text: string): void => {
    if (following.current !== null) return;
    const end = (): void => {
      following.current?.();
      following.current = null;
    };
    following.current = queries.follow(
      asked,
      (row) => {
        if (row?.outcome === null) return;
        end();
        if (row === null) latest.current.done(text);
      },
      caughtBy(door, 'command-followed'),
    );
  };
  useEffect(() => {
    if (intent?.outcome === null) follow(intent.text);
    if (intent?.outcome?.kind !== 'opens') return;
    latest.current.done(intent.text);
    latest.current.dismiss(intent);
    // After a restart no user waits for it.
    if (Math.abs(now() - intent.at) < freshFor) latest.current.openAddress(intent.outcome.address);
    // Its effect depends on the command alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [intent]);
  return {
    intent,
    run: async (command) => {
      // A command that is done stays in the box until the box has read the outcome: a second Enter must not execute it again.
      if (following.current !== null) return;
      const place = { conversationId, threadId, accountId };
      if (await wantCommandRun(database, place, command, now())) follow(command.text);
    },
    dismiss: () => {
      if (intent !== null) dismiss(intent);
    },
    changed: (text) => {
      const kind = intent?.outcome?.kind;
      if (kind === undefined || kind === 'perhaps' || kind === 'opens') return;
      if (intent !== null && text() !== intent.text) dismiss(intent);
    },
  };
};
