/** The names of links at the broker, and how they are refused. */
import type { AmqpError } from 'rhea';

export const requestNodes = ['$cbs', '$management'] as const;
export type RequestNode = (typeof requestNodes)[number];

/** The node that this link asks; undefined for links that read events. The client names `$management` without the hub. */
export const requestNodeOf = (address: string): RequestNode | undefined =>
  requestNodes.find((node) => address === node || address.endsWith(`/${node}`));

/** The address of a link's end; '' where a client names none, which the types of rhea do not know. */
export const addressOf = (terminus: { readonly address?: string } | undefined): string =>
  terminus?.address ?? '';

/** A receiver's partition: `hub/ConsumerGroups/<group>/Partitions/<id>`. */
export const readingOf = (
  address: string,
  hub: string,
): { readonly group: string; readonly partition: string } | null => {
  const parts = address.split('/');
  const [name, groups, group = '', partitions, partition = ''] = parts;
  const isReading =
    parts.length === 5 && name === hub && groups === 'ConsumerGroups' && partitions === 'Partitions';
  return isReading ? { group, partition } : null;
};

const refusal = (condition: string, description: string): AmqpError => ({ condition, description });

export const notFound = (address: string): AmqpError =>
  refusal('amqp:not-found', `The messaging entity '${address}' could not be found.`);

export const unauthorised = (claim: string): AmqpError =>
  refusal(
    'amqp:unauthorized-access',
    `Unauthorized access. '${claim}' claim(s) are required to perform this operation.`,
  );

export const stolen = (epoch: number): AmqpError =>
  refusal(
    'amqp:link:stolen',
    `New receiver with higher epoch of '${epoch}' is created hence current receiver is getting disconnected.`,
  );

export const badFilter = (filter: string): AmqpError =>
  refusal('com.microsoft:argument-error', `The supplied filter '${filter}' is invalid.`);

export const notForSending = (): AmqpError =>
  refusal('amqp:not-implemented', 'This broker takes events from the sandbox only.');
