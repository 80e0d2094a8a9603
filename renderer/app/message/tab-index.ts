/** The tab index of a message: of a list that is walked through one is in the tab order; elsewhere a message is none of its stops. */
export const tabIndexOf = (current: boolean | undefined): 0 | -1 | undefined =>
  current === undefined ? undefined : current ? 0 : -1;
