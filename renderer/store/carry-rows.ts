/** Rows of carrying: links, what became of what, and the outbox. The mirror can be rebuilt; of these only links and counterparts can. */
import type {
  AccountId,
  ConversationId,
  DressingNote,
  FileId,
  LinkNote,
  MessageId,
  PersonId,
  TeamsFeature,
  Service,
} from '../model/index.ts';

/** A Mattermost and a Teams conversation that belong together, as this user's Isthmus knows it. */
export interface LinkRow {
  /** The same for as long as the link stands: made of both conversations' ids. */
  readonly id: string;
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
  readonly source: LinkSource;
  readonly standing: LinkStanding;
  /** The Teams conversation's name when the link was made, for those who cannot see it; '' where people make the link. */
  readonly name: string;
  readonly choice: LinkChoice;
  /** What follows: the link stands, and this user has it carried. Only then does the bridge touch anything. */
  readonly carried: boolean;
  /** What was written before these is not carried; each on its own service's clock, ms. */
  readonly since: Readonly<Record<Service, number>>;
}

export type LinkSource =
  /** A post in the Mattermost conversation, which says so in its props; its author must be allowed to. */
  | { readonly kind: 'post'; readonly messageId: MessageId; readonly authorId: PersonId | null }
  /** A direct message and a one-to-one chat of the same two people, both connected. */
  | { readonly kind: 'people' };

/** Whether a link counts, and if not, why; shown to the user as it is. */
export type LinkStanding =
  | { readonly kind: 'good' }
  /** Not known yet: the right of who made it has not been looked up. */
  | { readonly kind: 'unchecked' }
  /** The conversation of that service is not there, or not for this user. */
  | { readonly kind: 'side-missing'; readonly service: Service }
  /** Whoever made it does not administer the channel (any more), or is not in the group message. */
  | { readonly kind: 'right-lost' }
  /** One of its conversations is linked otherwise by an older link that stands. */
  | { readonly kind: 'contradicts'; readonly linkId: string };

/** `default`: never asked; linked channels are then carried, chats are not. */
export type LinkChoice = 'default' | 'carried' | 'not-carried';

/** A post that links its channel, as the mirror has seen it; what became of it decides the links. */
export interface LinkPostRow {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly authorId: PersonId | null;
  readonly createdAt: number;
  readonly note: LinkNote;
  readonly pinned: boolean;
}

/** A Mattermost conversation whose pinned posts were asked for: once per database, later ones come by themselves. */
export interface PinsReadRow {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
}

/** How far both sides were read when that was last carried; createdAt on each service's clock, ms. One row per link. */
export interface LinkReadRow {
  readonly linkId: string;
  readonly mattermost: number;
  readonly teams: number;
  /**
   * Up to where each side's messages were looked at: what of them is unread is wanted so, or stands after something that was not seen
   * on the other side. Later ones may have been read there before they arrived here. Absent: none was.
   */
  readonly looked?: Readonly<Record<Service, number>>;
}

/** Why messages of a link were left alone, counted (design, decision 6). */
export interface NotCarriedRow {
  readonly linkId: string;
  readonly reason: NotCarried;
  readonly count: number;
}

/** Every reason not to carry a message. */
export type NotCarried =
  /** Somebody joined, renamed, called: nobody wrote it. */
  | 'system-message'
  /** A bot, an application or a webhook wrote it. */
  | 'not-a-person'
  /** Its author's own Isthmus carries it, or nobody's. */
  | 'not-mine'
  | 'before-link'
  | 'deleted-before-carried'
  | 'not-carried-by-choice'
  /** Its author chose that it goes once it was read: a copy would stay. */
  | 'burn-on-read'
  /** There is nothing in it that anybody would see. */
  | 'empty'
  /** Rules of the organisation hide it where it was written: it is not shown elsewhere either. */
  | 'blocked'
  /** The other side cannot show that reaction. */
  | 'reaction-unknown-there';

/** A message and what it became on the other side. */
export interface CounterpartRow {
  /** The message that was written first. */
  readonly id: MessageId;
  readonly linkId: string;
  readonly origin: Service;
  /**
   * What it became, in order: several when a long text or many files were split. Null holds the place of a part that is not in the
   * mirror (deleted by hand). Fewer than `parts` while the rest is still to be sent.
   */
  readonly copies: readonly (MessageId | null)[];
  readonly parts: number;
  /** Whether the user wrote it: other people's text is not ours to carry, only our reactions and replies to it. */
  readonly mine: boolean;
  /** Both forms when they last agreed; null where one has not been seen yet. */
  readonly originBase: Snapshot | null;
  readonly copyBase: Snapshot | null;
  /** The user's own reactions when both sides last agreed, by the name of decide.ts. */
  readonly reactions: readonly string[];
  /** What was put around the text, for where the first copy does not say it (any more). Absent: that is not known. */
  readonly dressing?: DressingNote;
}

/** What of a message is compared: enough to tell that it changed, nothing to read. */
export interface Snapshot {
  /** A digest of subject, body, importance and files. */
  readonly text: string;
  readonly deleted: boolean;
}

