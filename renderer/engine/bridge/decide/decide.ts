/**
 * Decides what has to be done so that a message and its counterpart agree: a pure function of the state of both. It is asked again after
 * every act until nothing is left to do. The rest of the bridge only gathers what it needs, and carries out what it decides.
 */
import {
  type MarkNote,
  type Message,
  type MessageId,
  otherService,
  type PersonId,
  type Service,
} from '../../../model/index.ts';
import { sharedKeyOf } from '../../../model/index.ts';
import type { CounterpartRow, LinkRow, NotCarried, Snapshot, WaitReason } from '../../../store/index.ts';
import { carriesForOthers } from './relay.ts';
import { reactionsBy, snapshotOf, snapshotOfAll } from './compare.ts';
import { presentCopies } from '../text/parts.ts';

export interface CarryCase {
  readonly link: LinkRow;
  /** Where the message was written. */
  readonly service: Service;
  readonly message: Message;
  readonly me: Readonly<Record<Service, PersonId>>;
  /** What is known of its counterpart; forged marks are left out already. */
  readonly row: CounterpartRow | null;
  /** The message that the row calls its origin, as the mirror has it; null if the mirror lacks it. */
  readonly origin: Message | null;
  /** All copies of it, in order; empty while the mirror lacks one. */
  readonly copies: readonly Message[];
  /** Whether a request that writes into this side of the link has not been answered yet. This very message may be its result. */
  readonly attemptIntoThisSide: boolean;
  /** What has become of the message that this one answers. */
  readonly root: RootStanding;
  /** Whether both say the same. It is only computed where it is not known when they last agreed. */
  readonly agrees: boolean;
  /** Which side can bring deleted messages back. */
  readonly canRestore: Readonly<Record<Service, boolean>>;
  readonly canReact: (service: Service, reaction: string) => boolean;
  /** Whether its author is connected, as a relay knows it. Only a relay asks. */
  readonly author: AuthorStanding;
}

/** What a relay knows of a message's author. */
export type AuthorStanding =
  /** They say in their profile who they are on the other side, so that their own Isthmus carries for them. */
  | { readonly kind: 'connected' }
  | AwayAuthor
  /** `sure`: this was asked so late that a claim from before the message would have been seen. */
  | { readonly kind: 'unconnected'; readonly sure: boolean };

/** They have connected, their computers are off, and the relay has taken them. */
export interface AwayAuthor {
  readonly kind: 'away';
  /** Who they are on Mattermost. */
  readonly as: PersonId;
  /**
   * Whether their own Isthmus carried the message before it ended; `unasked`: that was not looked for yet; `unwanted`: by their
   * own choice it is not carried, because they have switched the link off, or had when they wrote it.
   */
  readonly carried: 'no' | 'perhaps' | 'unasked' | 'unwanted';
}

export type RootStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'carried'; readonly id: MessageId }
  /** The Isthmus of its author will carry it soon, or has carried it: then `unseen` is the copy, which the mirror does not have yet. */
  | { readonly kind: 'awaited'; readonly unseen?: MessageId }
  /** It is not carried, and will not be. */
  | { readonly kind: 'never' };

export type Decision =
  | { readonly kind: 'nothing'; readonly reason: NotCarried | null }
  | { readonly kind: 'wait'; readonly why: WaitReason }
  /** Nothing is to be done but to remember the row: both agree, or their agreement has just been seen. */
  | { readonly kind: 'remember'; readonly row: CounterpartRow }
  /** Writes this part of the counterpart, from 0. */
  | { readonly kind: 'send'; readonly part: number }
  /** A moderator deleted the copy. The message stays where it was written, and the user is told. `row` is to be remembered. */
  | { readonly kind: 'keep'; readonly row: CounterpartRow }
  /** Writes the text of `from` into the other one. */
  | { readonly kind: 'edit'; readonly from: 'origin' | 'copy' }
  | { readonly kind: 'remove'; readonly from: 'origin' | 'copy' }
  | { readonly kind: 'restore' }
  /** The mirror lacks these forms, on this side: they are to be asked for, because the user's reactions on the other form changed. */
  | { readonly kind: 'see'; readonly on: Service; readonly forms: readonly MessageId[] }
  | {
      readonly kind: 'react';
      readonly on: 'origin' | 'copy';
      readonly reaction: string;
      readonly set: boolean;
    }
  | { readonly kind: 'mark'; readonly post: MessageId; readonly note: MarkNote };

