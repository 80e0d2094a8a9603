/** Mattermost's posts to and from documents. */
export { degradeForMattermost } from './degrade.ts';
export { readMattermostBody } from './read.ts';
export type { MattermostReading } from './reading.ts';
export { mentionedIn } from './read-text.ts';
export { mattermostLength, writeMattermostBody } from './write.ts';
export type { MattermostMentioned, MattermostWriting } from './writing.ts';
