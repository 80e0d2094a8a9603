/** Every paged route of Mattermost serves at most 200 rows, and cuts a larger wish without a word (facts, "Posts"). */
export const pageSize = 200;
