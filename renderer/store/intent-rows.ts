/** What the app page asks of the engine: one row for each intent, and why it was not done. */
import type {
  AccountId,
  CarryKey,
  CarryPause,
  ConversationId,
  FileId,
  MessageId,
  NoticeLevel,
  PersonId,
  SettablePresence,
  ServiceFailure,
} from '../model/index.ts';
import type { NoticeSettingsChange } from './notice-rows.ts';
import type { WrittenFile, WrittenReaction, WrittenText } from './attempt-rows.ts';

/** Intents: what the user wants done. The app page writes them; the engine carries them out and removes them. */
export type IntentRow =
  /** Show this picture. The engine fetches it into `pictures`. */
  | (IntentBase & { readonly kind: 'picture'; readonly fileId: FileId; readonly messageId: MessageId })
  /** Show the photos of these people: the engine fetches into `photos` what is not there, or too old. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & {
      readonly kind: 'photos';
      readonly personIds: readonly PersonId[];
    })
  /**
   * Show these custom emoji of the account's server: the engine asks for the names (without colons) that are not in `customEmoji`, or too old, and
   * reads their pictures.
   */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & {
      readonly kind: 'custom-emoji';
      readonly names: readonly string[];
    })
  /** Offer custom emoji: those whose name holds `part`; the next page of all of them where `part` is ''. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & {
      readonly kind: 'find-custom-emoji';
      readonly part: string;
    })
  /** The user has seen this conversation up to `readAt` (createdAt of the newest message seen, ms). */
  | (IntentBase & { readonly kind: 'read'; readonly readAt: number })
  /**
   * The user wants to come back to this message: from it on, its conversation is unread. `readAt`: the time just before it (ms), up to which the
   * conversation stays read.
   */
  | (IntentBase & {
      readonly kind: 'unread';
      readonly messageId: MessageId;
      readonly readAt: number;
      /** Why the service refused it; absent where it did not. It stays until the user has seen that. */
      readonly failure?: ChoiceIntentFailure;
    })
  /** Link this Mattermost conversation with a Teams one. If it fails, it stays until the user has seen the failure. */
  | (IntentBase & {
      readonly kind: 'link';
      readonly teams: ConversationId;
      readonly failure: LinkIntentFailure | null;
    })
  /** Remove the link, for everybody. `conversationId` is the Mattermost one. */
  | (IntentBase & {
      readonly kind: 'unlink';
      readonly linkId: string;
      readonly failure: LinkIntentFailure | null;
    })
  /** Carry the link, or stop carrying it. `conversationId` is the Mattermost one. */
  | (IntentBase & {
      readonly kind: 'carry';
      readonly linkId: string;
      readonly carried: boolean;
      readonly failure: LinkIntentFailure | null;
    })
  /** Try to carry a message again that failed, waits, or was discarded. */
  | (IntentBase & { readonly kind: 'retry'; readonly messageId: MessageId })
  /** Cancel carrying a message. */
  | (IntentBase & { readonly kind: 'discard'; readonly messageId: MessageId })
  /** Send this message into its conversation. */
  | (UnsentIntent & { readonly kind: 'send' } & ComposedMessage)
  /** Another text, and other files, for a message that was not sent yet. */
  | (UnsentIntent & { readonly kind: 'edit-unsent' } & ComposedMessage)
  /** Do not send it. If it has arrived already, it is deleted. */
  | (UnsentIntent & { readonly kind: 'remove-unsent' })
  /** Try a message again that waits or was refused. */
  | (UnsentIntent & { readonly kind: 'send-again' })
  /** Set or remove the user's reaction to this message. */
  | (ActIntentBase & {
      readonly kind: 'react';
      readonly reaction: WrittenReaction;
      readonly set: boolean;
    })
  /** Another text for an existing message. `edition` (`editionOf`) is the edition that the user saw. */
  | (ActIntentBase & { readonly kind: 'edit'; readonly text: WrittenText; readonly edition: number })
  /** Pin this message, for everybody in its conversation, or take the pin away. */
  | (ActIntentBase & { readonly kind: 'pin'; readonly set: boolean })
  /** Delete an existing message. */
  | (ActIntentBase & { readonly kind: 'remove' })
  /** Take back a refused act. `key` is the attempt's. */
  | (IntentBase & { readonly kind: 'let-go'; readonly key: CarryKey })
  /** The notice level that the user wants for this conversation. */
  | (IntentBase & { readonly kind: 'choose-notices'; readonly level: NoticeLevel | null })
  /** Whether this conversation is a favourite. */
  | (ChoiceIntentBase & { readonly kind: 'favour'; readonly favourite: boolean })
  /** Mute this conversation until this time, ms, or `forEver`; null: stop muting. */
  | (ChoiceIntentBase & { readonly kind: 'mute'; readonly until: number | null })
  /** Hide this conversation until its next message, or show it again. */
  | (ChoiceIntentBase & { readonly kind: 'hide'; readonly hidden: boolean })
  /** Of what the user wants to be told in all conversations. */
  | (Pick<IntentBase, 'id' | 'at'> & {
      readonly kind: 'choose-all-notices';
      readonly change: NoticeSettingsChange;
    })
  /** Set the user's own presence; `until`: when it ends, ms, null for as long as the service lets it be. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & {
      readonly kind: 'set-presence';
      readonly presence: SettablePresence;
      readonly until: number | null;
      /**
       * When the service was asked, ms, as long as its answer is not known; absent where it was not asked, or has answered. An intent that was
       * stored by an earlier version has none.
       */
      readonly askedAt?: number;
      /** Why it was not set; absent where it may still be. It stays until the user chooses again. */
      readonly failure?: PresenceIntentFailure;
    })
  /** Open the conversation with these people, and begin it where there is none. Stays until the user has seen what came of it. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & {
      readonly kind: 'start';
      readonly others: readonly PersonId[];
      readonly first: { readonly key: CarryKey; readonly text: WrittenText } | null;
      /** The service has been asked: the conversation may be there. */
      readonly tried: boolean;
      readonly outcome:
        | { readonly kind: 'made'; readonly conversationId: ConversationId }
        | { readonly kind: 'failed'; readonly failure: ServiceFailure }
        | null;
    })
  /** Offer the commands of this conversation's server. */
  | (IntentBase & { readonly kind: 'list-commands' })
  /** Execute this command of the server, once. Stays until it is done, or until the user has seen why not. */
  | (IntentBase & {
      readonly kind: 'run-command';
      /** By which the box finds it, made by `commandKey`. */
      readonly key: string;
      /** The thread in whose box it was written, as its draft has it. */
      readonly draftThread: MessageId | '';
      /** Where it is executed, if not in the draft's own conversation: the draft of a pair's thread may be the other side's. */
      readonly target?: { readonly accountId: AccountId; readonly conversationId: ConversationId };
      /** The root of the thread in which it is executed; '' in the conversation's own timeline. */
      readonly threadId: MessageId | '';
      /** With its slash. */
      readonly text: string;
      /** The service has been asked: the command may be executed. */
      readonly tried: boolean;
      /** Null while it runs. */
      readonly outcome: CommandOutcome | null;
    })
  /** The user has seen what was said to them alone. `messageId`: its id. */
  | (IntentBase & { readonly kind: 'dismiss-private'; readonly messageId: MessageId })
  /** Look for people on the server. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & { readonly kind: 'find-people'; readonly typed: string })
  /** Pause carrying on this computer, or end the pause. */
  | (Pick<IntentBase, 'id' | 'at'> & { readonly kind: 'pause-carrying'; readonly pause: CarryPause })
  /** Try this account at once, and not at the planned time. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & { readonly kind: 'try-account' });

/** Why a link was not made, removed or switched. `code` is the service's own. Being off-line is no failure: the intent is tried again. */
export type LinkIntentFailure =
  /** The user does not administer the channel, or is not in it. */
  | { readonly kind: 'no-right' }
  /** One of the two conversations is linked already. */
  | { readonly kind: 'linked-already'; readonly linkId: string }
  /** One of the two no longer exists. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly code: string };

/** What is wanted of a conversation. Stays with its failure until the user has seen it. */
interface ChoiceIntentBase extends IntentBase {
  readonly failure: ChoiceIntentFailure | null;
}