const nothing = (reason: NotCarried | null = null): Decision => ({ kind: 'nothing', reason });

/** The next act for this message, or nothing. */
export const decide = (given: CarryCase): Decision => {
  const { row, message, link } = given;
  // The post that makes the link is about Isthmus, and is not carried.
  if (message.kind === 'system' || message.note?.kind === 'link') return nothing('system-message');
  if (!link.carried) return nothing('not-carried-by-choice');
  if (row === null) return decideFirst(given);
  if (carriesForOthers(link))
    return row.carriedBy === 'me' ? decideRelayed(given, row) : decideOfAuthor(given);
  return row.carriedBy === 'me' ? decideMine(given, row) : decideReactions(given, row);
};

/**
 * The author's own Isthmus carried it, and only that may change the copy. A relay has no reactions of its own, and cannot react as somebody
 * else.
 */
const decideOfAuthor = ({ author, agrees, origin, copies }: CarryCase): Decision => {
  if (author.kind === 'unconnected') return nothing('marked-unconnected');
  if (author.kind === 'connected' || origin === null) return nothing();
  const isCopyGone = snapshotOfAll(copies)?.deleted ?? false;
  return agrees && (origin.deletedAt !== null) === isCopyGone ? nothing() : nothing('author-away');
};

/** Nothing is known of a counterpart. */
const decideFirst = (given: CarryCase): Decision => {
  const { message, service, link, me, attemptIntoThisSide, root, author } = given;
  const isMine = message.authorId === me[service];
  if (isMine && carriesForOthers(link)) return nothing('relay-account');
  // What bots, applications and webhooks write is not carried.
  if (message.authorId === null || message.writtenBy !== undefined) return nothing('not-a-person');
  if (!isMine && !carriesForOthers(link)) return nothing('not-mine');
  if (carriesForOthers(link) && author.kind === 'connected') return nothing('author-connected');
  if (carriesForOthers(link) && author.kind === 'away') {
    if (author.carried === 'unwanted') return nothing('not-carried-by-choice');
    if (author.carried === 'perhaps') return nothing('perhaps-carried');
  }
  if (message.createdAt < link.since[service]) return nothing('before-link');
  if (message.staysHere !== undefined) return nothing(message.staysHere);
  // A relay's own attempts are never taken for a message of another person.
  if (attemptIntoThisSide && isMine) return { kind: 'wait', why: 'other-attempt' };
  if (message.deletedAt !== null) return nothing('deleted-before-carried');
  if (message.blocked) return nothing('blocked');
  if (root.kind === 'awaited') return { kind: 'wait', why: 'root-not-carried' };
  if (carriesForOthers(link) && !isSure(author)) return { kind: 'wait', why: 'author-settles' };
  return { kind: 'send', part: 0 };
};

/** Whether it is certain that nobody else carries a message of this author. */
const isSure = (author: AuthorStanding): boolean =>
  (author.kind === 'unconnected' && author.sure) || (author.kind === 'away' && author.carried === 'no');

/** Both forms now, and as they were when they last agreed. */
interface Compared {
  readonly originNow: Snapshot;
  readonly copyNow: Snapshot;
  readonly originBase: Snapshot;
  readonly copyBase: Snapshot;
}

/** What is to be compared; a decision if the forms are seen for the first time, or one has never been seen. */
const comparedNow = (given: CarryCase, row: CounterpartRow): Compared | Decision => {
  const seen = sightOf(given, row);
  if (seen !== null) return { kind: 'remember', row: seen };
  const { originBase, copyBase } = row;
  const originNow = given.origin === null ? originBase : snapshotOf(given.origin);
  const copyNow = snapshotOfAll(given.copies) ?? copyBase;
  if (originNow === null || copyNow === null || originBase === null || copyBase === null) return nothing();
  return { originNow, copyNow, originBase, copyBase };
};

