/** Teams' bodies to and from documents. */
export { readTeamsBody, readTeamsText, type TeamsMessageBody } from './read/read.ts';
export { teamsBodySize, writeTeamsBody } from './write/write.ts';
export type { GraphMention, TeamsBody, TeamsMentioned, TeamsWriting } from './write/writing.ts';
