/** English: link. See ../../../README.md. */
export const linkMessages = {
  'link.standing.good.carried':
    'Both are one conversation here. What you write on one side is carried to the other.',
  'link.standing.good.not-carried':
    'Both are one conversation here. What you write stays on the side where you write it.',
  'link.standing.good.left-to-relay':
    'Both are one conversation here. Mattermost does not let your profile say who you are in Microsoft Teams, so your organisation’s relay carries what you write, under your name, and not your own account.',
  'link.standing.good.register-refused':
    'Both are one conversation here. Mattermost does not let Isthmus change or delete its note in your conversation with the relay’s bot, so your organisation’s relay carries what you write, and not your own account. While the relay is not running, nothing is carried for you.',
  'link.standing.good.register-far':
    'Both are one conversation here. Isthmus is still looking for its note in your long conversation with the relay’s bot; until then your own account carries nothing.',
  'link.standing.unchecked': 'Being checked: whoever made the link must administer the channel.',
  'link.standing.side-missing.teams': 'The Microsoft Teams conversation is not there, or you are not in it.',
  'link.standing.side-missing.other': 'The Mattermost conversation is not there, or you are not in it.',
  'link.standing.right-lost':
    'It does not count: whoever made it does not administer the channel, or has left it.',
  'link.standing.contradicts.none':
    'It does not count: an older link joins one of the two with another conversation.',
  'link.standing.contradicts.known':
    'It does not count: an older link joins “{mattermost}” in Mattermost with “{teams}” in Microsoft Teams.',
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
  'link.not-carried.author-connected':
    'Messages of people who have connected: their own Isthmus carries them',
  'link.not-carried.author-away':
    'Changes of messages whose authors’ computers are off: their own Isthmus carries them when it is back',
  'link.not-carried.marked-unconnected':
    'Messages that a mark of somebody who is not connected calls carried: whether that is so, is not known',
  'link.not-carried.perhaps-carried':
    'Messages that may have been carried just before their authors’ computers went off: their own Isthmus finds out',
  'link.not-carried.relay-account': 'Messages of the relay’s own accounts',
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

  'link.all': 'All links',
  'link.not-stored': 'The disk does not take it. Make some room and try again.',
  'link.carry-mine': 'Carry my messages',
  'link.unlink': 'Unlink…',
  'link.unlinking': 'Unlinking…',
  'link.side-unseen': 'A conversation you cannot see',
  'link.candidate.linked': 'linked already',
  'link.card.between': 'linked with',
  'link.search.placeholder': 'Search by name',
  'link.search.label': 'Search conversations of {service} by name',
  'link.search.list': 'Conversations of {service}',
  'link.search.none': 'There is no conversation of {service} that this one can be linked with.',
  'link.search.not-all-here': 'The conversations of {service} are not all here yet.',
  'link.search.no-match': 'No conversation of {service} has “{filter}” in its name.',
  'link.carry-question.label': 'Carrying',
  'link.carry-question.text': 'Carry this conversation between Mattermost and Teams?',
  'link.carry-question.yes': 'Carry',
  'link.carry-question.no': 'Not now',
  'link.header.label': 'Linked: {mattermost} in Mattermost and {teams} in Microsoft Teams',
  'link.header.title': 'Linked: in Mattermost and Microsoft Teams',
  'link.header.surface': 'Link',
  'link.header.heading': 'Linked',
  'link.menu.label': 'More about this conversation',
  'link.dialog.title': 'Link “{name}” with {service}',
  'link.dialog.about':
    'A pinned post on the Mattermost side says so to everybody there; deleting it unlinks. In a channel you must administer it.',
  'link.dialog.linking': 'Linking with “{name}”… You can close this: it goes on by itself.',
  'link.dialog.sent': 'Linking with {service}… You can close this: it goes on by itself.',
  'link.dialog.done':
    'Linked. From now on both are one conversation here, and what you write on one side is carried to the other.',
  'link.dialog.another': 'Choose another',
  'link.dialog.submit': 'Link',
  'link.pane.title': 'Links',
  'link.pane.channels': 'Channels and groups',
  'link.pane.direct-messages': 'Direct messages',
  'link.pane.none': 'Nothing is linked yet',
  'link.pane.none-known': 'No link is known yet',
  'link.pane.about':
    'Open a channel, and choose “Link with…” from the menu at the right of its name. Linked conversations of Mattermost and Microsoft Teams are one here, and what you write on one side is carried to the other. Direct messages are linked by themselves when the other person uses Isthmus too.',
  'link.unlink-dialog.title': 'Unlink “{mattermost}” and “{teams}”?',
  'link.unlink-dialog.about':
    'The post that links them is deleted, and from then on nobody’s messages are carried between the two. Messages that were carried stay on both sides. To stop only your own, switch carrying off instead.',
  'link.unlink-dialog.outside':
    'You do not see the Mattermost conversation any more: the link is forgotten here, and stays as it is for everybody else.',
  'link.unlink-dialog.keep': 'Keep the link',
  'link.unlink-dialog.forget': 'Forget the link',
  'link.unlink-dialog.submit': 'Unlink for everybody',
} as const;