/** The message was deleted, or brought back, since both agreed. */
const followOrigin = (
  given: CarryCase,
  row: CounterpartRow,
  { originNow, copyNow, originBase }: Compared,
): Decision => {
  if (originNow.deleted)
    return copyNow.deleted ? remember(row, originNow, copyNow) : { kind: 'remove', from: 'copy' };
  // The copy was only emptied (it has replies), or somebody brought it back by hand. Whether the texts differ is compared next.
  if (!copyNow.deleted) return remember(row, { ...originNow, text: originBase.text }, copyNow);
  return given.canRestore[otherService(row.origin)] ? { kind: 'restore' } : sendAnew(given);
};

/**
 * The relay's copy of what somebody else wrote. Only the message decides: what becomes of the copy by other hands stays, because the relay
 * may not change the message.
 */
const decideRelayed = (given: CarryCase, row: CounterpartRow): Decision => {
  const compared = comparedNow(given, row);
  if ('kind' in compared) return compared;
  const { originNow, copyNow, originBase, copyBase } = compared;
  const { origin, copies } = given;
  const isCopyGone = copyNow.deleted && !copyBase.deleted;
  if (!originNow.deleted && (isCopyGone || isModerated(copies)))
    return { kind: 'keep', row: { ...row, originBase: originNow, copyBase: copyNow } };
  if (originNow.deleted !== originBase.deleted) return followOrigin(given, row, compared);
  if (originNow.deleted || copyNow.deleted) return nothing();
  const isOriginBlocked = origin?.blocked === true;
  if (originNow.text !== originBase.text && !isOriginBlocked) return { kind: 'edit', from: 'origin' };
  if (row.copies.length < row.parts && !isOriginBlocked) return { kind: 'send', part: row.copies.length };
  return copyNow.text === copyBase.text ? nothing() : remember(row, originNow, copyNow);
};

const decideMine = (given: CarryCase, row: CounterpartRow): Decision => {
  const compared = comparedNow(given, row);
  if ('kind' in compared) return compared;
  const { originNow, copyNow, originBase, copyBase } = compared;
  const { origin, copies } = given;

  // One deleted part is enough: the rest is no longer what the user wanted to say.
  if (!originNow.deleted && isModerated(copies))
    return { kind: 'keep', row: { ...row, originBase: originNow, copyBase: copyNow } };
  if (originNow.deleted !== originBase.deleted) return followOrigin(given, row, compared);
  if (copyNow.deleted !== copyBase.deleted) {
    // The user deleted the copy by hand. Both are the user's message, so the origin is deleted as well. A message that somebody brought
    // back by hand stays.
    return copyNow.deleted && !originNow.deleted
      ? { kind: 'remove', from: 'origin' }
      : remember(row, originNow, copyNow);
  }
  if (originNow.deleted || copyNow.deleted) return nothing();
  const isOriginBlocked = origin?.blocked === true;
  const isCopyBlocked = isBlocked(copies);
  // If both sides were edited, the side on which the message was written wins.
  if (originNow.text !== originBase.text && !isOriginBlocked) return { kind: 'edit', from: 'origin' };
  if (copyNow.text !== copyBase.text && !isCopyBlocked) return { kind: 'edit', from: 'copy' };
  if (row.copies.length < row.parts && !isOriginBlocked) return { kind: 'send', part: row.copies.length };
  const rest = markMissing(given, row) ?? decideReactions(given, row);
  // Nobody can read it there. To write it again would fail for that reason (perform.ts), and the row then shows the user that it is hidden.
  const isHidden = isCopyBlocked && given.message.blocked === true;
  return rest.kind === 'nothing' && isHidden ? { kind: 'edit', from: 'origin' } : rest;
};

const isModerated = (copies: readonly Message[]): boolean =>
  copies.some(({ deletedBy }) => deletedBy === 'other');

/** A message that cannot be brought back is written again. What its root has become meanwhile may delay that. */
const sendAnew = ({ root }: CarryCase): Decision =>
  root.kind === 'awaited' ? { kind: 'wait', why: 'root-not-carried' } : { kind: 'send', part: 0 };

const remember = (
  row: CounterpartRow,
  originBase: CounterpartRow['originBase'],
  copyBase: CounterpartRow['copyBase'],
): Decision => ({ kind: 'remember', row: { ...row, originBase, copyBase } });

const isBlocked = (messages: readonly Message[]): boolean => messages.some(({ blocked }) => blocked === true);

