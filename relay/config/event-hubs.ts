/** What the relay's configuration may say of the event hub through which Microsoft tells what changed. */
import { z } from 'zod';
import { as, domain, path } from './wanted.ts';

export const hubAuthentications = ['connectionString', 'entra'] as const;

export const eventHubs = z
  .strictObject(
    {
      namespace: z
        .string(as('namespace'))
        .toLowerCase()
        .regex(
          /^[a-z][0-9a-z-]{4,48}[0-9a-z]\.servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/,
          as('namespace'),
        ),
      hub: z.string(as('hub')).regex(/^[0-9A-Za-z](?:[\w.-]{0,254}[0-9A-Za-z])?$/, as('hub')),
      consumerGroup: z
        .string(as('consumer-group'))
        .regex(/^(?:\$Default|[0-9A-Za-z](?:[\w.-]{0,48}[0-9A-Za-z])?)$/, as('consumer-group'))
        .default('$Default'),
      tenantDomain: domain,
      authentication: z.enum(hubAuthentications, as('hub-authentication')),
      connectionStringFile: path.nullable().default(null),
      webSockets: z.boolean(as('yes-or-no')).default(false),
    },
    as('object'),
  )
  .refine(
    ({ authentication, connectionStringFile }) =>
      authentication === 'connectionString' || connectionStringFile === null,
    { path: ['connectionStringFile'], ...as('no-connection-string') },
  );

/** The checked settings of the hub. */
export interface EventHubsConfig {
  /** The namespace's host. */
  readonly namespace: string;
  readonly hub: string;
  readonly consumerGroup: string;
  /** A verified domain of the tenant to which the Azure subscription belongs. */
  readonly tenantDomain: string;
  readonly authentication: (typeof hubAuthentications)[number];
  /** The file of the connection string, whole; null if only the system gives it, or with `entra`. */
  readonly connectionStringFile: string | null;
  /** Whether AMQP goes over web sockets (port 443) instead of port 5671. */
  readonly webSockets: boolean;
}
