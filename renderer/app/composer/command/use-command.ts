/** The command of a box: asks for its execution, and follows what comes of it. */
import { useEffect, useMemo, useRef } from 'react';
import type { MessageId } from '../../../model/index.ts';
import {
  readCommandIntent,
  seenCommand,
  wantCommandRun,
  type CommandIntent,
  type DraftPlace,
} from '../../../store/index.ts';
import { useNavigation } from '../../navigation/navigation.ts';
import { query } from '../../queries/query.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useQuery } from '../../world/use-query.ts';
import { useWorld } from '../../world/world.ts';

export interface BoxCommand {
  /** The command that runs here, or that is not simply done; null if there is none. */
  readonly intent: CommandIntent | null;
  /** Asks to execute a command; rejects if the disk refuses. Does nothing while one runs here. */
  readonly run: (text: string, threadId: MessageId | '') => Promise<unknown>;
  /** The user has seen why it was not executed. */
  readonly dismiss: () => void;
}

/** `done` is called with the text of a command as soon as it is executed. */
export const useCommand = (
  { conversationId, threadId, accountId }: DraftPlace,
  done: (text: string) => void,
): BoxCommand => {
  const { database, door, now } = useWorld();
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
  const before = useRef<CommandIntent | null>(null);
  useEffect(() => {
    const ran = before.current;
    before.current = intent;
    if (intent?.outcome?.kind === 'opens') {
      latest.current.done(intent.text);
      latest.current.dismiss(intent);
      latest.current.openAddress(intent.outcome.address);
    } else if (ran?.outcome === null && intent === null) latest.current.done(ran.text);
  }, [intent]);
  return {
    intent,
    run: (text, root) =>
      wantCommandRun(database, { conversationId, threadId, accountId }, { threadId: root, text }, now()),
    dismiss: () => {
      if (intent !== null) dismiss(intent);
    },
  };
};
