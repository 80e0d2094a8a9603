/** How carrying a message stands, as far as the user is told. */
import type { AccountId, Message, MessageId, Service, TwinSides } from '../../model/index.ts';
import type { LinkRow, OutboxRow, OutboxState } from '../../store/index.ts';
import type { Woven } from '../conversation/weave.ts';

/** On its way to the other side, or there. */
export type Carry =
  | { readonly kind: 'carried'; readonly to: Service }
  | {
      readonly kind: 'underway';
      readonly to: Service;
      /** The account it is written with. */
      readonly account: AccountId;
      /** Whose row it is: retry and discard name it. */
      readonly messageId: MessageId;
      readonly state: OutboxState;
    };

export const otherService = (service: Service): Service => (service === 'teams' ? 'mattermost' : 'teams');

/** Which of several rows of one message says most to the user. */
const order: readonly OutboxState['kind'][] = [
  'failed',
  'waiting',
  'sending',
  'uploading',
  'queued',
  'discarded',
];

/**
 * How a message stands; null where there is nothing to tell: it is older than the link, its author's own Isthmus carries it, or the
 * link is not carried. Of what others wrote only a failure is told (a reaction of the user's that did not get across).
 */
export const carryOf = (
  message: Message,
  woven: Woven | undefined,
  outbox: ReadonlyMap<MessageId, OutboxRow>,
  link: LinkRow,
  { me, accounts }: Pick<TwinSides, 'me' | 'accounts'>,
): Carry | null => {
  if (!link.carried || message.kind === 'system') return null;
  const service = message.conversationId === link.teams ? 'teams' : 'mattermost';
  const mine = message.authorId !== null && message.authorId === me[service];
  const row = (woven?.forms ?? [message])
    .flatMap(({ id }) => outbox.get(id) ?? [])
    .sort((a, b) => order.indexOf(a.state.kind) - order.indexOf(b.state.kind))[0];
  if (row && (mine || row.state.kind === 'failed'))
    return {
      kind: 'underway',
      to: otherService(row.service),
      account: accounts[otherService(row.service)],
      messageId: row.messageId,
      state: row.state,
    };
  if (!mine || row || !woven || message.deletedAt !== null) return null;
  const { copies, parts } = woven.row;
  // What was deleted there (an administrator may have done so) is not there.
  const isThere = woven.forms.every(({ deletedAt }) => deletedAt === null);
  const whole = isThere && copies.length >= parts && copies.some((id) => id !== null);
  return whole ? { kind: 'carried', to: otherService(service) } : null;
};
