/** Who hears what: hands on the news of a mirror or of one of its followers. */
import type { Carrying } from './bridge/run/carrying.ts';
import type { EngineParts } from './engine-parts.ts';
import type { MirrorNews } from './follower.ts';
import type { RelayDuties } from './relay/relay-duties.ts';

/** Those who hear news. */
export interface NewsHearers {
  readonly parts: EngineParts;
  readonly duties: RelayDuties;
  /** Null while nothing is carried. */
  readonly carrying: Carrying | null;
  readonly onDiskFull: () => void;
}

/** Hands one piece of news on. */
export const handNewsOn = (news: MirrorNews, { parts, duties, carrying, onDiskFull }: NewsHearers): void => {
  switch (news.kind) {
    case 'disk-full':
      return onDiskFull();
    case 'typing': {
      const { account: accountId, conversationId, threadId, personId } = news;
      if (carrying?.isSign(news)) return;
      return parts.typing?.heard({ accountId, conversationId, threadId }, personId);
    }
    case 'only-for-user':
      return parts.commands.heard(news.message);
    case 'notices-pending':
      duties.messagesCame();
      return parts.notifier.wake();
    case 'notices-changed':
      return parts.notifier.changed(news.messages);
    case 'conversations-reshaped':
      parts.notifier.readMoved();
      return parts.choices.want();
    case 'current':
      parts.choices.becameCurrent();
      parts.choosing.again();
      parts.ownPresence.again();
      duties.current();
      return carrying?.hear(news);
    case 'choices-stale':
      parts.choices.heard();
      return carrying?.hear(news);
    case 'read-moved':
      parts.notifier.readMoved();
      return carrying?.hear(news);
    default:
      return carrying?.hear(news);
  }
};