/** Why a choice for a conversation was not taken; `code` is the service's own. Off-line is no failure: it is tried again. */
export type ChoiceIntentFailure =
  /** The user, or Isthmus for them, may not do that. */
  | { readonly kind: 'no-right' }
  /** The conversation is not there any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly code: string };

/** Why the user's own presence was not set. */
export type PresenceIntentFailure =
  | ChoiceIntentFailure
  /** The service could not be asked for so long that the user no longer expects it. */
  | { readonly kind: 'too-late' }
  /** The service was asked, and its answer was lost: it may be set. It is not set again by itself. */
  | { readonly kind: 'perhaps' };

/** What came of a command that is not simply done. */
export type CommandOutcome =
  /** It is done, and leads to this address. */
  | { readonly kind: 'opens'; readonly address: string }
  /** The server has no such command. */
  | { readonly kind: 'unknown' }
  /** It was not asked for, because the service could not be reached. */
  | { readonly kind: 'not-connected' }
  /** It was asked for, and the answer was lost. It is never asked for again by itself. */
  | { readonly kind: 'perhaps' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** A message as the user composed it. */
export interface ComposedMessage {
  readonly text: WrittenText;
  readonly files: readonly WrittenFile[];
}

/** An intent about a message that the user writes in Isthmus. `key` is the message's key, the same in all its intents. */
interface UnsentIntent extends IntentBase {
  readonly key: CarryKey;
}

/** An intent about an existing message. */
interface ActIntentBase extends IntentBase {
  readonly messageId: MessageId;
}

interface IntentBase {
  /** Assigned by the database, in order. */
  readonly id?: number;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly at: number;
}
