/** Makes the Isthmus ids of conversations from a sandbox's own ids. */
import { makeIds } from '../../../renderer/connectors/mattermost/ids.ts';
import { channelConversationId, chatConversationId } from '../../../renderer/connectors/teams/ids.ts';
import type { ConversationId } from '../../../renderer/model/index.ts';
import { mattermostAccount, teamsAccount } from '../in-process/seat.ts';
import type { Pair } from './places.ts';

export interface PairIds {
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
}

export const idsOf = ({ mattermost, teams }: Pair): PairIds => {
  const [first = '', channel] = teams.split('/');
  return {
    mattermost: makeIds(mattermostAccount).conversation(mattermost),
    teams:
      channel === undefined
        ? chatConversationId(teamsAccount, first)
        : channelConversationId(teamsAccount, first, channel),
  };
};

/** The server's own id of a post. */
export const postIdOf = (id: Parameters<ReturnType<typeof makeIds>['addressOf']>[0]): string | null =>
  makeIds(mattermostAccount).addressOf(id)?.postId ?? null;
