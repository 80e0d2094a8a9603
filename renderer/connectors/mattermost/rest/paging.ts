/** Every paged route of Mattermost serves at most 200 rows, and does not say so if more are asked for (facts, "Posts"). */
export const pageSize = 200;
