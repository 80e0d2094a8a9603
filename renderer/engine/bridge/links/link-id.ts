/** The id of a link is made of both conversations' ids, so that a pair that is linked again has the same id again. */
import { type AccountId, type ConversationId, type Service, sharedKeyOf } from '../../../model/index.ts';

/** Ids of conversations hold no spaces. */
export const linkIdOf = (mattermost: ConversationId, teams: ConversationId): string =>
  `${mattermost} ${teams}`;

/** What all Isthmuses of an organisation call a link; an id is known to one of them. */
export const linkKeyOf = ({ mattermost, teams }: Readonly<Record<Service, ConversationId>>): string =>
  `${sharedKeyOf(mattermost)} ${sharedKeyOf(teams)}`;

/** Whether one of the link's conversations is that account's. */
export const isLinkOf = (linkId: string, account: AccountId): boolean =>
  linkId.split(' ').some((conversation) => conversation.startsWith(`${account}/`));

/** The conversation on Mattermost of a link. */
export const mattermostOf = (linkId: string): ConversationId =>
  linkId.slice(0, linkId.indexOf(' ')) as ConversationId;
