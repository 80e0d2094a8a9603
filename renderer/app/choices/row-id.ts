/** The id of a row's element in the list, by the key of its entry: for a conversation, its id. */
export const rowId = (key: string): string => `row ${key}`.replace(/\s/g, '-');
