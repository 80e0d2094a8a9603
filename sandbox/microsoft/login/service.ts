/** What the sign-in handlers share. */
import type { SandboxWorld } from '../../world.ts';
import type { MicrosoftSettings } from '../settings.ts';
import type { TenantState } from '../state/tenant.ts';
import type { Grants } from './grants.ts';
import type { SigningKey } from './keys.ts';

export interface SignInService {
  readonly world: SandboxWorld;
  readonly state: TenantState;
  readonly settings: MicrosoftSettings;
  readonly clientId: string;
  readonly key: SigningKey;
  readonly grants: Grants;
  /** Where sign-in stands now, without a slash at the end. */
  readonly loginUrl: () => string;
}
