/** The state of carrying a message, as the user sees it. */
import {
  type AccountId,
  type Message,
  type MessageId,
  otherService,
  type Service,
  type TwinSides,
} from '../../model/index.ts';
import type { LinkRow, OutboxRow, OutboxState } from '../../store/index.ts';
import type { Woven } from '../pairs/weave.ts';
import type { AloneReason } from '../words/carry-sentences.ts';

/** It is being carried, or it is on both sides, or it is on its own side only and is not being carried. */
export type Carry =
  | { readonly kind: 'carried'; readonly to: Service }
  | {
      readonly kind: 'underway';
      readonly to: Service;
      /** The account it is written with. */
      readonly account: AccountId;
      /** The message of the outbox row. Retry and discard name it. */
      readonly messageId: MessageId;
      readonly state: OutboxState;
    }
  | { readonly kind: 'alone'; readonly on: Service; readonly why: AloneReason };

/** States in the order in which they matter to the user: of several rows of one message, the first counts. */
const order: readonly OutboxState['kind'][] = [
  'failed',
  'waiting',
  'sending',
  'uploading',
  'queued',
  'discarded',
];

/**
 * The state of a message; null if there is nothing to tell, because nobody wrote it, it is deleted, or another person wrote it and it is on
 * both sides. Of other people's messages only a failure is told (a reaction of the user that was not carried).
 */
export const carryOf = (
  message: Message,
  woven: Woven | undefined,
  outbox: ReadonlyMap<MessageId, OutboxRow>,
  link: LinkRow,
  { me, accounts }: Pick<TwinSides, 'me' | 'accounts'>,
): Carry | null => {
  if (message.kind === 'system') return null;
  const service = message.conversationId === link.teams ? 'teams' : 'mattermost';
  const mine = message.authorId !== null && message.authorId === me[service];
  const row = (woven?.forms ?? [message])
    .flatMap(({ id }) => outbox.get(id) ?? [])
    .sort((a, b) => order.indexOf(a.state.kind) - order.indexOf(b.state.kind))[0];
  if (row && link.carried && (mine || row.state.kind === 'failed'))
    return {
      kind: 'underway',
      to: otherService(row.service),
      account: accounts[otherService(row.service)],
      messageId: row.messageId,
      state: row.state,
    };
  if (message.deletedAt !== null) return null;
  const isThere = woven?.forms.some(
    ({ conversationId, deletedAt }) => conversationId !== message.conversationId && deletedAt === null,
  );
  if (!woven || !isThere) {
    if (row && link.carried) return null;
    return { kind: 'alone', on: service, why: whyAlone(message, woven, link, service, mine) };
  }
  if (!mine || row || !link.carried) return null;
  const { copies, parts } = woven.row;
  // A copy that was deleted there (by an administrator, for example) does not count.
  const lives = woven.forms.every(({ deletedAt }) => deletedAt === null);
  const whole = lives && copies.length >= parts && copies.some((id) => id !== null);
  return whole ? { kind: 'carried', to: otherService(service) } : null;
};

const whyAlone = (
  { createdAt }: Message,
  woven: Woven | undefined,
  link: LinkRow,
  service: Service,
  mine: boolean,
): AloneReason => {
  if (woven) return 'deleted-there';
  if (createdAt < link.since[service]) return 'before-link';
  if (!mine) return 'not-mine';
  return link.carried ? 'unknown' : 'not-carried-by-choice';
};

/** How long (ms) the Isthmus of a message's author may take, before the user is told that the message is not on the other side. */
const patience = 2 * 60_000;

/** What is told of a message that is on one side only; null as long as another person's Isthmus may still carry it. */
export const toldAlone = (
  carry: Carry | undefined,
  { createdAt }: Message,
  now: number,
): Extract<Carry, { kind: 'alone' }> | null =>
  carry?.kind === 'alone' && (carry.why !== 'not-mine' || now - createdAt >= patience) ? carry : null;
