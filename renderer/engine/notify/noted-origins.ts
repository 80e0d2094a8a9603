/** Which messages a message names as its original or as its copies. Anybody can write a note: it counts only beside other knowledge. Pure. */
import { type Account, type Message, type MessageId, messageOfKey, sharedKeyOf } from '../../model/index.ts';

/** The ids that its original has if it is in the mirror of one of these accounts; none where its note does not say that it is a copy. */
export const notedOrigins = ({ note }: Pick<Message, 'note'>, accounts: readonly Account[]): MessageId[] => {
  const [service, keys] =
    note?.kind === 'mark' && note.origin === 'teams'
      ? (['teams', note.teams] as const)
      : note?.kind === 'copy'
        ? (['mattermost', [note.of]] as const)
        : [null, []];
  return accounts
    .filter((account) => account.service === service)
    .flatMap(({ id }) => keys.map((key) => messageOfKey(id, key)));
};

/** Whether a post's mark says that this message of Teams is a copy of it. */
export const marksAsCopy = ({ note }: Pick<Message, 'note'>, { id }: Pick<Message, 'id'>): boolean =>
  note?.kind === 'mark' && note.origin === 'mattermost' && note.teams.includes(sharedKeyOf(id));
