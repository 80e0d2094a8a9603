/** English: account. See ../../../README.md. */
export const accountMessages = {
  'account.for-administrator.what': 'For your administrator: {what}',
  'account.for-administrator.code': 'Code: {code}.',
  'account.lacks.after-title': '{title}. {lacks}',
  'account.lacks.after-sentence': '{sentence} {lacks}',
  'account.filling.newest':
    'Fetching the newest messages: {readable, number} of {total, plural, one {# conversation} other {# conversations}} readable, {complete, number} complete, {messages, plural, one {# message} other {# messages}}',
  'account.filling.older':
    'Fetching older messages: {complete, number} of {total, plural, one {# conversation} other {# conversations}} complete, {messages, plural, one {# message} other {# messages}}',
  'account.offline.no-network': 'This computer is off-line.',
  'account.offline.unreachable': 'The server cannot be reached.',
  'account.offline.no-answer': 'The server does not answer.',
  'account.offline.proxy-page': 'A proxy or sign-in page of this network answers instead of the server.',
  'account.offline.broken-answer': 'The server’s answers arrive damaged.',
  'account.offline.service-down': 'The service reports a fault of its own.',
  'account.offline.certificate-refused.none':
    'The server’s certificate is not trusted, perhaps because a proxy of this network inspects what passes.',
  'account.offline.certificate-refused.known':
    'The certificate of {host} is not trusted, perhaps because a proxy of this network inspects what passes.',
  'account.offline.proxy-sign-in': 'The proxy of this network asks for a sign-in.',
  'account.offline.client-certificate':
    'The server asks for a certificate of this computer and got none that it takes.',
  'account.offline.clock-wrong': 'The clock of this computer is wrong, and the service refuses it.',
  'account.offline.keyring-locked': 'The keyring of this computer cannot be read just now.',
  'account.offline-advice.proxy-page.advice':
    'Open a page in your browser: this network may want you to sign in there first.',
  'account.offline-advice.certificate-refused.advice':
    'If you do not know this network, use another one. Otherwise ask your administrator.',
  'account.offline-advice.certificate-refused.for-administrator':
    'Install the certificate of the proxy on this computer, or let Isthmus pass unread.',
  'account.offline-advice.proxy-sign-in.advice': 'Sign in to the proxy; Isthmus then goes on by itself.',
  'account.offline-advice.proxy-sign-in.for-administrator':
    'Let Isthmus through the proxy without a sign-in, or with that of the system.',
  'account.offline-advice.client-certificate.advice':
    'Choose another certificate, or ask your administrator which one it must be.',
  'account.offline-advice.client-certificate.for-administrator':
    'Install a client certificate that the server takes, or lay down in the preset which one is shown.',
  'account.offline-advice.clock-wrong.advice': 'Set date, time and time zone of this computer right.',
  'account.offline-advice.keyring-locked.advice':
    'Unlock the keyring of this computer. Nothing of your sign-in is lost.',
  'account.exceptions.team-list': 'the list of teams',
  'account.exceptions.chat-list': 'the list of chats',
  'account.exceptions.teams': 'the channels of {count, plural, one {# team} other {# teams}}',
  'account.exceptions.conversations': '{count, plural, one {# conversation} other {# conversations}}',
  'account.standing.connecting.text': 'Connecting…',
  'account.standing.live.text': 'Up to date',
  'account.standing.partly-live.team-list':
    'Up to date, except for the list of teams that cannot be read at the moment.',
  'account.standing.partly-live.chat-list':
    'Up to date, except for the list of chats that cannot be read at the moment.',
  'account.standing.partly-live.teams':
    'Up to date, except for the channels of {count, plural, one {# team} other {# teams}} that cannot be read at the moment.',
  'account.standing.partly-live.conversations':
    'Up to date, except for {count, plural, one {# conversation} other {# conversations}} that cannot be read at the moment.',
  'account.standing.partly-live.several':
    'Up to date, except for what cannot be read at the moment: {exceptions}.',
  'account.standing.without-push.text':
    'No live connection: new messages are asked for now and then. Next try to connect {when}.',
  'account.standing.catching-up.text': 'Catching up with what happened meanwhile…',
  'account.standing.offline.text': '{sentence} Next try {when}.',
  'account.standing.waiting.text': 'The service asked for patience. Going on {when}.',
  'account.failed.disk-full.text': 'The disk is full. Make room, and it goes on by itself.',
  'account.failed.refused.text.none': 'The service does not let Isthmus read your account.',
  'account.failed.refused.text.known': 'The service does not let Isthmus read your account ({status}).',
  'account.failed.refused.advice': 'Isthmus tries again by itself. If it lasts, ask your administrator.',
  'account.failed.default.text': 'The service answers in a way that Isthmus cannot use.',
  'account.failed.default.advice': 'Isthmus tries again by itself. If it lasts, ask your administrator.',
  'account.engine.disk-full.text':
    'The disk is full: nothing new is stored. Free some space, and it goes on by itself.',
  'account.engine.wrong-account.text':
    'Stopped: an account is signed in that does not belong on this computer. The preset says where your organisation’s relay runs, and with which accounts. Sign out the account that is wrong here.',
  'account.engine.failed.text': 'The mirror has stopped: {reason}',
  'account.paused.user.text': 'Paused by you.',
  'account.paused.sleep.text': 'Resting while this computer sleeps or is locked.',
  'account.offline-banner.all.no-network':
    'You are off-line. You can read everything that is on this computer.',
  'account.offline-banner.all.other':
    'No service can be reached. You can read everything that is on this computer.',
  'account.offline-banner.several':
    '{labels} cannot be reached. You can read everything that is on this computer.',
  'account.offline-banner.some': '{label}: {sentence} You can read everything that is on this computer.',
  'account.starting.text': 'Starting…',
  'account.advice.show': 'What to do',
  'account.advice.hide': 'Less',

  'account.menu.accounts': 'Accounts',
  'account.menu.add': 'Add account…',
  'account.menu.pause-mirror': 'Pause the mirror',
  'account.menu.resume-mirror': 'Resume the mirror',
  'account.menu.sign-out': 'Sign out…',
  'account.connect.add': 'Add an account',
  'account.connect.again': 'Sign in to {service} again',
  'account.sign-out.title': 'Sign out of {service} ({name})?',
  'account.sign-out.about':
    'This removes the account’s messages, pictures and sign-in from this computer. Nothing changes on the server; you can sign in again at any time.',
  'account.sign-out.required':
    'Your organisation requires this account: Isthmus then shows nothing but the sign-in until you have signed in again.',
  'account.sign-out.failed': 'Signing out did not work. Try again.',
  'account.sign-out.stay': 'Stay signed in',
  'account.sign-out.submit': 'Sign out',
} as const;
