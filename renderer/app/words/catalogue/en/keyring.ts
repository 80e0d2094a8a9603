/** English: keyring. See ../../README.md. */
export const keyringMessages = {
  'keyring.memory-only-action': 'Keep sign-ins in memory only',
  'keyring.titles.absent': 'This computer has no keyring.',
  'keyring.titles.refused': 'The keyring did not let Isthmus in.',
  'keyring.undecided.absent':
    'Isthmus keeps sign-ins only where the system encrypts them. It can keep them in memory instead: you then sign in again after each start. Or install a keyring (GNOME Keyring or KWallet) and start Isthmus again; where there is one on another desktop than GNOME or KDE, start Isthmus with --password-store=gnome-libsecret.',
  'keyring.undecided.refused':
    'Isthmus keeps sign-ins only where the system encrypts them. It can keep them in memory instead: you then sign in again after each start. Or unlock the keyring, start Isthmus again, and allow the access when the system asks.',
  'keyring.memory-only.text': 'No keyring: you will sign in again after each start of Isthmus.',
  'keyring.plain-file.text':
    'No keyring: your organisation’s policy keeps sign-ins in a file that is not encrypted.',
} as const;
