/** English: link. See ../../README.md. */
export const linkMessages = {
  'link.standing.good.carried':
    'Both are one conversation here. What you write on one side is carried to the other.',
  'link.standing.good.not-carried':
    'Both are one conversation here. What you write stays on the side where you write it.',
  'link.standing.unchecked': 'Being checked: whoever made the link must administer the channel.',
  'link.standing.side-missing.teams': 'The Microsoft Teams conversation is not there, or you are not in it.',
  'link.standing.side-missing.other': 'The Mattermost conversation is not there, or you are not in it.',
  'link.standing.right-lost':
    'It does not count: whoever made it does not administer the channel, or has left it.',
  'link.standing.contradicts.none':
    'It does not count: an older link joins one of the two with another conversation.',
  'link.standing.contradicts.known': 'It does not count: an older link joins {contradicted}.',
  'link.refused.no-code': 'Mattermost refused it.',
  'link.refused.with-code': 'Mattermost refused it ({code}).',
  'link.link-failure.no-right':
    'You do not administer this Mattermost channel, or are not in it. Ask somebody who administers it to make the link.',
  'link.link-failure.linked-already': 'One of the two is linked already. Unlink it first.',
  'link.link-failure.gone': 'One of the two conversations is not there any more.',
  'link.unlink-failure.no-right':
    'You may not delete the post that makes this link. Ask whoever made it, or an administrator of the channel.',
  'link.unlink-failure.linked-already': 'This link is not there any more.',
  'link.carry-failure.no-right.no-code': 'Mattermost did not keep your choice. Try again.',
  'link.carry-failure.no-right.with-code': 'Mattermost did not keep your choice ({code}). Try again.',
  'link.carry-failure.linked-already': 'This link is not there any more.',
  'link.not-carried.system-message': 'Events that nobody wrote (somebody joined, a call, a new name)',
  'link.not-carried.not-a-person': 'Messages of bots, apps and webhooks',
  'link.not-carried.not-mine': 'Messages of others: their own Isthmus carries them',
  'link.not-carried.before-link': 'Messages older than the link',
  'link.not-carried.deleted-before-carried': 'Messages that were deleted before they were carried',
  'link.not-carried.not-carried-by-choice': 'Messages written while you had switched carrying off',
  'link.not-carried.burn-on-read': 'Messages that vanish once they are read',
  'link.not-carried.empty': 'Messages without anything to show',
  'link.not-carried.blocked': 'Messages that rules of the organisation block',
  'link.not-carried.reaction-unknown-there': 'Reactions that the other service cannot show',
  'link.kind.channel': 'channel',
  'link.kind.private-channel': 'private channel',
  'link.kind.shared-channel': 'shared channel',
  'link.kind.direct': 'direct message',
  'link.kind.group': 'group chat',
  'link.kind.meeting': 'meeting chat',
  'link.link-with.teams.channels': 'Link with Mattermost channel…',
  'link.link-with.teams.not-channels': 'Link with Mattermost channel or group message…',
  'link.link-with.channels': 'Link with Teams channel…',
  'link.link-with.private-channel': 'Link with Teams channel or chat…',
  'link.link-with.other': 'Link with Teams chat…',
} as const;
