/** Makes a whole organisation from a seed: people, both sides, and about as many messages as asked for. */
import { makeAttachments } from './attachments.ts';
import { corpusTalk, type CorpusLine } from './talk/corpus-talk.ts';
import { makeMattermostHistory } from './mattermost-history.ts';
import { makeMattermostStructure } from './mattermost-structure.ts';
import { makePeople, peopleByKey } from './people.ts';
import type { Organisation } from './plan.ts';
import { Chooser } from './random.ts';
import { builtInTalk, withoutTopics } from './talk/talk.ts';
import { makeTeamsHistory } from './teams-history.ts';
import { makeTeamsStructure } from './teams-structure.ts';

export interface GenerateOptions {
  readonly seed: number;
  /** On both services together. Every kind of content is there from about 600 on. */
  readonly messages: number;
  /** Nothing happens after this time, ms since the epoch. */
  readonly now: number;
  /** Real text to fill the conversations with, in place of the built-in talk. */
  readonly corpus?: readonly CorpusLine[];
}

/** The same options give the same organisation. */
export const generateOrganisation = ({ seed, messages, now, corpus }: GenerateOptions): Organisation => {
  const chooser = new Chooser(seed);
  const staff = makePeople(chooser.fork('people'));
  const people = staff.map(({ person }) => person);
  const [first] = people;
  if (!first) throw new Error('an organisation needs people');
  const sample = first.key;
  const person = peopleByKey(people);
  const pool = makeAttachments(chooser.fork('attachments'));
  const talk = corpus && corpus.length > 0 ? corpusTalk(corpus) : builtInTalk();
  const common = { person, sample, now, talk, pool };
  const onTeams = Math.ceil(messages / 2);
  const teams = makeTeamsStructure(staff, sample, now, chooser.fork('teams structure'));
  const mattermost = makeMattermostStructure(staff, sample, now, chooser.fork('mattermost structure'));
  const teamsHistory = makeTeamsHistory({
    ...common,
    structure: teams,
    bots: people.filter(({ kind, microsoft }) => kind === 'bot' && microsoft),
    messages: onTeams,
    chooser: chooser.fork('teams history'),
  });
  const mattermostHistory = makeMattermostHistory({
    ...common,
    structure: mattermost,
    messages: messages - onTeams,
    chooser: chooser.fork('mattermost history'),
  });
  return {
    seed,
    name: 'Lantern Bay Instruments',
    tenantId: chooser.fork('tenant').guid(),
    people,
    sampleUser: sample,
    teams: {
      teams: teams.teams,
      channels: teams.channels.map(withoutTopics),
      ...teamsHistory,
    },
    mattermost: { teams: mattermost.teams, ...mattermostHistory },
  };
};
