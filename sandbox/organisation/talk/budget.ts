/** How many of the messages are plain talk, and how many show a kind of content. */

export interface Budget {
  readonly talk: number;
  readonly special: number;
}

/**
 * Splits a side's messages: each kind of content once when there is room (a third of the messages at most), and again in larger
 * histories so that about four in a hundred messages are special.
 */
export const makeBudget = (messages: number, kinds: number): Budget => {
  const special = Math.min(Math.max(kinds, Math.floor(messages * 0.04)), Math.floor(messages / 3));
  return { talk: messages - special, special };
};

/** An index below `length`, with small ones far more often, because special messages should be in busy conversations. */
export const nearTheFront = (length: number, random: number): number => Math.floor(random ** 2.5 * length);
