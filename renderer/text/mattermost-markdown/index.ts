/** Mattermost's posts to and from documents. */
export { degradeForMattermost } from './write/degrade.ts';
export { nameOfEmoji } from './emoji.ts';
export { plainOfMarkdown, readMattermostBody, textsOfPost } from './read/read.ts';
export type { MattermostReading } from './read/reading.ts';
export { mentionedIn } from './read/read-text.ts';
export { mattermostLength, writeMattermostBody } from './write/write.ts';
export type { MattermostMentioned, MattermostWriting } from './write/writing.ts';
