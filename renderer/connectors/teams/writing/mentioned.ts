/** What a draft's mention becomes in Teams. */
import type { ConversationId } from '../../../model/index.ts';
import type { MentionTarget } from '../../../text/document/index.ts';
import type { Connection } from '../connection.ts';
import type { TeamsMentioned } from '../../../text/teams-html/index.ts';
import { userOf, type TeamsPlace } from '../ids.ts';
import type { KnownNames } from '../known-names.ts';

/** The conversation to which a draft goes, and the known names. */
export interface Destination {
  readonly accountId: Connection['accountId'];
  readonly conversationId: ConversationId;
  readonly place: TeamsPlace;
  readonly names: KnownNames;
  /** Only roots in channels have a subject (facts, graph §2). In other messages it becomes a heading. */
  readonly takesSubject: boolean;
}

/** A mention's text without the sign of other services before it. */
const bare = (text: string): string => text.replace(/^[@~]/, '').trim();

/** Null for a person or channel that Teams does not know: then the mention's text is written, and nobody is notified. */
export const peopleMentionedIn = (
  { accountId, conversationId, place, names }: Destination,
  target: MentionTarget,
  text: string,
): TeamsMentioned | null => {
  switch (target.kind) {
    case 'person': {
      const id = userOf(accountId, target.personId);
      const displayName = names.person(target.personId) ?? bare(text);
      return id === null || displayName === '' ? null : { kind: 'user', id, displayName };
    }
    case 'everyone':
      // A channel is mentioned by its name (contract, chatmessage-post); for a chat Teams says Everyone.
      return place.kind === 'chat'
        ? { kind: 'conversation', type: 'chat', id: place.chatId, displayName: 'Everyone' }
        : {
            kind: 'conversation',
            type: 'channel',
            id: place.channelId,
            displayName: names.conversation(conversationId)?.name ?? (bare(text) || 'channel'),
          };
    case 'channel': {
      const pointedAt = names.conversation(target.conversationId);
      return pointedAt?.webUrl
        ? { kind: 'link', url: pointedAt.webUrl, text: pointedAt.name ?? bare(text) }
        : null;
    }
  }
};
