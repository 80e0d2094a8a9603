/** Rows of carrying: links, counterparts and the outbox. Of these, only links and counterparts can be rebuilt from the services. */
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
  SharedKey,
} from '../model/index.ts';

/** A link of a Mattermost and a Teams conversation, as this user's Isthmus knows it. */
export interface LinkRow {
  /** Made of both conversations' ids, so it stays the same as long as the link exists. */
  readonly id: string;
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
  readonly source: LinkSource;
  readonly standing: LinkStanding;
  /**
   * The Teams conversation's name when the link was made, for people who cannot see that conversation; '' if the two people make the link.
   */
  readonly name: string;
  readonly choice: LinkChoice;
  /** Derived: the link is good, and this user wants it carried. Only then the bridge does anything. */
  readonly carried: boolean;
  /** Messages that were written before these times are not carried; each on its own service's clock, ms. */
  readonly since: Readonly<Record<Service, number>>;
  /** Who carries over it for people who have not connected. Absent: nobody does, as far as this Isthmus knows. */
  readonly relay?: LinkRelay;
  /**
   * Set if a relay carries over it and the server does not let the user's profile say who they are in Teams: so the relay carries for the
   * user, and this Isthmus does not.
   */
  readonly isLeftToRelay?: true;
  /** Set while this Isthmus does not carry over it because it cannot agree with the relay which of them does. */
  readonly holdTrouble?: HoldTrouble;
}

/** Why an Isthmus cannot agree with a relay. */
export type HoldTrouble =
  /** The server lets the user neither change nor delete the note by which the relay knows whether their Isthmus is there. */
  | 'register-refused'
  /** The conversation with the relay's bot has so many messages that the notes have not been found yet. */
  | 'register-far';

export type LinkRelay =
  /** This Isthmus is the relay: it carries what others write, through its own accounts. */
  | { readonly kind: 'this' }
  /** The accounts of the organisation's relay. Only its copies are trusted as copies of what others wrote. */
  | ({ readonly kind: 'other' } & Readonly<Record<Service, PersonId>>);

export type LinkSource =
  /** A post in the Mattermost conversation says so in its props. Its author must have the right to link. */
  | { readonly kind: 'post'; readonly messageId: MessageId; readonly authorId: PersonId | null }
  /** A direct message and a one-to-one chat have the same two people, and both people are connected. */
  | { readonly kind: 'people' };

/** Whether a link counts, and if not, why. The user sees it. */
export type LinkStanding =
  | { readonly kind: 'good' }
  /** Not known yet: nobody has checked whether its author has the right. */
  | { readonly kind: 'unchecked' }
  /** The conversation of that service does not exist, or this user cannot see it. */
  | { readonly kind: 'side-missing'; readonly service: Service }
  /** Its author does not administer the channel (any more), or is not in the group message. */
  | { readonly kind: 'right-lost' }
  /** An older link that counts links one of its conversations with another one. */
  | { readonly kind: 'contradicts'; readonly linkId: string };

/** `default`: the user has not chosen. Then linked channels are carried, and chats are not. */
export type LinkChoice = 'default' | 'carried' | 'not-carried';

/** A post that links its channel, as the mirror last saw it. The links are derived from these rows. */
export interface LinkPostRow {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly authorId: PersonId | null;
  readonly createdAt: number;
  readonly note: LinkNote;
  readonly pinned: boolean;
}

/**
 * A Mattermost conversation whose pinned posts were asked for. That is done once per database, because later posts arrive by themselves.
 */
export interface PinsReadRow {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
}

/** How far both sides were read when the read state was last carried; createdAt on each service's clock, ms. One row per link. */
export interface LinkReadRow {
  readonly linkId: string;
  readonly mattermost: number;
  readonly teams: number;
  /**
   * Up to which message each side was checked. An unread message up to here is unread by the user's will, or follows a message that is
   * unread on the other side. A later message may have been read there before it arrived here. Absent: nothing was checked.
   */
  readonly looked?: Readonly<Record<Service, number>>;
}

/** How many messages of a link were not carried, by reason (design, decision 6). */
export interface NotCarriedRow {
  readonly linkId: string;
  readonly reason: NotCarried;
  readonly count: number;
}

/** Every reason not to carry a message. */
export type NotCarried =
  /** Nobody wrote it: a person joined, renamed or called. */
  | 'system-message'
  /** A bot, an application or a webhook wrote it. */
  | 'not-a-person'
  /** Another person wrote it. Only that person's own Isthmus may carry it, or the relay. */
  | 'not-mine'
  /** Its author has connected: their own Isthmus carries it, and not the relay. */
  | 'author-connected'
  /** Its author has connected and their computers are off. Their own Isthmus carried it, and only that may carry an edit or a deletion. */
  | 'author-away'
  /** Its author has connected and their computers are off. Their own Isthmus may have carried it just before, and finds out when it is back. */
  | 'perhaps-carried'
  /**
   * A mark says that it is on the other side already, and its author has not connected, or not any more: a relay believes the mark, because
   * it would carry a second time what they carried themselves; but somebody else may have forged it.
   */
  | 'marked-unconnected'
  /** One of the relay's own accounts wrote it. */
  | 'relay-account'
  | 'before-link'
  | 'deleted-before-carried'
  | 'not-carried-by-choice'
  /** Its author wants it to vanish once it was read, but a copy would stay. */
  | 'burn-on-read'
  /** It has no content that people can see. */
  | 'empty'
  /** Rules of the organisation hide it on its own service, so it must not be shown on the other one. */
  | 'blocked'
  /** The other service cannot show that reaction. */
  | 'reaction-unknown-there';

