/** Mattermost's posts to and from documents. */
export { degradeForMattermost } from './degrade.ts';
export { readMattermostBody, type MattermostReading } from './read.ts';
export { mentionedIn } from './read-text.ts';
export {
  mattermostLength,
  writeMattermostBody,
  type MattermostMentioned,
  type MattermostWriting,
} from './write.ts';
