/** English: account-names. See ../../README.md. */
export const accountNamesMessages = {
  'account-names.account-name.by-organisation-id': '{label} (organisation {organisation})',
} as const;
