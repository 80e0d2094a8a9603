/** The oldest Mattermost server that Isthmus works with, major and minor; docs/administer.md names it too. */
export const oldestMattermost = [10, 5] as const;
