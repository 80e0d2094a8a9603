/** A small world in which both sides know the same people, for carrying documents there and back. */
import { readTeamsBody, writeTeamsBody, type TeamsBody, type TeamsWriting } from '../../teams-html/index.ts';
import {
  readMattermostBody,
  writeMattermostBody,
  type MattermostReading,
  type MattermostWriting,
} from '../../mattermost-markdown/index.ts';
import type { ConversationId, Mention, PersonId } from '../../../model/index.ts';
import type { Document } from '../../document/index.ts';

export interface Known {
  readonly personId: PersonId;
  readonly userId: string;
  readonly displayName: string;
  readonly username: string;
}

const person = (key: string, displayName: string, username: string): Known => ({
  personId: `account/user/${key}` as PersonId,
  userId: key,
  displayName,
  username,
});

export const people: readonly Known[] = [
  person('1', 'Ada Okafor', 'ada'),
  person('2', 'Miguel de la Cruz', 'miguel.cruz'),
  person('3', 'Łukasz Żółć', 'lukasz_z'),
];
export const townSquare = 'account/channel/town' as ConversationId;

const byPersonId = new Map(people.map((known) => [known.personId, known]));

export const teamsWriting: TeamsWriting = {
  mention: (target) => {
    switch (target.kind) {
      case 'person': {
        const known = byPersonId.get(target.personId);
        return known ? { kind: 'user', id: known.userId, displayName: known.displayName } : null;
      }
      case 'everyone':
        return { kind: 'conversation', id: '19:chat', displayName: 'Everyone', type: 'chat' };
      case 'channel':
        return null;
    }
  },
};

export const mattermostWriting: MattermostWriting = {
  mention: (target) => {
    switch (target.kind) {
      case 'person': {
        const known = byPersonId.get(target.personId);
        return known ? { kind: 'user', username: known.username } : null;
      }
      case 'everyone':
        return { kind: 'everyone', word: 'all' };
      case 'channel':
        return { kind: 'channel', name: 'town-square' };
    }
  },
  isUsername: (name) => people.some(({ username }) => username === name),
};

export const mattermostReading: MattermostReading = {
  mentioned: (username) => {
    const known = people.find((one) => one.username === username);
    return known ? { kind: 'person', personId: known.personId } : null;
  },
  channel: (name) => (name === 'town-square' ? townSquare : null),
};

/** What the mirror would have of the mentions that were sent. */
export const mirrored = (body: TeamsBody): Mention[] =>
  body.mentions.map(({ mentionText, mentioned }) =>
    'user' in mentioned
      ? {
          kind: 'person',
          personId: `account/user/${mentioned.user.id}` as PersonId,
          text: mentionText,
        }
      : { kind: 'everyone', text: mentionText },
  );

/** The document as it comes back from Teams. */
export const throughTeams = (document: Document): Document => {
  const body = writeTeamsBody(document, teamsWriting);
  return readTeamsBody({
    body: { format: 'html', content: body.content },
    mentions: mirrored(body),
    attachments: [],
    files: [],
  });
};

/** The document as it comes back from Mattermost. */
export const throughMattermost = (document: Document): Document =>
  readMattermostBody(writeMattermostBody(document, mattermostWriting), mattermostReading);

/** A document of HTML. */
export const fromHtml = (content: string, mentions: readonly Mention[] = []): Document =>
  readTeamsBody({ body: { format: 'html', content }, mentions, attachments: [], files: [] });

/** A document of plain text, as a Teams body of type text has it. */
export const fromText = (content: string): Document =>
  readTeamsBody({ body: { format: 'text', content }, mentions: [], attachments: [], files: [] });
