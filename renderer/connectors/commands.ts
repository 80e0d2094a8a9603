/** What the engine can ask of a service that has slash commands (Mattermost). Methods never throw for what a service does, and never retry. */
import type { ConversationId, MessageId, Result, ServerCommand, TeamId } from '../model/index.ts';

/** What a service said to a command. What it posts, and what it says to the user alone, comes by the live connection. */
export type CommandAnswer =
  /** `opens`: the address that the command leads to, made absolute; null if it leads nowhere, or nowhere that may be opened. */
  | { readonly kind: 'done'; readonly opens: string | null }
  /** The server has no such command. Nothing has happened. */
  | { readonly kind: 'unknown' };

export interface CommandPlace {
  readonly conversationId: ConversationId;
  /** The conversation's team; in a conversation without one, a team of the user. */
  readonly teamId: TeamId;
  /** The root of the thread; '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
}

export interface CommandsCapability {
  /** The commands that the server offers in this team, in the order of their triggers. */
  list(teamId: TeamId, signal: AbortSignal): Promise<Result<readonly ServerCommand[]>>;
  /**
   * Executes a command: `text` begins with its slash. This must be asked once: a command may have an effect each time. After a failure
   * `offline` it may have been executed.
   */
  execute(place: CommandPlace, text: string, signal: AbortSignal): Promise<Result<CommandAnswer>>;
}
