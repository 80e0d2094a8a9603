/** English: action. See ../../../README.md. */
export const actionMessages = {
  'action.back-to-list': 'Back to the list',
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.open': 'Open {name}',
  'action.sign-in-again': 'Sign in again',
  'action.try-again': 'Try again',
  'action.try-again-now': 'Try again now',
} as const;