/**
 * These forms are seen for the first time: this user's Isthmus carried them on another computer, or before the database was lost. If they
 * say the same, they agree. If not, the one that was edited last is the newer one. A form that the organisation's rules hide says nothing
 * about this.
 */
const sightOf = ({ origin, copies, agrees, link }: CarryCase, row: CounterpartRow): CounterpartRow | null => {
  const copy = snapshotOfAll(copies);
  if (origin === null || copy === null || (row.originBase !== null && row.copyBase !== null)) return null;
  const bases = {
    originBase: row.originBase ?? snapshotOf(origin),
    copyBase: row.copyBase ?? copy,
  };
  if (origin.deletedAt === null && !copy.deleted && isBlocked([origin, ...copies])) return null;
  if (agrees || origin.deletedAt !== null || copy.deleted)
    return { ...row, originBase: alive(bases.originBase), copyBase: alive(bases.copyBase) };
  const copyEditedAt = Math.max(...copies.map(({ editedAt }) => editedAt ?? 0));
  const isOriginNewer = carriesForOthers(link) || (origin.editedAt ?? 0) >= copyEditedAt;
  const moved = isOriginNewer ? 'originBase' : 'copyBase';
  return { ...row, ...bases, [moved]: { ...bases[moved], text: 'before-the-edit' } };
};

/** A message that is deleted on one side only was not deleted when they agreed. */
const alive = (snapshot: Snapshot): Snapshot => ({ ...snapshot, deleted: false });

/** A Mattermost post has to name the Teams messages that belong to it. */
const markMissing = ({ origin }: CarryCase, row: CounterpartRow): Decision | null => {
  if (row.origin !== 'mattermost' || origin === null) return null;
  const teams = presentCopies(row.copies).map(sharedKeyOf);
  const { note } = origin;
  if (note?.kind === 'mark' && note.teams.join(' ') === teams.join(' ')) return null;
  return {
    kind: 'mark',
    post: origin.id,
    note: { kind: 'mark', origin: 'mattermost', teams, part: 0, parts: 1 },
  };
};

/** Compares the user's own reactions on both sides with those that they had in common. */
const decideReactions = (given: CarryCase, row: CounterpartRow): Decision => {
  const { origin, copies, me, canReact } = given;
  // Reactions are on the first part.
  const copy = copies[0];
  if (origin === null || copy === undefined) return seeOther(given, row);
  if (origin.deletedAt !== null || copy.deletedAt !== null) return nothing();
  let unknownThere = false;
  const onOrigin = new Set(reactionsBy(origin, me[row.origin]));
  const onCopy = new Set(reactionsBy(copy, me[otherService(row.origin)]));
  const base = new Set(row.reactions);
  for (const reaction of new Set([...onOrigin, ...onCopy, ...base])) {
    if (onOrigin.has(reaction) === onCopy.has(reaction)) continue;
    // Both forms differ. The one that changed since they agreed is followed.
    const on = onOrigin.has(reaction) === base.has(reaction) ? 'origin' : 'copy';
    const service = on === 'origin' ? row.origin : otherService(row.origin);
    if (!canReact(service, reaction)) {
      unknownThere = true;
      continue;
    }
    return { kind: 'react', on, reaction, set: !base.has(reaction) };
  }
  const common = [...onOrigin].filter((reaction) => onCopy.has(reaction)).sort();
  if (common.join(' ') !== [...row.reactions].sort().join(' '))
    return { kind: 'remember', row: { ...row, reactions: common } };
  return nothing(unknownThere ? 'reaction-unknown-there' : null);
};

/**
 * The mirror lacks one form: Teams pushes nothing, and beside a relay it is asked seldom. Where the user's reactions on the form that is here are not
 * those that both had in common, the other one is needed now.
 */
const seeOther = ({ service, message, origin, me }: CarryCase, row: CounterpartRow): Decision => {
  const now = [...new Set(reactionsBy(message, me[service]))].sort().join(' ');
  if (message.deletedAt !== null || now === [...row.reactions].sort().join(' ')) return nothing();
  const forms = origin === null ? [row.id] : presentCopies(row.copies);
  const on = origin === null ? row.origin : otherService(row.origin);
  return forms.length === 0 ? nothing() : { kind: 'see', on, forms };
};
