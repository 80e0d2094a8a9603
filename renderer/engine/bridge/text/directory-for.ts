/** The part of the directory that texts need on their way across. */
import type { ConversationId, PersonId, TwinSides } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { type PeopleDirectory, type Mentioned, readDirectory } from '../../people/directory.ts';
import { mapInlines } from './across.ts';

/** Reads what is known of those whom these documents mention. Nothing is read if they mention nobody. */
export const directoryFor = (
  database: IsthmusDatabase,
  sides: TwinSides,
  ...documents: readonly Document[]
): Promise<PeopleDirectory> => readDirectory(database, mentionedIn(documents), sides);

const mentionedIn = (documents: readonly Document[]): Mentioned => {
  const people = new Set<PersonId>();
  const channels = new Set<ConversationId>();
  for (const document of documents)
    mapInlines(document, (inline) => {
      if (inline.kind !== 'mention') return inline;
      if (inline.target.kind === 'person') people.add(inline.target.personId);
      if (inline.target.kind === 'channel') channels.add(inline.target.conversationId);
      return inline;
    });
  return { people: [...people], channels: [...channels] };
};
