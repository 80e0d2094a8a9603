import {
  ArrowReplyRegular,
  CopyRegular,
  DeleteRegular,
  EditRegular,
  EmojiAddRegular,
  LinkRegular,
  MailUnreadRegular,
  MarkdownRegular,
  OpenRegular,
  PinOffRegular,
  PinRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { MessageAct } from './act-sentences.ts';

/** The icon of an act, for menus and the toolbar. */
export const actIcon = (act: MessageAct): ReactElement => {
  switch (act) {
    case 'react':
      return <EmojiAddRegular />;
    case 'reply':
      return <ArrowReplyRegular />;
    case 'edit':
      return <EditRegular />;
    case 'delete':
      return <DeleteRegular />;
    case 'copy-text':
      return <CopyRegular />;
    case 'copy-markdown':
      return <MarkdownRegular />;
    case 'copy-link':
      return <LinkRegular />;
    case 'pin':
      return <PinRegular />;
    case 'unpin':
      return <PinOffRegular />;
    case 'mark-unread':
      return <MailUnreadRegular />;
    case 'open':
      return <OpenRegular />;
  }
};
