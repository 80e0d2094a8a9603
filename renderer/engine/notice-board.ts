/** The engine page's notice board: main shows what it is given, behind the door. */
import type { CallRequest, Door } from '../../preload/contract/index.ts';
import type { Notice, NoticeBoard } from './notify/notice.ts';

export const noticeBoardOf = (door: Pick<Door<'engine'>, 'call'>): NoticeBoard => ({
  show: async (notice) => (await door.call('notification:show', asShown(notice))).failure,
  // Harmless: refused only when main is going down, and what it shows with it.
  close: (key) => void door.call('notification:close', { key }).catch(() => undefined),
});

const longestName = 200;

/** A notice as it crosses the door. */
const asShown = (notice: Notice): CallRequest<'notification:show'> => {
  if (notice.kind === 'summary') return notice;
  const { messageId, threadId, createdAt, sender, conversation, ...rest } = notice;
  return {
    ...rest,
    sender: sender.slice(0, longestName),
    conversation: conversation.slice(0, longestName),
    goal: { conversation: notice.key, message: { id: messageId, thread: threadId, createdAt } },
  };
};
