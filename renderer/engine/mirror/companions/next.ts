/** What follows one question in a series: the next question at once, no question until one is wanted, or a wait in ms. */
export type Next = 'go-on' | 'stop' | number;
