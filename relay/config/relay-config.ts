/** What the relay's configuration file may say. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { isInClear } from '../../preload/contract/addresses.ts';
import { type InvitationSettings, invitationSettings, sharesSetting } from '../../relay-settings/settings.ts';
import type { MetricsAddress } from '../metrics/serve.ts';
import { type Cloud, clouds } from '../../sign-in/clouds.ts';
import { eventHubs, type EventHubsConfig } from './event-hubs.ts';
import { as, path, type Wanted, wanted } from './wanted.ts';

/** http only to this same machine: the bot's token and messages would be readable on the way. */
const serverUrl = z
  .string(as('address'))
  .max(2_000, as('address'))
  .superRefine((address, context) => {
    const refuse = (wanted: Wanted): void => context.addIssue({ code: 'custom', message: wanted });
    if (!URL.canParse(address)) return refuse('address');
    const { protocol, username, password, search, hash } = new URL(address);
    if (!/^https?:$/.test(protocol)) return refuse('address');
    if (`${username}${password}${search}${hash}` !== '') return refuse('plain-address');
    if (isInClear(address)) return refuse('https');
  })
  .transform((address) => {
    const { origin, pathname } = new URL(address);
    return `${origin}${pathname}`.replace(/(?<!\/)\/+$/, '');
  });

/** Where the relay answers who monitors it. */
const metrics = z.strictObject(
  {
    address: z
      .string(as('ip-address'))
      .refine((address) => isIP(address) > 0, as('ip-address'))
      .default('127.0.0.1'),
    port: z.int(as('port')).min(0, as('port')).max(65_535, as('port')).default(9_478),
    hosts: z
      .array(
        z
          .string(as('host-names'))
          .regex(/^[0-9A-Za-z](?:[0-9A-Za-z.-]{0,251}[0-9A-Za-z])?$/, as('host-names')),
        as('host-names'),
      )
      .max(100, as('host-names'))
      .default([]),
  },
  as('object'),
);

const invitations = invitationSettings(wanted);

/** When it carries for people who have connected and whose computers are off. Shorter, a computer that starts again would often be too late. */
const authorAway = z.strictObject(
  {
    graceMinutes: z
      .int(as('grace-minutes'))
      .min(5, as('grace-minutes'))
      .max(1_440, as('grace-minutes'))
      .default(15),
  },
  as('object'),
);

/** Where secrets may be kept that no credential of the system gives: in plain files, sealed by Windows for one account or for the machine, or in the Keychain. */
export const secretPlaces = ['files', 'dpapi-user', 'dpapi-machine', 'keychain'] as const;

/** Each setting with a default may be missing. */
const shape = {
  dataFolder: path,
  days: z
    .number(as('days'))
    .int(as('days'))
    .min(1, as('days'))
    .max(36_500, as('days'))
    .nullable()
    .default(null),
  mattermost: z.strictObject({ url: serverUrl, tokenFile: path.nullable().default(null) }, as('object')),
  teams: z.strictObject(
    {
      cloud: z.enum(clouds, as('cloud')).default('public'),
      tenant: z.string(as('tenant')).regex(/^[0-9A-Za-z][0-9A-Za-z.-]{2,252}$/, as('tenant')),
      clientId: z.guid(as('client-id')),
      deviceCode: z.boolean(as('yes-or-no')).default(false),
    },
    as('object'),
  ),
  secrets: z.enum(secretPlaces, as('secret-place')).default('files'),
  shares: sharesSetting(wanted).default(1),
  metrics: metrics.nullable().default(null),
  invitations: invitations.nullable().default(null),
  authorAway: authorAway.nullable().default(null),
  eventHubs: eventHubs.nullable().default(null),
};

// Who agrees with an author has to carry over all of their links.
export const configShape = z
  .strictObject(shape, as('object'))
  .refine((config) => config.authorAway === null || config.shares === 1, {
    ...as('one-share'),
    path: ['authorAway'],
  })
  .refine(({ secrets, mattermost: { tokenFile } }) => secrets === 'files' || tokenFile === null, {
    ...as('no-secret-file'),
    path: ['mattermost', 'tokenFile'],
  })
  .refine(
    ({ secrets, eventHubs: hub }) => secrets === 'files' || (hub?.connectionStringFile ?? null) === null,
    {
      ...as('no-secret-file'),
      path: ['eventHubs', 'connectionStringFile'],
    },
  );

/** The settings of the whole file, and of each object in it by its name. */
export const settingsBelow = (name: string): readonly string[] => {
  switch (name) {
    case 'mattermost':
    case 'teams':
      return Object.keys(shape[name].shape);
    case 'metrics':
      return Object.keys(metrics.shape);
    case 'invitations':
      return Object.keys(invitations.shape);
    case 'authorAway':
      return Object.keys(authorAway.shape);
    case 'eventHubs':
      return Object.keys(eventHubs.shape);
    default:
      return Object.keys(shape);
  }
};

/** The checked settings. Paths are whole. */
export interface RelayConfig {
  /** The folder of the relay's database. */
  readonly dataFolder: string;
  /** How many days of history are mirrored; null for all. */
  readonly days: number | null;
  readonly mattermost: {
    /** Without a slash at its end. */
    readonly url: string;
    /** The file of the bot's token; null if only the system gives it. */
    readonly tokenFile: string | null;
  };
  readonly teams: {
    readonly cloud: Cloud;
    /** A tenant's GUID or one of its domains. */
    readonly tenant: string;
    readonly clientId: string;
    /** Whether the user may sign in by a code on another device. */
    readonly deviceCode: boolean;
  };
  /** Where its secrets are kept, besides the system's credentials. */
  readonly secrets: (typeof secretPlaces)[number];
  /** Into how many shares the links are divided, where several relays carry at the same time; 1: one of them carries over all. */
  readonly shares: number;
  /** Where it answers who monitors it; null for nowhere. */
  readonly metrics: MetricsAddress | null;
  /** Whom it invites to connect; null for nobody. */
  readonly invitations: InvitationSettings | null;
  /** When it carries for connected people whose computers are off; null: never. */
  readonly authorAway: { readonly graceMinutes: number } | null;
  /** The hub through which Microsoft tells what changed; null without one. */
  readonly eventHubs: EventHubsConfig | null;
}
