/** Teams' bodies to and from documents. */
export { readTeamsBody, type TeamsMessageBody } from './read.ts';
export {
  teamsBodySize,
  writeTeamsBody,
  type GraphMention,
  type TeamsBody,
  type TeamsMentioned,
  type TeamsWriting,
} from './write.ts';