/** A message that may have to be carried: one row each, gone when both sides agree. */
export interface OutboxRow {
  /** The message that changed, on whichever side. */
  readonly messageId: MessageId;
  readonly linkId: string;
  /** Where it was written. */
  readonly service: Service;
  /** Its createdAt on that service, ms: the order of carrying. */
  readonly at: number;
  readonly state: OutboxState;
  /** Where it stands in line while it is open (carrying/outbox.ts); absent in a row that is settled. */
  readonly lane?: string;
  /** Its files, as far as they have got to the other side; absent before the first was looked at. */
  readonly files?: readonly CarriedFile[];
}

/** A file on its way: with a `session` it goes on where it stopped, with a `handle` it is there. All words are the connector's. */
export interface CarriedFile {
  readonly of: FileId;
  readonly session: string | null;
  readonly handle: string | null;
  /** It does not go across, and the message says so in its place. */
  readonly instead: InsteadOfFile | null;
  /** How often it failed while the conversation could be read. Absent: never. */
  readonly failed?: number;
  /** How many bytes have gone off, where somebody looks at that: kept now and then, for people only. Absent elsewhere. */
  readonly sent?: number;
}

export type InsteadOfFile =
  /** `limit` in bytes. */
  | { readonly kind: 'too-large'; readonly limit: number }
  /** It vanished before it was carried. */
  | { readonly kind: 'gone' }
  /** The other side does not take it (its type, its name, or no right to store files). */
  | { readonly kind: 'refused' }
  /** It could not be read, again and again, where it was sent. */
  | { readonly kind: 'unreadable' };

export type OutboxState =
  | { readonly kind: 'queued' }
  /** Its files are on their way to the other side; nothing is written there yet. */
  | { readonly kind: 'uploading' }
  /** Asked for, and not known whether it happened. `after`: newest createdAt on the other side when it began, on that side's clock. */
  | {
      readonly kind: 'sending';
      readonly act: OutboxAct;
      readonly after: number;
      readonly retryAt: number;
      readonly tries: number;
      /**
       * How often in a row it failed while the conversation there could be read, and what was answered last; null where nothing was that
       * has a status. Absent: never.
       */
      readonly answered?: { readonly times: number; readonly status: number | null };
      /** The user gave it up before it was known whether it had arrived. */
      readonly givenUp?: true;
    }
  /** It did not happen and is tried again at `until` (ms, this machine's clock). */
  | { readonly kind: 'waiting'; readonly until: number; readonly why: WaitReason; readonly tries: number }
  /** The service said no: only the user (or a change of the message) moves it on. */
  | { readonly kind: 'failed'; readonly reason: CarryFailure }
  /** The user gave it up. A new message stays so; a change of a carried one is looked at again when it changes again. */
  | { readonly kind: 'discarded' };

/** What was asked for, as far as finding it again needs it. */
export type OutboxAct =
  /** `text` digests what was sent, `version` is the message's that it was made of; `part` of `parts` counts from 0. */
  | {
      readonly kind: 'send';
      readonly text: string;
      readonly version: number;
      readonly part: number;
      readonly parts: number;
      /** What it makes has the attempt's key: nothing without it is it. Absent where the service keeps none, and in carrying. */
      readonly keyed?: true;
      /** What stands around the text in the first part; absent in others, and in rows of earlier versions. */
      readonly dressing?: DressingNote;
    }
  /** Repeating these is harmless. */
  | { readonly kind: 'repeatable' };

export type WaitReason =
  'offline' | 'throttled' | 'sign-in-needed' | 'not-let-in' | 'root-not-carried' | 'other-attempt';

/** Why a service refused, in a word that the page turns into a sentence; `code` is the service's own. */
export type CarryFailure =
  | { readonly kind: 'forbidden'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'too-long' }
  /** The conversation there is archived. */
  | { readonly kind: 'archived' }
  /** Rules of the organisation (data loss prevention, a plugin of the server) do not let it through, or hide it there. */
  | { readonly kind: 'blocked' }
  /** Nobody has granted Isthmus the permission for it; rows of earlier versions do not say what for. */
  | { readonly kind: 'not-granted'; readonly feature?: TeamsFeature }
  /** The service does not let it be changed any more: too much time has passed. */
  | { readonly kind: 'too-late' }
  /** The conversation, or the message there, is not there any more. */
  | { readonly kind: 'gone' }
  /** What it became was deleted there by an administrator: that is not its author's wish, so it stays where it was written. */
  | { readonly kind: 'removed-there' }
  | { readonly kind: 'broken' };

/** What this installation knows of itself; one row. */
export interface ComputerRow {
  readonly key: 'computer';
  /** Random, made with the database: a rebuilt database is another computer, and takes the lease over as one. */
  readonly id: string;
  /**
   * Links of which it is known what was carried already, since this computer took carrying over: only over these anything is sent.
   * Absent is none. In the database, since a crash or a lost answer may lie between taking over and finding out.
   */
  readonly knownLinks?: readonly string[];
}
