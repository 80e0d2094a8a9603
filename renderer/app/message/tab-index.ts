/** The tab index of a message. In a list with arrow keys one message is in the tab order; elsewhere no message is. */
export const tabIndexOf = (current: boolean | undefined): 0 | -1 | undefined =>
  current === undefined ? undefined : current ? 0 : -1;
