/** The oldest Mattermost server with which Isthmus works, major and minor. docs/administer.md names it too. */
export const oldestMattermost = [10, 5] as const;
