/** The kind of keyboard: Apple's, or all others. */
export type Platform = 'mac' | 'other';

/** The platform of a page, by its `navigator.platform`. */
export const platformOf = (name: string): Platform => (/^(Mac|iP)/.test(name) ? 'mac' : 'other');
