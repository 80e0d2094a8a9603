/** The linked channels, and the rows by which an Isthmus knows them. */
import { channelConversationId, personId } from '../../../../renderer/connectors/teams/ids.ts';
import type { AccountId, ConversationId, MessageId, PersonId } from '../../../../renderer/model/index.ts';
import type { LinkRelay, LinkRow } from '../../../../renderer/store/index.ts';
import { type PlannedConversation, relayUser, type TenantPlan } from './tenant-plan.ts';

const server = 'm-server' as AccountId;
/** The relay's bot on Mattermost. */
export const bot = `${server}/${'bot'.padEnd(26, '0')}` as PersonId;

export interface LinkedChannel {
  readonly id: string;
  readonly channel: PlannedConversation;
  readonly mattermost: ConversationId;
  /** The post that links them. */
  readonly post: MessageId;
}

export const linkedChannels = ({ channels }: TenantPlan): readonly LinkedChannel[] =>
  channels.map((channel, at) => {
    const mattermost = `${server}/${`channel${at}`.padEnd(26, 'x')}` as ConversationId;
    return {
      id: channel.id,
      channel,
      mattermost,
      post: `${mattermost}/${`link${at}`.padEnd(26, 'y')}` as MessageId,
    };
  });

export const teamsIdOf = (account: AccountId, { id, team }: PlannedConversation): ConversationId =>
  channelConversationId(account, team, id);

/** How an account's Isthmus knows a link. */
export const linkRowOf = (
  account: AccountId,
  { id, channel, mattermost, post }: LinkedChannel,
  relay: LinkRelay['kind'] | null,
): LinkRow => ({
  id,
  mattermost,
  teams: teamsIdOf(account, channel),
  source: { kind: 'post', messageId: post, authorId: null },
  standing: { kind: 'good' },
  name: '',
  choice: 'default',
  carried: true,
  since: { mattermost: 0, teams: 0 },
  ...(relay === 'this' && { relay: { kind: 'this' } }),
  ...(relay === 'other' && {
    relay: { kind: 'other', mattermost: bot, teams: personId(account, 'user', relayUser) },
  }),
});