/** How many messages a relay has carried within a quarter of an hour. */
export interface CarriedCountRow {
  /** When it began, ms on this machine's clock. */
  readonly at: number;
  /** Where the messages were written. */
  readonly from: Service;
  readonly messages: number;
}

/** A message and its copies on the other side. */
export interface CounterpartRow {
  /** The message that was written first. */
  readonly id: MessageId;
  readonly linkId: string;
  readonly origin: Service;
  /**
   * Its copies, in order. There are several if a long text or many files were split. Null is a part that is not in the mirror (somebody
   * deleted it). There are fewer than `parts` as long as some are not sent yet.
   */
  readonly copies: readonly (MessageId | null)[];
  readonly parts: number;
  /** Who wrote the copies, and may change them: nobody else does. */
  readonly carriedBy: CarriedBy;
  /**
   * The relay's account that wrote the copies, where `carriedBy` says `relay`: it was this link's relay when that was stored, and stays the
   * one who wrote them when the link has another relay. Absent in rows of earlier versions.
   */
  readonly relayedBy?: PersonId;
  /** Both forms when they last agreed; null if one has not been seen yet. */
  readonly originBase: Snapshot | null;
  readonly copyBase: Snapshot | null;
  /** The user's own reactions when both sides last agreed, by the names of decide.ts. */
  readonly reactions: readonly string[];
  /** What the bridge added around the text. It is used if the first copy does not say it (any more). Absent: it is not known. */
  readonly dressing?: DressingNote;
}

export type CarriedBy =
  /** This Isthmus, as its user; a relay as its bot. */
  | 'me'
  /** The message's author, who is another person. Of such messages only the user's own reactions are carried here. */
  | 'other'
  /** The organisation's relay, for an author who had not connected, who may be this user. */
  | 'relay';

/** The parts of a message that are compared. They show that it changed, but hold no text. */
export interface Snapshot {
  /** A digest of subject, body, importance and files. */
  readonly text: string;
  readonly deleted: boolean;
}

/** A message that may have to be carried. Each has one row, which is removed when both sides agree. */
export interface OutboxRow {
  /** The message that changed. It may be of either side. */
  readonly messageId: MessageId;
  readonly linkId: string;
  /** The service of that message. */
  readonly service: Service;
  /** Its createdAt on that service, ms. Carrying follows this order. */
  readonly at: number;
  readonly state: OutboxState;
  /**
   * When this Isthmus was told of what is to be carried, ms on this machine's clock. Absent: it is not known, because the row is of an
   * earlier version, or of a message that was there before its link.
   */
  readonly seen?: number;
  /** Its lane as long as it is open (carrying/outbox.ts); absent in a settled row. */
  readonly lane?: string;
  /** How far its files have been carried; absent before the first one starts. */
  readonly files?: readonly CarriedFile[];
  /** On a relay: how often in a row this new message was forbidden where the conversation could be read. Absent: never. */
  readonly refusals?: number;
}

/**
 * A file that is being carried. With a `session` its upload can be resumed; with a `handle` it is stored. Only the connector knows the
 * content of both.
 */
export interface CarriedFile {
  readonly of: FileId;
  readonly session: string | null;
  readonly handle: string | null;
  /** Set if it cannot be carried. The message says so in its place. */
  readonly instead: InsteadOfFile | null;
  /** How often it failed while the conversation could be read. Absent: never. */
  readonly failed?: number;
  /** How many bytes have been sent, for people only. It is stored from time to time, and only if a page shows it. Else absent. */
  readonly sent?: number;
}

export type InsteadOfFile =
  /** `limit` in bytes. */
  | { readonly kind: 'too-large'; readonly limit: number }
  /** It was gone before it was carried. */
  | { readonly kind: 'gone' }
  /** The other service does not accept it (for its type or name, or because the user may not store files). */
  | { readonly kind: 'refused' }
  /** The user may send no files there. */
  | { readonly kind: 'no-right' }
  /** The user's storage there is full. */
  | { readonly kind: 'no-room' }
  /** It could not be read from its own service, in several tries. */
  | { readonly kind: 'unreadable' };

