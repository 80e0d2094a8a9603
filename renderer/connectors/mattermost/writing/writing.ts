/** The writing capability. Each act has a file of its own. */
import { succeeded } from '../../../model/index.ts';
import type { WritingCapability } from '../../writing.ts';
import { postAddress } from '../addresses.ts';
import { mattermostLength, writeMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import { downloadFile, sizeOfFile } from './downloading.ts';
import { writingFor } from './draft-text.ts';
import { chooseOnMattermost } from './own-state/choosing.ts';
import { markChannelRead } from './own-state/marking-read.ts';
import { markUnreadFrom } from './own-state/marking-unread.ts';
import { pinPost } from './pinning.ts';
import { editPost, removePost, sendPost } from './posting.ts';
import { reactToPost } from './reacting.ts';
import { RefusedNames } from './reaction-name.ts';
import { documentOfMessage } from './reading-body.ts';
import { showsSpeakers } from './speaker-props.ts';
import type { Surroundings } from './surroundings.ts';
import { uploadToMattermost } from './uploading.ts';

/** file_ids may have 300 characters as JSON (facts, "Posts"). */
const mostFiles = 10;

export const makeWriting = (around: Surroundings): WritingCapability => {
  const refused = new RefusedNames();
  return {
    get longest() {
      return around.settings.current.maxPostSize;
    },
    measure: (document) =>
      mattermostLength(writeMattermostBody(document, writingFor(around.context, around.settings.current))),
    filesPerMessage: mostFiles,
    fileLimits: async (signal) => {
      const { maxFileSize: largest } = await around.settings.know(signal);
      return largest === null ? null : { perMessage: mostFiles, largest };
    },
    editableFor: async (signal) => (await around.settings.know(signal)).editableFor,
    showsSpeaker: () => showsSpeakers(around),
    addressOf: (message, place) => {
      const { ids, publicUrl } = around.context;
      const account = { id: ids.accountId, ...(publicUrl === null ? {} : { siteUrl: publicUrl }) };
      return postAddress(account, place, message);
    },
    keepsKeys: true,
    read: (message) => documentOfMessage(message, around.context, around.settings.current),
    send: (conversationId, draft, stamp, signal) => sendPost(around, conversationId, draft, stamp, signal),
    edit: (messageId, draft, signal) => editPost(around, messageId, draft, signal),
    remove: (messageId, signal) => removePost(around, messageId, signal),
    react: (messageId, reaction, set, signal) =>
      reactToPost(around, messageId, reaction, set, refused, signal),
    canReact: (reaction) => refused.canReact(reaction),
    markRead: (conversationId, readAt, signal) => markChannelRead(around, conversationId, readAt, signal),
    markUnread: (messageId, _readAt, signal) => markUnreadFrom(around, messageId, signal),
    pin: (messageId, set, signal) => pinPost(around, messageId, set, signal),
    choose: (conversation, choice, signal) => chooseOnMattermost(around, conversation, choice, signal),
    factsOf: async (file, signal) => {
      const size = await sizeOfFile(around, file, signal);
      return size.ok ? succeeded({ size: size.value, name: file.name, mimeType: file.mimeType }) : size;
    },
    download: (file, from, signal) => downloadFile(around, file, from, signal),
    upload: (file, signal) => uploadToMattermost(around, file, signal),
  };
};
