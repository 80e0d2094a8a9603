/** Whose keys are meant: Apple's, or those of everybody else. */
export type Platform = 'mac' | 'other';

/** The platform of a page, by its `navigator.platform`. */
export const platformOf = (name: string): Platform => (/^(Mac|iP)/.test(name) ? 'mac' : 'other');
