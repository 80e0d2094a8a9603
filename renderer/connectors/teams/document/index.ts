/** Teams' bodies to and from documents. */
export { readTeamsBody, type TeamsMessageBody } from './read.ts';
export { teamsBodySize, writeTeamsBody } from './write.ts';
export type { GraphMention, TeamsBody, TeamsMentioned, TeamsWriting } from './writing.ts';