export type OutboxState =
  | { readonly kind: 'queued' }
  /** Its files are being uploaded to the other side. No message is written there yet. */
  | { readonly kind: 'uploading' }
  /**
   * The request was sent, and it is not known whether it happened. `after`: the newest createdAt on the other side at the start, on that
   * side's clock.
   */
  | {
      readonly kind: 'sending';
      readonly act: OutboxAct;
      readonly after: number;
      readonly retryAt: number;
      readonly tries: number;
      /**
       * How often in a row it failed although the conversation there could be read, and the last answer's status; null if there was no
       * answer with a status. Absent: never.
       */
      readonly answered?: { readonly times: number; readonly status: number | null };
      /** The user cancelled it before its outcome was known. */
      readonly givenUp?: true;
    }
  /** It did not happen and is tried again at `until` (ms, this machine's clock). */
  | { readonly kind: 'waiting'; readonly until: number; readonly why: WaitReason; readonly tries: number }
  /** The service refused. Only the user, or a change of the message, can start it again. */
  | { readonly kind: 'failed'; readonly reason: CarryFailure }
  /** The user cancelled it. A new message stays so. A carried message is checked again when it changes again. */
  | { readonly kind: 'discarded' };

/** The requested act, with the details by which its message is found again. */
export type OutboxAct =
  /** `text` is a digest of the sent text, `version` that of the original message; `part` of `parts` counts from 0. */
  | {
      readonly kind: 'send';
      readonly text: string;
      readonly version: number;
      readonly part: number;
      readonly parts: number;
      /**
       * The new message has the attempt's key, so a message without it is another one. Absent if the service keeps no keys, and in
       * carrying.
       */
      readonly keyed?: true;
      /** What was added around the text in the first part; absent for other parts, and in rows of earlier versions. */
      readonly dressing?: DressingNote;
    }
  /** Acts that may be repeated without harm. */
  | { readonly kind: 'repeatable' };

export type WaitReason =
  | 'offline'
  | 'throttled'
  | 'sign-in-needed'
  | 'not-let-in'
  | 'root-not-carried'
  | 'other-attempt'
  /** The relay makes sure that the author has not connected just now, or finds out what the author's own Isthmus carried before it ended. */
  | 'author-settles'
  /** The server does not tell the relay who is in the channel, so it does not know who has connected. */
  | 'members-hidden'
  /** The other side does not let the relay write there for now. */
  | 'refused-there';

/** Why a service refused: a reason that the page turns into a sentence. `code` is the service's own. */
export type CarryFailure =
  | { readonly kind: 'forbidden'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'too-long' }
  /** The conversation there is archived. */
  | { readonly kind: 'archived' }
  /** Rules of the organisation (data loss prevention, a plugin of the server) refuse it, or hide it there. */
  | { readonly kind: 'blocked' }
  /** Nobody has granted Isthmus the permission. Rows of earlier versions do not name the feature. */
  | { readonly kind: 'not-granted'; readonly feature?: TeamsFeature }
  /** Too much time has passed, so the service allows no change any more. */
  | { readonly kind: 'too-late' }
  /** The user has not the right to it there, or is not a member any more. */
  | { readonly kind: 'no-right' }
  | { readonly kind: 'reaction-unknown' }
  /** The message has as many different reactions as the service allows. */
  | { readonly kind: 'reactions-full' }
  /** The user's storage there is full. */
  | { readonly kind: 'no-room' }
  /** The conversation or the message there no longer exists. */
  | { readonly kind: 'gone' }
  /** An administrator deleted its copy there. Its author did not want that, so the original stays. */
  | { readonly kind: 'removed-there' }
  | { readonly kind: 'broken' };

/** What this installation knows of itself; one row. */
export interface ComputerRow {
  readonly key: 'computer';
  /**
   * Random, made with the database. A rebuilt database gets another id, so it counts as another computer, and takes over the lease like
   * one.
   */
  readonly id: string;
  /**
   * Links for which this computer has found out, since it took over, what was carried already. Only over these it sends anything. Absent:
   * none. It is stored, because a crash or a lost answer may come before it has found out.
   */
  readonly knownLinks?: readonly string[];
  /** When this computer first knew that the user's profile says who they are in Teams, ms on this machine's clock. Absent: not yet. */
  readonly claimedAt?: number;
  /** The links with a relay whose both sides the user reads, and since when this computer knows that, ms on its clock. Absent: none. */
  readonly joined?: readonly JoinedLink[];
}

export interface JoinedLink {
  readonly linkId: string;
  readonly at: number;
}

/** Somebody who has disconnected, and whose messages a relay has still to look at: while they were connected it left them to their own Isthmus. */
export interface LeftAuthorRow {
  /** The person on Mattermost. */
  readonly id: PersonId;
  readonly accountId: AccountId;
  /** Whom in Teams their profile named. */
  readonly claimed: SharedKey;
  /** Since when their messages are looked at, ms on this machine's clock. */
  readonly from: number;
  /** When the relay heard that they have disconnected, ms on this machine's clock. */
  readonly at: number;
  /** The links over which it has still to look; at least one. */
  readonly links: readonly string[];
}
