/** What comes after one of several things that are asked for one after the other: the next one, nothing until told, or a wait, ms. */
export type Next = 'go-on' | 'stop' | number;
