/**
 * What has to be done so that a message and its counterpart agree: a pure function of how both stand, asked again after every act
 * until nothing is left. Everything else in the bridge only gathers what it needs and carries out what it says.
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
import { reactionsBy, snapshotOf, snapshotOfAll } from './compare.ts';
import { presentCopies } from '../text/parts.ts';

export interface CarryCase {
  readonly link: LinkRow;
  /** Where the message was written. */
  readonly service: Service;
  readonly message: Message;
  readonly me: Readonly<Record<Service, PersonId>>;
  /** What is known of its counterpart; already checked against forgery. */
  readonly row: CounterpartRow | null;
  /** The message that the row calls its origin, as the mirror has it; null when it has not. */
  readonly origin: Message | null;
  /** All that it became, in order; empty while the mirror has not all of them. */
  readonly copies: readonly Message[];
  /** A request that writes into this side of the link is out, and what it made may be this very message. */
  readonly attemptIntoThisSide: boolean;
  /** What has become of the message that this one answers. */
  readonly root: RootStanding;
  /** Whether both say the same; only looked at where it is not known when they last agreed. */
  readonly agrees: boolean;
  /** Which side can bring deleted messages back. */
  readonly canRestore: Readonly<Record<Service, boolean>>;
  readonly canReact: (service: Service, reaction: string) => boolean;
}

export type RootStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'carried'; readonly id: MessageId }
  /** Its author's Isthmus will carry it soon, or has: `unseen` then is what it became, and not in the mirror yet. */
  | { readonly kind: 'awaited'; readonly unseen?: MessageId }
  /** It is not carried, and will not be. */
  | { readonly kind: 'never' };

export type Decision =
  | { readonly kind: 'nothing'; readonly reason: NotCarried | null }
  | { readonly kind: 'wait'; readonly why: WaitReason }
  /** Only to be remembered: both agree, or their agreement has just been seen. */
  | { readonly kind: 'remember'; readonly row: CounterpartRow }
  /** Writes this part of the counterpart, from 0. */
  | { readonly kind: 'send'; readonly part: number }
  /** Somebody who moderates deleted what it became: it stays where it was written, and the user is told. `row` is to be remembered. */
  | { readonly kind: 'keep'; readonly row: CounterpartRow }
  /** Gives the other one the text of `from`. */
  | { readonly kind: 'edit'; readonly from: 'origin' | 'copy' }
  | { readonly kind: 'remove'; readonly from: 'origin' | 'copy' }
  | { readonly kind: 'restore' }
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
  // A link's own post speaks of Isthmus, not to the other side.
  if (message.kind === 'system' || message.note?.kind === 'link') return nothing('system-message');
  if (!link.carried) return nothing('not-carried-by-choice');
  if (row === null) return decideFirst(given);
  return row.mine ? decideMine(given, row) : decideReactions(given, row);
};

/** Nothing is known of a counterpart. */
const decideFirst = (given: CarryCase): Decision => {
  const { message, service, link, me, attemptIntoThisSide, root } = given;
  // What bots, applications and webhooks write is not carried.
  if (message.authorId === null || message.writtenBy !== undefined) return nothing('not-a-person');
  if (message.authorId !== me[service]) return nothing('not-mine');
  if (message.createdAt < link.since[service]) return nothing('before-link');
  if (message.staysHere !== undefined) return nothing(message.staysHere);
  if (attemptIntoThisSide) return { kind: 'wait', why: 'other-attempt' };
  if (message.deletedAt !== null) return nothing('deleted-before-carried');
  if (message.blocked) return nothing('blocked');
  if (root.kind === 'awaited') return { kind: 'wait', why: 'root-not-carried' };
  return { kind: 'send', part: 0 };
};

