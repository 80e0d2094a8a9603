/** Teams' bodies to and from documents. */
export { openTeamsText, plainOfHtml, readTeamsBody, type TeamsMessageBody } from './read/read.ts';
export { readForwarded } from './read/attachments.ts';
export { isHostedContent } from './read/media/hosted-content.ts';
export type { BodyPicture, BodyRecording } from './read/media/media.ts';
export { teamsBodySize, writeTeamsBody } from './write/write.ts';
export type { GraphMention, TeamsBody, TeamsMentioned, TeamsWriting } from './write/writing.ts';
