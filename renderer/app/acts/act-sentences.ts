/** The sentences about acts on a message: their names, why one is not possible, and why one was refused. */
import type { MemberAct, Service, TeamsFeature } from '../../model/index.ts';
import type { AttemptFailure, WaitReason } from '../../store/index.ts';
import { say } from '../words/catalogue/say.ts';
import { failureSentence, waitSentence } from '../words/carry-sentences.ts';
import { notAllowedSentence } from '../words/feature-sentences.ts';
import { serviceName } from '../words/names.ts';

export type MessageAct =
  | 'react'
  | 'reply'
  | 'edit'
  | 'delete'
  | 'copy-text'
  | 'copy-markdown'
  | 'copy-link'
  | 'open'
  | 'pin'
  | 'unpin'
  | 'mark-unread';

/** The name of an act, for a button or a line of a menu. */
export const actWords = (act: MessageAct, service: Service): string => {
  switch (act) {
    case 'react':
      return say('acts.react');
    case 'reply':
      return say('acts.reply');
    case 'edit':
      return say('acts.edit');
    case 'delete':
      return say('acts.delete');
    case 'copy-text':
      return say('acts.copy-text');
    case 'copy-markdown':
      return say('acts.copy-markdown');
    case 'copy-link':
      return say('acts.copy-link');
    case 'pin':
      return say('acts.pin');
    case 'unpin':
      return say('acts.unpin');
    case 'mark-unread':
      return say('acts.mark-unread');
    case 'open':
      return say('acts.open', { service: serviceName(service) });
  }
};

/** What a role can forbid on a message. */
export type RoledAct = Extract<MemberAct, 'write' | 'edit' | 'delete' | 'react' | 'unreact'>;

/** The reasons why an act on a message is not possible. */
export type Forbidden =
  /** It has no author. */
  | { readonly kind: 'system-message' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'being-deleted' }
  | { readonly kind: 'not-mine' }
  /** A bot or a webhook wrote it, even if it shows another name. */
  | { readonly kind: 'not-a-person' }
  /** It was carried from the other service. It can only be edited there. */
  | { readonly kind: 'copy' }
  | { readonly kind: 'archived' }
  /** It disappears after it was read. */
  | { readonly kind: 'burn-on-read' }
  /** Its service lets nobody change a message that old. */
  | { readonly kind: 'too-late' }
  /** Rules of the organisation hide it. */
  | { readonly kind: 'blocked' }
  /** Isthmus does not have the necessary permission. */
  | { readonly kind: 'not-granted'; readonly feature: TeamsFeature }
  /** The user's role in the service forbids it. */
  | { readonly kind: 'no-right'; readonly act: RoledAct }
  /** There is no text in it. */
  | { readonly kind: 'no-text' }
  /** It has no address of its own. */
  | { readonly kind: 'no-address' };

/** A whole sentence with the reason why an act is not possible. `service`: the service of the message. */
export const forbiddenSentence = (why: Forbidden, service: Service): string => {
  switch (why.kind) {
    case 'system-message':
      return say('acts.forbidden.system-message');
    case 'deleted':
      return say('acts.forbidden.deleted');
    case 'being-deleted':
      return say('acts.forbidden.being-deleted');
    case 'not-mine':
      return say('acts.forbidden.not-mine');
    case 'not-a-person':
      return say('acts.forbidden.not-a-person');
    case 'copy':
      return say('acts.forbidden.copy');
    case 'archived':
      return say('carry.failure.archived', { service: serviceName(service) });
    case 'burn-on-read':
      return say('acts.forbidden.burn-on-read');
    case 'too-late':
      return say('carry.failure.too-late', { service: serviceName(service) });
    case 'blocked':
      return say('acts.forbidden.blocked');
    case 'not-granted':
      return notAllowedSentence(why.feature);
    case 'no-right':
      return noRightSentence(why.act, service);
    case 'no-text':
      return say('acts.forbidden.no-text');
    case 'no-address':
      return say('acts.forbidden.no-address', { service: serviceName(service) });
  }
};

const noRightSentence = (act: RoledAct, service: Service): string => {
  const names = { service: serviceName(service) };
  switch (act) {
    case 'write':
      return say('acts.forbidden.no-right.write', names);
    case 'edit':
      return say('acts.forbidden.no-right.edit', names);
    case 'delete':
      return say('acts.forbidden.no-right.delete', names);
    case 'react':
      return say('acts.forbidden.no-right.react', names);
    case 'unreact':
      return say('acts.forbidden.no-right.unreact', names);
  }
};

/** The aim of an open or refused act. */
export type WantedAct = 'edit' | 'remove' | 'react' | 'pin';

/** The sentence about a refused act, with its reason. */
export const refusedActSentence = (act: WantedAct, reason: AttemptFailure, service: Service): string => {
  const sentence = reasonSentence(reason, service);
  switch (act) {
    case 'edit':
      return say('acts.refused.edit', { sentence });
    case 'remove':
      return say('acts.refused.remove', { sentence });
    case 'react':
      return say('acts.refused.react', { sentence });
    case 'pin':
      return say('acts.refused.pin', { sentence });
  }
};

const reasonSentence = (reason: AttemptFailure, service: Service): string => {
  switch (reason.kind) {
    case 'edited-since':
      return say('acts.refused.edited-since');
    case 'file-not-taken':
      // An act on an existing message has no files.
      return failureSentence({ kind: 'refused', code: '' }, service);
    case 'forbidden':
    case 'refused':
    case 'too-long':
    case 'archived':
    case 'blocked':
    case 'not-granted':
    case 'no-right':
    case 'reaction-unknown':
    case 'reactions-full':
    case 'no-room':
    case 'too-late':
    case 'gone':
    case 'removed-there':
    case 'broken':
      return failureSentence(reason, service);
  }
};

/** The sentence about an act that is being done, or waits. */
export const wantedActWords = (act: WantedAct, waits: WaitReason | null, service: Service): string => {
  if (waits !== null) return waitSentence(waits, service);
  switch (act) {
    case 'edit':
      return say('acts.under-way.edit');
    case 'remove':
      return say('acts.under-way.remove');
    case 'react':
      return say('acts.under-way.react');
    case 'pin':
      return say('acts.under-way.pin');
  }
};