const decideMine = (given: CarryCase, row: CounterpartRow): Decision => {
  const { origin, copies, canRestore } = given;
  const seen = sightOf(given, row);
  if (seen !== null) return { kind: 'remember', row: seen };
  const originNow = origin === null ? row.originBase : snapshotOf(origin);
  const copyNow = snapshotOfAll(copies) ?? row.copyBase;
  if (originNow === null || copyNow === null || row.originBase === null || row.copyBase === null)
    return nothing();

  // Of several parts one is enough: what is left of them is not what the user wanted to say.
  if (!originNow.deleted && isModerated(copies))
    return { kind: 'keep', row: { ...row, originBase: originNow, copyBase: copyNow } };
  if (originNow.deleted !== row.originBase.deleted) {
    if (originNow.deleted)
      return copyNow.deleted ? remember(row, originNow, copyNow) : { kind: 'remove', from: 'copy' };
    // The copy was emptied only (it has replies), or brought back by hand: whether the texts differ is looked at next.
    if (!copyNow.deleted) return remember(row, { ...originNow, text: row.originBase.text }, copyNow);
    return canRestore[otherService(row.origin)] ? { kind: 'restore' } : sendAnew(given);
  }
  if (copyNow.deleted !== row.copyBase.deleted) {
    // The user deleted the copy by hand: both are the user's message. What came back by hand stays there.
    return copyNow.deleted && !originNow.deleted
      ? { kind: 'remove', from: 'origin' }
      : remember(row, originNow, copyNow);
  }
  if (originNow.deleted || copyNow.deleted) return nothing();
  const isOriginBlocked = origin?.blocked === true;
  const isCopyBlocked = isBlocked(copies);
  // Edited on both sides: the side it was written on wins.
  if (originNow.text !== row.originBase.text && !isOriginBlocked) return { kind: 'edit', from: 'origin' };
  if (copyNow.text !== row.copyBase.text && !isCopyBlocked) return { kind: 'edit', from: 'copy' };
  if (row.copies.length < row.parts && !isOriginBlocked) return { kind: 'send', part: row.copies.length };
  const rest = markMissing(given, row) ?? decideReactions(given, row);
  // Nobody can read it there. Saying it again fails for that reason (perform.ts): the row of what is hidden stands, for the user to see.
  const isHidden = isCopyBlocked && given.message.blocked === true;
  return rest.kind === 'nothing' && isHidden ? { kind: 'edit', from: 'origin' } : rest;
};

const isModerated = (copies: readonly Message[]): boolean =>
  copies.some(({ deletedBy }) => deletedBy === 'other');

/** What cannot be brought back is written again; what its root has become since may hold that up. */
const sendAnew = ({ root }: CarryCase): Decision =>
  root.kind === 'awaited' ? { kind: 'wait', why: 'root-not-carried' } : { kind: 'send', part: 0 };

const remember = (
  row: CounterpartRow,
  originBase: CounterpartRow['originBase'],
  copyBase: CounterpartRow['copyBase'],
): Decision => ({ kind: 'remember', row: { ...row, originBase, copyBase } });

const isBlocked = (messages: readonly Message[]): boolean => messages.some(({ blocked }) => blocked === true);

/**
 * Forms that are seen for the first time (carried by this user's Isthmus on another computer, or before the database was lost) are
 * taken as agreeing where they say the same; else the one that was edited last has moved on from what they agreed on. What rules hide
 * says nothing of that.
 */
const sightOf = ({ origin, copies, agrees }: CarryCase, row: CounterpartRow): CounterpartRow | null => {
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
  const moved = (origin.editedAt ?? 0) >= copyEditedAt ? 'originBase' : 'copyBase';
  return { ...row, ...bases, [moved]: { ...bases[moved], text: 'before-the-edit' } };
};

/** What is gone on one side only was not gone when they agreed. */
const alive = (snapshot: Snapshot): Snapshot => ({ ...snapshot, deleted: false });

/** A Mattermost post says which Teams messages belong to it. */
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

/** The user's own reactions on both, against those they had in common. */
const decideReactions = (given: CarryCase, row: CounterpartRow): Decision => {
  const { origin, copies, me, canReact } = given;
  // Reactions are on the first part.
  const copy = copies[0];
  if (origin === null || copy === undefined || origin.deletedAt !== null || copy.deletedAt !== null)
    return nothing();
  let unknownThere = false;
  const onOrigin = new Set(reactionsBy(origin, me[row.origin]));
  const onCopy = new Set(reactionsBy(copy, me[otherService(row.origin)]));
  const base = new Set(row.reactions);
  for (const reaction of new Set([...onOrigin, ...onCopy, ...base])) {
    if (onOrigin.has(reaction) === onCopy.has(reaction)) continue;
    // Both forms differ: whichever moved away from what they had in common is followed.
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
