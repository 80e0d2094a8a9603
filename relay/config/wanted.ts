/** What a setting must be, and the checks that several settings share. */
import { z } from 'zod';
import { pathSetting, type WantedOfRelay } from '../../relay-settings/settings.ts';

/** It is the message of each check, and the words say it (`../words/config-mistake.ts`). */
export type Wanted =
  | WantedOfRelay
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
  | 'grace-minutes'
  | 'one-share'
  | 'yes-or-no'
  | 'namespace'
  | 'hub'
  | 'consumer-group'
  | 'domain'
  | 'hub-authentication'
  | 'no-connection-string'
  | 'secret-place'
  | 'no-secret-file';

/** What the shared checks of settings have as their message. */
export const wanted = (code: WantedOfRelay): Wanted => code;

/** The check's message. */
export const as = (wanted: Wanted): { readonly error: Wanted } => ({ error: wanted });

export const path = pathSetting(wanted);

/** A domain's name with a point in it. */
export const domain = z
  .string(as('domain'))
  .regex(/^(?=.{4,253}$)[0-9A-Za-z][0-9A-Za-z-]*(?:\.[0-9A-Za-z][0-9A-Za-z-]*)+$/, as('domain'));
