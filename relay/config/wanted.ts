/** What a setting must be, and the checks that several settings share. */
import { z } from 'zod';

/** It is the message of each check, and the words say it (`../words/config-mistake.ts`). */
export type Wanted =
  | 'object'
  | 'path'
  | 'days'
  | 'address'
  | 'https'
  | 'plain-address'
  | 'tenant'
  | 'client-id'
  | 'cloud'
  | 'ip-address'
  | 'port'
  | 'host-names'
  | 'open-invitations'
  | 'shares'
  | 'grace-minutes'
  | 'one-share'
  | 'install-address'
  | 'yes-or-no'
  | 'namespace'
  | 'hub'
  | 'consumer-group'
  | 'domain'
  | 'hub-authentication'
  | 'no-connection-string'
  | 'secret-place'
  | 'no-secret-file';

/** The check's message. */
export const as = (wanted: Wanted): { readonly error: Wanted } => ({ error: wanted });

export const path = z.string(as('path')).min(1, as('path')).max(1_000, as('path'));

/** A domain's name with a point in it. */
export const domain = z
  .string(as('domain'))
  .regex(/^(?=.{4,253}$)[0-9A-Za-z][0-9A-Za-z-]*(?:\.[0-9A-Za-z][0-9A-Za-z-]*)+$/, as('domain'));
