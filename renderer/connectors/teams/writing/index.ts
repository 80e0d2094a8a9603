/** What the user does in Teams: see `WritingCapability`. */
import type { WritingCapability } from '../../writing.ts';
import type { Connection } from '../connection.ts';
import { readTeamsBody } from '../../../text/teams-html/index.ts';
import { userOf } from '../ids.ts';
import type { KnownNames } from '../known-names.ts';
import { teamsMessageAddress } from '../addresses.ts';
import { chooseInTeams } from './choose.ts';
import { withCauseIn, withCauseOf } from './archived.ts';
import type { WritingDesk } from './desk.ts';
import { openFile, factsOfFile } from './files/download.ts';
import { editMessage } from './edit.ts';
import { canReact, reactTo } from './react.ts';
import { markChatRead, markChatUnread } from './read-state.ts';
import { removeMessage, restoreMessage } from './remove.ts';
import { sendMessage } from './send.ts';
import { filesPerMessage, longest, measure } from './files/size.ts';
import { largestFile, uploadToSharePoint } from './files/upload.ts';

/** Acts in the name of the connection's user. */
export const createTeamsWriting = (connection: Connection, names: KnownNames): WritingCapability => {
  const desk: WritingDesk = { connection, names, userId: userOf(connection.accountId, connection.me) ?? '' };
  return {
    longest,
    measure,
    filesPerMessage,
    fileLimits: () => Promise.resolve({ perMessage: filesPerMessage, largest: largestFile }),
    addressOf: (message, place) =>
      teamsMessageAddress({ id: connection.accountId, organisation: connection.tenantId }, place, message),
    keepsKeys: false,
    read: readTeamsBody,
    send: async (conversationId, draft, { note }, signal) => {
      const copy = note?.kind === 'copy' ? note : null;
      return withCauseIn(
        desk,
        conversationId,
        await sendMessage(desk, conversationId, draft, copy, signal),
        signal,
      );
    },
    edit: async (messageId, draft, signal) =>
      withCauseOf(desk, messageId, await editMessage(desk, messageId, draft, signal), signal),
    remove: async (messageId, signal) =>
      withCauseOf(desk, messageId, await removeMessage(desk, messageId, signal), signal),
    restore: async (messageId, signal) =>
      withCauseOf(desk, messageId, await restoreMessage(desk, messageId, signal), signal),
    react: async (messageId, reaction, set, signal) =>
      withCauseOf(desk, messageId, await reactTo(desk, messageId, reaction, set, signal), signal),
    canReact,
    markRead: (conversationId, readAt, signal) => markChatRead(desk, conversationId, readAt, signal),
    markUnread: (messageId, readAt, signal) => markChatUnread(desk, messageId, readAt, signal),
    choose: (conversation, choice, signal) => chooseInTeams(desk, conversation.id, choice, signal),
    factsOf: (file, signal) => factsOfFile(desk, file, signal),
    download: (file, from, signal) => openFile(desk, file, from, signal),
    upload: (file, signal) => uploadToSharePoint(desk, file, signal),
  };
};
