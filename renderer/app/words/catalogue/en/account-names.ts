/** English: account-names. See ../../README.md. */
export const accountNamesMessages = {
  'account-names.account-name.not-tells': '{label} (organisation {organisation})',
} as const;
