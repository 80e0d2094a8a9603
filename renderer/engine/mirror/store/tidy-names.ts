/** Cleans all names that come into the mirror, whichever service tells them: a name is one line without control characters. */
import { oneLine, type Change } from '../../../model/index.ts';
import type { Batch } from './batch.ts';

/** The same change with names that fit within a line. Texts of messages and names of files stay as they are. */
export const withTidyNames = (change: Change): Change => {
  switch (change.kind) {
    case 'person': {
      const { person } = change;
      const displayName = oneLine(person.displayName);
      const jobTitle = oneLine(person.jobTitle);
      const same = displayName === person.displayName && jobTitle === person.jobTitle;
      return same ? change : { kind: 'person', person: { ...person, displayName, jobTitle } };
    }
    case 'name': {
      const name = oneLine(change.name);
      return name === change.name ? change : { ...change, name };
    }
    case 'conversation': {
      const { conversation } = change;
      const name = conversation.name === null ? null : oneLine(conversation.name);
      return name === conversation.name
        ? change
        : { kind: 'conversation', conversation: { ...conversation, name } };
    }
    case 'team': {
      const name = oneLine(change.team.name);
      return name === change.team.name ? change : { kind: 'team', team: { ...change.team, name } };
    }
    case 'message': {
      const { message } = change;
      const authorName = message.authorName === null ? null : oneLine(message.authorName);
      return authorName === message.authorName
        ? change
        : { kind: 'message', message: { ...message, authorName } };
    }
    default:
      return change;
  }
};

/** A batch with clean names. */
export const tidyBatch = (batch: Batch): Batch => ({ ...batch, changes: batch.changes.map(withTidyNames) });
