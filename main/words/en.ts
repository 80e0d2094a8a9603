/**
 * Everything that main says to people, in English: in menus, in the tray, in the browser after a sign-in, and in the few dialogs that no page can
 * show. Messages in ICU syntax by id (words/README.md).
 */
export const messages = {
  'app.name': 'Isthmus',
  'tray.open': 'Open Isthmus',
  'tray.pause': 'Pause',
  'tray.resume': 'Resume',
  'tray.quit': 'Quit Isthmus',
  'tray.tooltip': 'Isthmus: {parts}',
  'tray.paused': 'paused',
  'tray.unread': '{count, plural, one {# unread conversation} other {# unread conversations}}',
  'tray.mentions': '{count, plural, one {# mention} other {# mentions}}',
  'tray.attention.sign-in-needed': 'sign-in needed',
  'tray.attention.disk-full': 'the disk is full',
  'tray.attention.failed': 'something needs you',
  'menu.view': 'View',
  'menu.copy-link': 'Copy link',
  'menu.no-suggestions': 'No suggestions',
  'menu.add-to-dictionary': 'Add to dictionary',
  'loopback.signed-in.title': 'Back to Isthmus',
  'loopback.signed-in.text': 'The sign-in is on its way. You can close this window.',
  'loopback.not-signed-in.title': 'Not signed in',
  'loopback.not-signed-in.text':
    'The sign-in was ended before it was complete. You can close this window and try again in Isthmus.',
  'loopback.ended.title': 'This sign-in has ended',
  'loopback.ended.text': 'You can close this window and start again in Isthmus.',
  'loopback.stranger.title': 'Nothing is waiting here',
  'loopback.stranger.text':
    'This answer does not belong to a sign-in that Isthmus has started. You can close this window.',
  'loopback.handing.title': 'One moment',
  'loopback.handing.text': 'Handing the answer to Isthmus.',
  'loopback.silent.title': 'Isthmus does not answer',
  'loopback.silent.text': 'Start Isthmus, and start the sign-in again there.',
  'dialog.cannot-start.title': 'Isthmus cannot start.',
  'dialog.bad-preset.title': 'The preset cannot be used.',
  'dialog.bad-preset.unreadable': '{file}\n\nIt cannot be read.\n\nIsthmus goes on without it.',
  'dialog.bad-preset.not-json': '{file}\n\nIt is not JSON.\n\nIsthmus goes on without it.',
  'dialog.bad-preset.invalid': '{file}\n\n{details}\n\nIsthmus goes on without it.',
  'preset.host-form': 'a host, or *. and a domain',
  'preset.needs-issuer-or-subject': 'issuer or subject is needed',
  'dialog.ended.title': 'Isthmus has to stop.',
  'dialog.ended.detail':
    'Too many errors came one after another. Nothing that you wrote is lost: start Isthmus again and it goes on.',
} as const;
