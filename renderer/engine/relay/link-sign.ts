/** What a relay says of a link to desktops: `hint`: something happened in its Teams conversation; `beat`: the relay is there. */
export type LinkSign = 'hint' | 'beat';

/** A link has no more than one hint in this time, ms. */
export const hintEvery = 2_000;
/** How often a relay says that it is there, ms. */
export const beatEvery = 120_000;
/** After this time without a sign, ms, a relay counts as gone: two beats may be lost, as such events are between a server's nodes. */
export const silentAfter = 3 * beatEvery;
