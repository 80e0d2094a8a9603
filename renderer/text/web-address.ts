/** Addresses that a browser opens. */

/** The address when a person can open it in a browser (http or https), else null: no text is trusted with other schemes. */
export const webAddress = (address: string | null | undefined): string | null =>
  address && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;

/** The address when a person can follow it as a link (http, https or mailto), else null. */
export const linkableAddress = (address: string): string | null =>
  webAddress(address) ??
  (/^mailto:[^\s@]+@[^\s@]+$/i.test(address) && URL.canParse(address) ? address : null);
