import type { Message } from '../../model/index.ts';
import type { SchemaStep } from '../schema-step.ts';

/**
 * A message's own row says whether a person wrote it, and whether it may be carried. Before this step, Mattermost's webhooks were
 * recognised by the name in the message, bots by their person, and posts that vanish by an attachment.
 */
export const writtenByStep: SchemaStep = {
  stores: {},
  upgrade: async (transaction) => {
    const accounts = await transaction.table<Named>('accounts').toArray();
    const onMattermost = new Set(
      accounts.flatMap(({ id, service }) => (service === 'mattermost' ? [id] : [])),
    );
    const people = await transaction.table<Named>('people').toArray();
    const bots = new Set<unknown>(people.flatMap(({ id, kind }) => (kind === 'bot' ? [id] : [])));
    const saysOf = (message: Message): Pick<Message, 'writtenBy' | 'staysHere'> => {
      const isHook = onMattermost.has(message.accountId) && typeof message.authorName === 'string';
      return {
        ...(isHook ? { writtenBy: 'webhook' } : bots.has(message.authorId) ? { writtenBy: 'bot' } : {}),
        ...(burns(message) ? { staysHere: 'burn-on-read' } : {}),
      };
    };
    await transaction
      .table<Message>('messages')
      .filter((message) => Object.keys(saysOf(message)).length > 0)
      .modify((message) => void Object.assign(message, saysOf(message)));
  },
};

interface Named {
  readonly id: string;
  readonly service?: string;
  readonly kind?: string;
}

/** Whether a post vanishes once it was read. A damaged row without a list counts as no. */
const burns = ({ attachments }: Message): boolean =>
  Array.isArray(attachments) &&
  attachments.some(
    (one: unknown) => typeof one === 'object' && one !== null && 'type' in one && one.type === 'burn_on_read',
  );
