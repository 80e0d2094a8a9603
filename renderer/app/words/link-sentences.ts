/** Links between conversations, as sentences. */
import type { ConversationKind, Service } from '../../model/index.ts';
import type { LinkIntentFailure, LinkRow, NotCarried } from '../../store/index.ts';

/** How a link stands; `contradicted` names what is linked instead, null when that is not known. */
export const standingSentence = (
  { standing, carried }: Pick<LinkRow, 'standing' | 'carried'>,
  contradicted: string | null,
): string => {
  switch (standing.kind) {
    case 'good':
      return carried
        ? 'Both are one conversation here. What you write on one side is carried to the other.'
        : 'Both are one conversation here. What you write stays on the side where you write it.';
    case 'unchecked':
      return 'Being checked: whoever made the link must administer the channel.';
    case 'side-missing':
      return standing.service === 'teams'
        ? 'The Microsoft Teams conversation is not there, or you are not in it.'
        : 'The Mattermost conversation is not there, or you are not in it.';
    case 'right-lost':
      return 'It does not count: whoever made it does not administer the channel, or has left it.';
    case 'contradicts':
      return contradicted === null
        ? 'It does not count: an older link joins one of the two with another conversation.'
        : `It does not count: an older link joins ${contradicted}.`;
  }
};

/** Why a link was not made. */
export const linkFailureSentence = (failure: LinkIntentFailure): string => {
  switch (failure.kind) {
    case 'no-right':
      return 'You do not administer this Mattermost channel, or are not in it. Ask somebody who administers it to make the link.';
    case 'linked-already':
      return 'One of the two is linked already. Unlink it first.';
    case 'gone':
      return 'One of the two conversations is not there any more.';
    case 'refused':
      return `Mattermost refused it${failure.code === '' ? '' : ` (${failure.code})`}.`;
  }
};

/** Why a link was not taken away. */
export const unlinkFailureSentence = (failure: LinkIntentFailure): string => {
  switch (failure.kind) {
    case 'no-right':
      return 'You may not delete the post that makes this link. Ask whoever made it, or an administrator of the channel.';
    case 'linked-already':
    case 'gone':
      return 'This link is not there any more.';
    case 'refused':
      return `Mattermost refused it${failure.code === '' ? '' : ` (${failure.code})`}.`;
  }
};

/** Why carrying was not switched. */
export const carryFailureSentence = (failure: LinkIntentFailure): string => {
  switch (failure.kind) {
    case 'no-right':
    case 'refused': {
      const code = failure.kind === 'refused' && failure.code !== '' ? ` (${failure.code})` : '';
      return `Mattermost did not keep your choice${code}. Try again.`;
    }
    case 'linked-already':
    case 'gone':
      return 'This link is not there any more.';
  }
};

/** Why messages were left alone. */
export const notCarriedSentence = (reason: NotCarried): string => {
  switch (reason) {
    case 'system-message':
      return 'Events that nobody wrote (somebody joined, a call, a new name)';
    case 'not-a-person':
      return 'Messages of bots, apps and webhooks';
    case 'not-mine':
      return 'Messages of others: their own Isthmus carries them';
    case 'before-link':
      return 'Messages older than the link';
    case 'deleted-before-carried':
      return 'Messages that were deleted before they were carried';
    case 'not-carried-by-choice':
      return 'Messages written while you had switched carrying off';
    case 'burn-on-read':
      return 'Messages that vanish once they are read';
    case 'empty':
      return 'Messages without anything to show';
    case 'blocked':
      return 'Messages that rules of the organisation block';
    case 'reaction-unknown-there':
      return 'Reactions that the other service cannot show';
  }
};

/** What a conversation of that kind is called in a menu. */
export const kindWord = (kind: ConversationKind): string => {
  switch (kind) {
    case 'channel':
      return 'channel';
    case 'private-channel':
      return 'private channel';
    case 'shared-channel':
      return 'shared channel';
    case 'direct':
      return 'direct message';
    case 'group':
      return 'group chat';
    case 'meeting':
      return 'meeting chat';
  }
};

/** The menu entry that opens the dialog: what a conversation of `service` and `kind` can be linked with. */
export const linkWithWords = (service: Service, kind: ConversationKind): string => {
  const there = service === 'teams' ? 'Mattermost' : 'Teams';
  if (kind === 'channel' || kind === 'shared-channel') return `Link with ${there} channel…`;
  if (kind === 'private-channel')
    return service === 'teams' ? `Link with ${there} channel…` : `Link with ${there} channel or chat…`;
  return `Link with ${there} ${service === 'teams' ? 'channel or group message' : 'chat'}…`;
};
