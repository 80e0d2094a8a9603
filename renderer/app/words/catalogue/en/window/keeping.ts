/** English: what the user wants and this computer does not keep. See ../../../README.md. */
export const keepingMessages = {
  'keeping.disk-full': 'Not done: the disk is full. Make room, and try again.',
  'keeping.not-kept': 'Not done: this computer could not keep what you want. Try again.',
} as const;
