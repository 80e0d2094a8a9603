/** Addresses that a browser opens. */

/** The address when a person can open it in a browser (http or https), else null: no text is trusted with other schemes. */
export const webAddress = (address: string | null | undefined): string | null =>
  address && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
