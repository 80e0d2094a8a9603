/** Links between conversations, as sentences. */
import type { ConversationKind, Service } from '../../model/index.ts';
import type { HoldTrouble, LinkIntentFailure, LinkRow, NotCarried } from '../../store/index.ts';
import { isolatedNames, type PairNames } from './names.ts';
import { say } from './catalogue/say.ts';

/** The state of a link. `contradicted` names the other linked conversation; null if it is not known. */
export const standingSentence = (
  {
    standing,
    carried,
    isLeftToRelay,
    holdTrouble,
  }: Pick<LinkRow, 'standing' | 'carried' | 'isLeftToRelay' | 'holdTrouble'>,
  contradicted: PairNames | null,
): string => {
  switch (standing.kind) {
    case 'good':
      if (carried && isLeftToRelay === true) return say('link.standing.good.left-to-relay');
      if (carried && holdTrouble !== undefined) return troubleSentence(holdTrouble);
      return carried ? say('link.standing.good.carried') : say('link.standing.good.not-carried');
    case 'unchecked':
      return say('link.standing.unchecked');
    case 'side-missing':
      return standing.service === 'teams'
        ? say('link.standing.side-missing.teams')
        : say('link.standing.side-missing.other');
    case 'right-lost':
      return say('link.standing.right-lost');
    case 'contradicts':
      return contradicted === null
        ? say('link.standing.contradicts.none')
        : say('link.standing.contradicts.known', isolatedNames(contradicted));
  }
};

const troubleSentence = (trouble: HoldTrouble): string => {
  switch (trouble) {
    case 'register-refused':
      return say('link.standing.good.register-refused');
    case 'register-far':
      return say('link.standing.good.register-far');
  }
};

const refusedSentence = (code: string): string =>
  code === '' ? say('link.refused.no-code') : say('link.refused.with-code', { code });

/** Why a link was not made. */
export const linkFailureSentence = (failure: LinkIntentFailure): string => {
  switch (failure.kind) {
    case 'no-right':
      return say('link.link-failure.no-right');
    case 'linked-already':
      return say('link.link-failure.linked-already');
    case 'gone':
      return say('link.link-failure.gone');
    case 'refused':
      return refusedSentence(failure.code);
  }
};

/** Why a link was not removed. */
export const unlinkFailureSentence = (failure: LinkIntentFailure): string => {
  switch (failure.kind) {
    case 'no-right':
      return say('link.unlink-failure.no-right');
    case 'linked-already':
    case 'gone':
      return say('link.unlink-failure.linked-already');
    case 'refused':
      return refusedSentence(failure.code);
  }
};

/** Why carrying was not switched. */
export const carryFailureSentence = (failure: LinkIntentFailure): string => {
  switch (failure.kind) {
    case 'no-right':
    case 'refused': {
      const code = failure.kind === 'refused' ? failure.code : '';
      return code === ''
        ? say('link.carry-failure.no-right.no-code')
        : say('link.carry-failure.no-right.with-code', { code });
    }
    case 'linked-already':
    case 'gone':
      return say('link.carry-failure.linked-already');
  }
};

/** Why messages are not carried. */
export const notCarriedSentence = (reason: NotCarried): string => {
  switch (reason) {
    case 'system-message':
      return say('link.not-carried.system-message');
    case 'not-a-person':
      return say('link.not-carried.not-a-person');
    case 'not-mine':
      return say('link.not-carried.not-mine');
    case 'author-connected':
      return say('link.not-carried.author-connected');
    case 'author-away':
      return say('link.not-carried.author-away');
    case 'marked-unconnected':
      return say('link.not-carried.marked-unconnected');
    case 'perhaps-carried':
      return say('link.not-carried.perhaps-carried');
    case 'relay-account':
      return say('link.not-carried.relay-account');
    case 'before-link':
      return say('link.not-carried.before-link');
    case 'deleted-before-carried':
      return say('link.not-carried.deleted-before-carried');
    case 'not-carried-by-choice':
      return say('link.not-carried.not-carried-by-choice');
    case 'burn-on-read':
      return say('link.not-carried.burn-on-read');
    case 'empty':
      return say('link.not-carried.empty');
    case 'blocked':
      return say('link.not-carried.blocked');
    case 'reaction-unknown-there':
      return say('link.not-carried.reaction-unknown-there');
  }
};

/** The name of a kind of conversation in a menu. */
export const kindWord = (kind: ConversationKind): string => {
  switch (kind) {
    case 'channel':
      return say('link.kind.channel');
    case 'private-channel':
      return say('link.kind.private-channel');
    case 'shared-channel':
      return say('link.kind.shared-channel');
    case 'direct':
      return say('link.kind.direct');
    case 'group':
      return say('link.kind.group');
    case 'meeting':
      return say('link.kind.meeting');
  }
};

/** The menu entry that opens the dialog to link a conversation of `service` and `kind`. */
export const linkWithWords = (service: Service, kind: ConversationKind): string => {
  const channels = kind === 'channel' || kind === 'shared-channel';
  if (service === 'teams')
    return channels || kind === 'private-channel'
      ? say('link.link-with.teams.channels')
      : say('link.link-with.teams.not-channels');
  if (channels) return say('link.link-with.channels');
  return kind === 'private-channel' ? say('link.link-with.private-channel') : say('link.link-with.other');
};
